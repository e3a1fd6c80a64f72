"""Files of people must not be opened on the window's thread: where a window is, that raises in every test.

The program's own small files (icons, translations, preferences) are read there; what a test itself opens is its own.
"""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any

from wijkraad_app.kernel import threads

PEOPLES = (".wijkraad", ".pdf", ".csv", ".xlsx", ".ods", ".p12", ".docx", ".odt", ".html", ".png", ".jpg", ".txt")
_PROGRAM, _TESTS = f"{os.sep}wijkraad_app{os.sep}", f"{os.sep}tests{os.sep}"
_OWN = f"{os.sep}resources{os.sep}"


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: raises `RuntimeError` where the program opens a file of people on the window's thread."""
    if event != "open" or not threads.forbidden_here() or not isinstance(arguments[0], str):
        return
    name = arguments[0]
    if name.casefold().endswith(PEOPLES) and _OWN not in name and _asked_by_the_program():
        raise RuntimeError(f"a file was opened on the window's thread: {name}")


def _asked_by_the_program() -> bool:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if _TESTS in file:
            return False
        if _PROGRAM in file:
            return True
        frame = frame.f_back
    return False


sys.addaudithook(watch)
