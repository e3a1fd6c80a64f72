"""The kinds of conversation, and what one is called when nobody gave it a title."""

from __future__ import annotations

from wijkraad_app.kernel.i18n import N_, _

KINDS = ("neighbourhood", "ward", "street", "consultation_hour", "other")

_WORDS = {
    "neighbourhood": N_("Neighbourhood conversation"),
    "ward": N_("Ward conversation"),
    "street": N_("Conversation in the street"),
    "consultation_hour": N_("Consultation hour"),
    "other": N_("Conversation"),
}


def kind_word(kind: str) -> str:
    """In the language in force."""
    return _(_WORDS.get(kind, _WORDS["other"]))


def default_title(kind: str, neighbourhood: str, place: str) -> str:
    """ "Buurtgesprek Noorderhof"."""
    where = neighbourhood.strip() or place.strip()
    return f"{kind_word(kind)} {where}" if where else kind_word(kind)
