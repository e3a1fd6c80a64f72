"""Erasing for good: where words or a person occur, taking them out of rows, journal, index and files, and a list
of what was erased, without content, by which an older copy is cleaned again.

An erased item keeps its digest, so chain and signatures still verify; what stays of a row is put into a step of its
own. Old versions of a field in which the words occurred go altogether: they hold pieces of them too.
"""

from .clearing import after_cleaning
from .doing import (
    NOT_UNDONE,
    Enforced,
    Erased,
    Whole,
    apply_again,
    catch_up,
    enforce,
    erase,
    erase_again,
    finish,
    forget_earlier,
    missing,
)
from .finding import Found, Place, ReadFile, Where, find
from .record import inside, known, touched
from .repeating import fields_of, repeatable
from .wording import SHORTEST, Wanted, wanted

__all__ = [
    "NOT_UNDONE",
    "SHORTEST",
    "Enforced",
    "Erased",
    "Found",
    "Place",
    "ReadFile",
    "Wanted",
    "Where",
    "Whole",
    "after_cleaning",
    "apply_again",
    "catch_up",
    "enforce",
    "erase",
    "erase_again",
    "fields_of",
    "find",
    "finish",
    "forget_earlier",
    "inside",
    "known",
    "missing",
    "repeatable",
    "touched",
    "wanted",
]
