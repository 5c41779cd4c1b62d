"""A machine that publishes, and servers that follow, over a store in a folder."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import Document
from assistant.search.index import IndexInService
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from assistant.search.travel.depot import Depot
from assistant.search.travel.file_register import FileRegister
from assistant.search.travel.follow import Follower
from assistant.search.travel.overview import Overview
from assistant.search.travel.publish import Published, Publisher
from assistant.search.travel.register import Register, held
from tests.small_index import MODEL, put_in_service


@dataclass
class Machines:
    """What shares a store."""

    root: Path
    url: str = ""
    register: Register | None = None
    followers: dict[str, Follower] = field(default_factory=dict)

    @property
    def depot(self) -> Depot:
        return Depot(self.url or str(self.root / "store"))

    @property
    def registered(self) -> Register:
        return self.register or FileRegister(self.depot)

    @property
    def overview(self) -> Overview:
        return Overview(self.depot, self.registered)

    def publish(self, documents: Sequence[Document], version: str, *, again: bool = False) -> Published:
        generations = Generations(self.root / "ingest" / "index")
        archive = Archive(self.root / "ingest" / "archive.sqlite")
        folder = put_in_service(generations, documents, version)
        archive.keep(documents)
        with held(self.registered) as lease:
            return Publisher(self.depot, self.registered, lease).publish(folder, "corpus", archive.path, again=again)

    def server(self, name: str, model: str = MODEL) -> Follower:
        if name not in self.followers:
            generations = Generations(self.root / name / "index")
            self.followers[name] = Follower(
                name,
                generations,
                Archive(self.root / name / "archive.sqlite"),
                self.depot,
                self.registered,
                model,
                IndexInService(generations, model),
                patience=0.0,
            )
        return self.followers[name]

    def served(self, name: str) -> str:
        service = self.followers[name].service
        return service.get().version if service else ""

    def some_piece(self) -> Path:
        """Return a piece of the store that is not empty."""
        return max((path for path in (self.root / "store" / "pieces").rglob("*") if path.is_file()), key=size)


def size(path: Path) -> int:
    return path.stat().st_size
