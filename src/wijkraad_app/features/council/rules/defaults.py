"""What a council starts with, following from its kind and its municipality."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.i18n import in_language

from . import names, presets


def usual(kind: presets.Body) -> dict[str, Any]:
    """Right to advise, term, quorum, ties and notice that usually hold for a kind of body."""
    return {
        "formal_right": kind.formal_right,
        "term_count": kind.term.count,
        "term_unit": kind.term.unit,
        "term_agreed": kind.term_agreed,
        "quorum_rule": kind.quorum,
        "tie_rule": kind.tie,
        "notice_days": kind.notice_days,
    }


def letters_to(municipality: str) -> dict[str, Any]:
    """Place, addressee, salutation and copies of letters to the college of that municipality, in Dutch."""
    known = presets.municipality(municipality)
    style = presets.letter_styles()["addressees"][0]
    where = names.one_line(municipality)
    lines = known.addressee if known else [line.format(municipality=where) for line in style["lines"]]
    with in_language("nl"):
        greeting = names.salutation("\n".join(lines))
    return {
        "place": where,
        "addressee_lines": "\n".join(lines) if where else "",
        "salutation": greeting,
        "copies_to": "\n".join(known.copies) if known else "",
    }
