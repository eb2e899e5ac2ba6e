"""What the platform writes is for its own user alone. Imports no Django, for settings call it."""

import os
import stat
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(folder: Path) -> None:
    """Make the data folder, close it to everybody else, and let this process write files that only it reads.

    An older installation's folder is closed too; what lies in it needs no change, for nobody gets there.
    A folder of somebody else's is left as it is.
    """
    os.umask(OTHERS)
    folder.mkdir(parents=True, exist_ok=True)
    found = folder.stat()
    if found.st_uid == os.geteuid() and found.st_mode & OTHERS:
        folder.chmod(stat.S_IRWXU)
