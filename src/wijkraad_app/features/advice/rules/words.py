"""Codes of an advice as people read them."""

from __future__ import annotations

from wijkraad_app.kernel.i18n import N_, _

_KINDS = {"requested": N_("requested advice"), "unrequested": N_("unrequested advice")}
ADOPTED_HOW = {"meeting": N_("in a meeting"), "mail": N_("by mail")}


def kind_word(kind: str) -> str:
    """Requested or unrequested, in the language in force."""
    return _(_KINDS["requested" if kind == "requested" else "unrequested"])
