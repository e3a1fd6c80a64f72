"""How conversations show themselves to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_


def _page(app: Any) -> Any:
    from .ui.page import ConversationsPage

    return ConversationsPage(app)


FEATURE = Feature(
    key="conversations",
    title=N_("Conversations"),
    icon="messages-square",
    order=40,
    page=_page,
    kinds=("conversation", "quote"),
)
