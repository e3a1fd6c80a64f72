"""The program adds its log to that of the process when it begins; in tests it ends again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from wijkraad_app.kernel.logs import Discreet


@contextmanager
def own_log() -> Iterator[None]:
    """A log that begins inside the block ends with it."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        yield
    finally:
        for begun in [one for one in root.handlers if one not in before and isinstance(one.formatter, Discreet)]:
            root.removeHandler(begun)
            begun.close()
        root.setLevel(level)
