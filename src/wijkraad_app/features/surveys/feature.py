"""How surveys show themselves to the shell."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_


def _page(app: Any) -> Any:
    from .ui.page import SurveysPage

    return SurveysPage(app)


FEATURE = Feature(
    key="surveys", title=N_("Surveys"), icon="clipboard-list", order=30, page=_page, kinds=("survey", "question")
)
