"""Threads that must never wait for disk: the window forbids its own, the dossier asks before it reads or writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_forbidden: set[int] = set()


def forbid_here() -> None:
    """From now on `check` raises in this thread."""
    _forbidden.add(threading.get_ident())


def allow_here() -> None:
    """End of `forbid_here`."""
    _forbidden.discard(threading.get_ident())


def forbidden_here() -> bool:
    """Whether this thread may not wait."""
    return threading.get_ident() in _forbidden


@contextmanager
def allowed_here() -> Iterator[None]:
    """Inside the block this thread may wait (tests that prepare a dossier, closing)."""
    ident = threading.get_ident()
    was = ident in _forbidden
    _forbidden.discard(ident)
    try:
        yield
    finally:
        if was:
            _forbidden.add(ident)


def check(what: str = "the dossier") -> None:
    """Raise `RuntimeError` when this thread may not wait for ``what``."""
    if forbidden_here():
        raise RuntimeError(f"{what} was used on the window's thread; go through App.read or App.do")
