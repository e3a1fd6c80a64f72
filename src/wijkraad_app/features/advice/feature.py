"""How advice shows itself to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_

from . import queries


def _page(app: Any) -> Any:
    from .ui.page import AdvicePage

    return AdvicePage(app)


FEATURE = Feature(
    key="advice",
    title=N_("Advice"),
    icon="scroll-text",
    order=60,
    page=_page,
    kinds=("advice", "recommendation", "evidence"),
    count=queries.late_count,
)
