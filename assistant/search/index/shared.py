"""Files that generations share."""

import os
import shutil
from pathlib import Path


def share(source: Path, target: Path) -> None:
    """Give a file of a generation to another; what never changes is held once where the file system can do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
