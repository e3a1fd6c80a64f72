"""What an agenda item is for, by the words of its title: where what is carried over belongs."""

from __future__ import annotations

import re

MINUTES, ACTIONS, DOCUMENTS, ANSWERS = "minutes", "actions", "documents", "answers"
_WORDS = (
    (DOCUMENTS, r"ingekomen|uitgaande|(poststukken|correspondentie)|incoming|outgoing|correspondence"),
    (ANSWERS, r"(antwoorden|reacties?) (van|die)|answers? (from|expected)|collegereactie"),
    (MINUTES, r"verslag|notulen|minutes"),
    (ACTIONS, r"acti(e|on)(lijst|punten|s| list|\b)|acties|actions?"),
)


def meant_for(title: str) -> str:
    """`MINUTES`, `ACTIONS`, `DOCUMENTS` or `ANSWERS`; "" for any other item. Of several the first named holds."""
    found = [
        (match.start(), purpose) for purpose, words in _WORDS if (match := re.search(rf"\b({words})", title, re.I))
    ]
    return min(found)[1] if found else ""
