from pathlib import Path

import pytest

from assistant.search.index.generations import Generations
from tests.ingest.desk import PARTNERS, TRUST, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "corpus").mkdir()
    made = Desk(tmp_path / "corpus", Generations(tmp_path / "data" / "index"))
    made.write("partners.txt", PARTNERS)
    made.write("trust.txt", TRUST)
    return made
