"""What a process for one report runs: a folder with a frozen job in, a file out; nothing but files passes between.

python -m fisoko.reports.worker FOLDER
"""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from fisoko.reports import dashboard, downloads, results
from fisoko.reports.frozen import RESULT, Frozen

NICENESS = 10  # pages come before reports
NO_SPACE = 28  # the status that tells of a full disk
FULL = (errno.ENOSPC, errno.EDQUOT)
BUILDERS: dict[str, Callable[[Frozen, Path], None]] = {
    "results": results.build,
    "downloads": downloads.build,
    "dashboard": dashboard.build,
}


def build(folder: str) -> str:
    """Build the file of a frozen job and return its path; takes and gives texts, for a pool of processes."""
    if sys.platform != "win32":
        os.nice(max(0, NICENESS - os.nice(0)))
    frozen = Frozen(Path(folder))
    result = Path(folder) / RESULT
    BUILDERS[frozen.job["kind"]](frozen, result)
    return str(result)


def main() -> None:
    """Build, and tell a full disk from a fault by the status."""
    try:
        build(sys.argv[1])
    except OSError as error:
        if error.errno in FULL:
            sys.exit(NO_SPACE)
        raise


if __name__ == "__main__":
    main()
