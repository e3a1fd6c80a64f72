"""One writer at a time: a lock of the operating system beside the dossier, and a note of who holds it."""

from __future__ import annotations

import getpass
import json
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

WINDOW, COMMAND = "window", "command"
_PROGRAMS = {WINDOW: N_("in the window of the program"), COMMAND: N_("by a command")}
_program = COMMAND


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a dossier open: `WINDOW` or `COMMAND`, user, computer, and since when (local, "HH:MM")."""

    program: str
    user: str
    host: str
    since: str


def work_as(program: str) -> None:
    """What this process calls itself in the locks it takes: `WINDOW` or `COMMAND`."""
    global _program
    _program = program


def take(path: Path) -> FileLock:
    """The lock of the dossier at ``path``. `UserError` ``in_use`` names who has it.

    Raises `OSError` where no lock can be made.
    """
    lock = FileLock(_lock_file(path), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise UserError(
            _("“{name}” is open already: {holder}. Close it there first.").format(
                name=path.name, holder=in_words(holder(path))
            ),
            code="in_use",
        ) from error
    with suppress(OSError):
        here = Holder(_program, _user(), platform.node(), clock.local_now().strftime("%H:%M"))
        _holder_file(path).write_text(json.dumps(asdict(here)), encoding="utf-8")
    return lock


def release(lock: FileLock, path: Path) -> None:
    """The files go while the lock is held: later, they may be the next holder's."""
    for file in (_holder_file(path), _lock_file(path)):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    lock.release()


def holder(path: Path) -> Holder | None:
    """Who took the lock of ``path`` last; None when nothing readable says so."""
    try:
        told = json.loads(_holder_file(path).read_text(encoding="utf-8"))
        return Holder(*(str(told[name]) for name in Holder.__slots__))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def in_words(holder: Holder | None) -> str:
    """ "in the window of the program, by Jan on pc-2, since 14:03"."""
    if holder is None:
        return _("by another program")
    program = _PROGRAMS.get(holder.program, _PROGRAMS[COMMAND])
    return _("{program}, by {user} on {host}, since {time}").format(
        program=_(program), user=holder.user or "?", host=holder.host or "?", time=holder.since
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return ""


def _lock_file(path: Path) -> Path:
    return _beside(path, ".lock")


def _holder_file(path: Path) -> Path:
    return _beside(path, ".lock-by")


def _beside(path: Path, suffix: str) -> Path:
    """Beside the file itself, so that all who come by whatever link meet the same lock."""
    name = path.resolve()
    return name.with_name(name.name + suffix)
