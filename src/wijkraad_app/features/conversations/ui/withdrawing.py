"""Before a consent is withdrawn, or a quote goes: which drafts use the words, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.inputs import Field

from .. import queries
from ..queries import QuoteUse

USES = "quote_uses"
"""In `App.services`: queries of higher slices that tell which of their drafts use quotes."""


def consent_saver(
    app: App,
    field: Field,
    about: str,
    id: UUID,
    shown: Callable[[], str],
    save: Callable[[Any, UUID], None],
) -> Callable[[Any, UUID], None]:
    """What a field of consent calls to save itself. ``about``: conversation or quote. When drafts would lose words
    the field goes back to what the dossier says (``shown``), until the user says that it has to happen."""

    def decide(value: Any, group: UUID, uses: Sequence[QuoteUse]) -> None:
        if not uses:
            save(value, group)
            return
        field.set_value(shown())
        app.confirm(question(uses), consequence(uses), _("Withdraw"), partial(save, value, group))

    def ask(value: Any, group: UUID) -> None:
        decided = partial(decide, value, group)
        app.read(field, queries.uses_lost, providers(app), about, id, value, done=decided, latest="uses")

    return ask


def before_removal(app: App, owner: QWidget, about: str, id: UUID, then: Callable[[], object]) -> None:
    """Run ``then`` at once, or after the user saw which drafts use the words."""

    def decide(uses: Sequence[QuoteUse]) -> None:
        if uses:
            app.confirm(question(uses), consequence(uses), _("Remove"), lambda: _none(then()))
        else:
            then()

    app.read(owner, queries.uses_lost, providers(app), about, id, None, done=decide, latest="uses")


def providers(app: App) -> tuple[queries.QuoteUses, ...]:
    """Who can tell of drafts."""
    return tuple(app.services.get(USES, ()))


def question(uses: Sequence[QuoteUse]) -> str:
    """How many drafts lose words."""
    count = len(uses)
    text = ngettext("{count} advice uses these words", "{count} pieces of advice use these words", count)
    return text.format(count=count)


def consequence(uses: Sequence[QuoteUse]) -> str:
    """Which, and what happens to them."""
    named = "\n".join(f"• {one.title} ({one.state})" for one in uses)
    told = _("The quote is marked there. Nobody can sign the letter until it is out of the text.")
    return f"{named}\n\n{told}"


def _none(_result: object) -> None:
    return None
