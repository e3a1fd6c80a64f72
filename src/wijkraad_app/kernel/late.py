"""What makes itself known when it is imported (verbs, subjects of decisions, menders), imported when first needed.

The window starts without the services of the slices. Bootstrap says with `later` how they are imported; whoever looks
something up by its name, or is about to write, calls `complete` first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

_one_at_a_time = threading.Lock()
_to_come: dict[str, Callable[[], object]] = {}


def later(name: str, load: Callable[[], object]) -> None:
    """Run ``load`` once, when `complete` is first called for ``name``, or for all."""
    _to_come[name] = load


def any_left() -> bool:
    """Whether something is still to be imported."""
    return bool(_to_come)


def complete(*names: str) -> None:
    """Come back when what goes by these names is imported; without names all of it. Costs nothing once it is.

    From any thread, but never while a module is being imported.
    """
    if not _to_come:
        return
    with _one_at_a_time:
        for name in names or tuple(_to_come):
            if (load := _to_come.get(name)) is not None:
                load()
                del _to_come[name]
