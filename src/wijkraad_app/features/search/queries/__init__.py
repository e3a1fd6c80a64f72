"""Reading records of any kind, what was found of them, and their history."""

from .history import MOST_STEPS, FieldChanged, FieldThen, Happened, History, history, state
from .records import (
    KINDS,
    MIN_PREFIX,
    SHOWN,
    Found,
    RecordRow,
    Results,
    marked,
    record,
    records,
    resolve,
    results,
    shown,
    title,
    words,
)

__all__ = [
    "KINDS",
    "MIN_PREFIX",
    "MOST_STEPS",
    "SHOWN",
    "FieldChanged",
    "FieldThen",
    "Found",
    "Happened",
    "History",
    "RecordRow",
    "Results",
    "history",
    "marked",
    "record",
    "records",
    "resolve",
    "results",
    "shown",
    "state",
    "title",
    "words",
]
