"""How a slice shows itself to the shell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .commands import Command


@dataclass(frozen=True, slots=True)
class Feature:
    """``title`` is an English message id; ``page`` imports its window late and makes it for the app's context.

    ``kinds`` are the kinds of record it opens; ``order`` its place in the rail (below 0: not in the rail);
    ``count`` an optional query ``(session) -> int`` for the number beside it; ``commands`` makes commands that
    are there wherever the user is; ``foot`` puts it at the foot of the rail.
    """

    key: str
    title: str
    icon: str
    order: int
    page: Callable[[Any], Any]
    kinds: tuple[str, ...] = ()
    count: Callable[..., int] | None = None
    commands: Callable[[Any], tuple[Command, ...]] | None = None
    providers: dict[str, Callable[..., Any]] = field(default_factory=dict)
    foot: bool = False
