"""A verb is a public function of a ``service.py``: one user action, with its label and whether it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, TypeVar

from wijkraad_app.kernel import late
from wijkraad_app.kernel.i18n import N_, _

P = ParamSpec("P")
R = TypeVar("R")

FULL: Literal["full"] = "full"


@dataclass(frozen=True, slots=True)
class Refused:
    """Undo is refused: ``reason`` is an English message id that says why and what to do instead."""

    reason: str


@dataclass(frozen=True, slots=True)
class Verb:
    """``label`` is an English message id with named placeholders, filled by `UnitOfWork.describe`."""

    id: str
    label: str
    undo: Literal["full"] | Refused

    def text(self, params: dict[str, Any]) -> str:
        """The label in the user's language; without its details when they were erased."""
        try:
            return _(self.label).format(**params)
        except (KeyError, IndexError):
            return _(self.label).split("“")[0].strip()


VERBS: dict[str, Verb] = {}

_UNKNOWN = N_("A change made by another version of the program")


def verb(*, label: str, undo: Literal["full"] | Refused = FULL) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a service function as a verb; its id is ``<slice>.<function>`` and never changes."""

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        parts = function.__module__.split(".")
        room = next((room for room in ("features", "db") if room in parts), None)
        slice_name = parts[parts.index(room) + 1] if room else parts[-1]
        declared = Verb(f"{slice_name}.{function.__name__}", label, undo)
        VERBS[declared.id] = declared
        function.__verb__ = declared  # type: ignore[attr-defined]  # functions carry their declaration
        return function

    return declare


def retired(verb_id: str, *, label: str, undo: Literal["full"] | Refused = FULL) -> None:
    """Say what a verb was called that is no longer there: the history of older dossiers names it."""
    VERBS[verb_id] = Verb(verb_id, label, undo)


def verb_of(function: Callable[..., Any]) -> Verb:
    """The declaration of a verb; TypeError for any other function."""
    declared = getattr(function, "__verb__", None)
    if not isinstance(declared, Verb):
        raise TypeError(f"{function} is not declared as a verb")
    return declared


def declared_as(verb_id: str) -> Verb | None:
    """The verb of that id; None for one that this version of the program doesn't know."""
    late.complete(verb_id.split(".")[0])
    return VERBS.get(verb_id)


def label_of(verb_id: str, params: dict[str, Any]) -> str:
    """What a changeset did, in the user's language."""
    declared = declared_as(verb_id)
    return declared.text(params) if declared else _(_UNKNOWN)
