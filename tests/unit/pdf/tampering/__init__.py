"""Every way we know to touch a signed letter: what LETTERS.md measured, shadow attacks, forged keys, huge files.

Each kind makes its file from a `Bench`; ``says`` is what people read about it. `KINDS` is all of them.
"""

from __future__ import annotations

from . import bombs, forgeries, shadows
from .tools import KINDS, Bench, Kind, updated
from .updates import a_note_over_the_text

__all__ = ["KINDS", "Bench", "Kind", "a_note_over_the_text", "bombs", "forgeries", "shadows", "updated"]
