"""Keeps PySide6 from reading the source of every module imported after it.

It looks there for ``from __feature__ import``, which we don't use; that took a tenth of the start and kept 25 MB of
sources in memory. Imported before anything that comes after PySide6.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  # it puts its own import in place, which is taken away again here

_plain = getattr(builtins, "__orig_import__", None)
if _plain is not None:
    builtins.__import__ = _plain
