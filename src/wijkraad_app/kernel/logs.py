"""The log of the program and the report of an error: where and what sort, never what was in the dossier.

Messages of exceptions can quote a name or a whole text, so only their type and the places in the code are written;
what other libraries log is written without its words.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from .errors import UserError
from .preferences import data_folder

LARGEST, KEPT = 256 * 1024, 3
_OURS = "wijkraad_app"
_DEEPEST = 60
"""Frames of one traceback."""


def folder() -> Path:
    """Where the logs are, on this computer."""
    return data_folder() / "logs"


def begin() -> None:
    """Write to a file from now on; where that can't be, there is no log. Once is enough."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, Discreet) for handler in root.handlers):
        return
    try:
        folder().mkdir(exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder() / "wijkraad.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(Discreet())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    spoken = logging.StreamHandler()
    spoken.setFormatter(Discreet())
    spoken.setLevel(logging.WARNING)
    root.addHandler(spoken)


class Discreet(logging.Formatter):
    """Our own messages as they are (they hold codes and numbers only), those of libraries without words."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        ours = record.name.split(".")[0] == _OURS
        words = record.getMessage() if ours else f"{record.funcName}:{record.lineno}"
        head = f"{when} {record.levelname} {record.name} {words}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{head}\n{report_of(error)}" if error is not None else head


def report_of(error: BaseException) -> str:
    """The error, what it came from, and the places in the code; without any message."""
    return "\n".join(_lines(error, set()))


def full_report(error: BaseException, version: str) -> str:
    """What a user can send to the makers."""
    about = f"Wijkraad {version}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    when = datetime.now(UTC).isoformat(timespec="minutes")
    return f"{about}\n{when}\n\n{report_of(error)}\n"


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "then:"
    yield from _places(error.__traceback__)
    code = f" {error.code}" if isinstance(error, UserError) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{code}"


def _places(trace: TracebackType | None) -> Iterator[str]:
    for _deep in range(_DEEPEST):
        if trace is None:
            return
        code = trace.tb_frame.f_code
        yield f"  {short(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}"
        trace = trace.tb_next


def short(file: str) -> str:
    """Without the folders of this computer."""
    parts = Path(file).parts
    for name in ("wijkraad_app", "site-packages"):
        if name in parts:
            return "/".join(parts[parts.index(name) :])
    return parts[-1] if parts else file
