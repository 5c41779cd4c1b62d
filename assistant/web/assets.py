"""Chainlit's scripts and styles, compressed beforehand.

Chainlit compresses its 4.6 MB script anew for every reader, which holds up everyone's answers for 0.2 s or more.
"""

import gzip
import os
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

SMALLEST = 10_000
"""Bytes; a smaller file is not worth compressing."""


def compress(folder: Path) -> None:
    """Write a compressed copy beside each large file of a folder."""
    for path in list(folder.iterdir()):
        if path.stat().st_size >= SMALLEST:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0))


class Assets(StaticFiles):
    """Static files, sent compressed where there is a compressed copy and the browser takes it."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return the compressed copy, or the file itself."""
        copy = Path(f"{os.fspath(full_path)}.gz")
        if "gzip" not in Headers(scope=scope).get("accept-encoding", "") or not copy.is_file():
            return super().file_response(full_path, stat_result, scope, status_code)
        response = super().file_response(copy, copy.stat(), scope, status_code)
        response.headers.update({"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
        return response
