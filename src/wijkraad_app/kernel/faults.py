"""A fault below Python ends the program at once, before any log: what it leaves is told by the next start.

Only places in the code are kept, no values.
"""

from __future__ import annotations

import faulthandler
import logging
import re
from pathlib import Path

from . import logs

log = logging.getLogger(__name__)

_FILE = re.compile(r'File "([^"]*)"')
_kept: list[object] = []
"""The open file: a fault leaves no time to open one."""


def file() -> Path:
    """Where a fault is kept until the next start."""
    return logs.folder() / "fault.txt"


def watch() -> None:
    """Keep what a fault leaves from now on, and put what the last one left into the log.

    Where it can't be written nothing is kept.
    """
    _tell_last()
    try:
        kept = file().open("a", encoding="utf-8")
    except OSError:
        return
    if not faulthandler.is_enabled():
        faulthandler.enable(kept, all_threads=False)
        _kept.append(kept)
    else:
        kept.close()


def _tell_last() -> None:
    try:
        left = file().read_text(encoding="utf-8", errors="replace").strip()
        if left:
            name = places(left)
            log.error("the program ended by a fault\n%s", name)
            file().write_text("", encoding="utf-8")
    except OSError:
        return


def places(left: str) -> str:
    """The fault and the places in the code, without the folders of this computer."""
    lines = (line for line in left.splitlines() if line and not line.startswith("Extension modules"))
    return "\n".join(_FILE.sub(lambda found: f'File "{logs.short(found[1])}"', line) for line in lines)
