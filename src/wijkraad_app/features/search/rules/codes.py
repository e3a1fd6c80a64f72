"""Which fields of a record hold a code, and what each code is called: the words are those of the windows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TypeVar

from wijkraad_app.features.advice.rules import promises
from wijkraad_app.features.advice.rules import words as advice
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.conversations.rules import consent
from wijkraad_app.features.conversations.rules import words as conversations
from wijkraad_app.features.council.rules import presets, quorum, roles, signing, terms, voting
from wijkraad_app.features.letters.rules import LetterState, SignerState
from wijkraad_app.features.meetings.rules import minutes, privacy
from wijkraad_app.features.meetings.rules import words as meetings
from wijkraad_app.features.signals.rules import words as signals
from wijkraad_app.features.surveys.rules import kinds as surveys
from wijkraad_app.kernel.i18n import N_, _

C = TypeVar("C", bound=str)


@dataclass(frozen=True, slots=True)
class Coded:
    """The codes a field can hold, as a question since some stand in a file, and the word for each in the language in
    force."""

    codes: Callable[[], Sequence[str]]
    word: Callable[[str], str]


def _of(words: Mapping[C, str], form: Callable[[str], str] | None = None) -> Coded:
    """From a table of codes and English message ids; within a line a word loses its capital and full stop."""
    known = {str(code): word for code, word in words.items()}
    return _each(known, lambda code: form(known[code]) if form is not None else _inside(_(known[code])))


def _each(codes: Iterable[str], word: Callable[[str], str]) -> Coded:
    known = tuple(str(code) for code in codes)
    return Coded(lambda: known, word)


def _bodies() -> tuple[str, ...]:
    return tuple(body.key for body in presets.bodies())


def _orders() -> tuple[str, ...]:
    """Every order in which roles of a council can sign."""
    lengths = range(1, signing.MOST_SIGNERS + 1)
    return tuple(signing.order_of(one) for length in lengths for one in permutations(roles.ROLES, length))


def _inside(word: str) -> str:
    return (word[:1].lower() + word[1:]).rstrip(".")


_CONSENT = _each(consent.CONSENTS, consent.consent_word)
_LANGUAGE = _of({"nl": N_("Dutch"), "en": N_("English")}, _)
_SUBJECTS = {"advice": N_("Advice"), "meeting": N_("Meeting"), "signal": N_("Signal")}
_SOURCES = {
    "question": N_("Survey"), "quote": N_("Conversation"), "decision": N_("Decision"), "signal": N_("Signal"),
    "signals": N_("Signals"),
}  # fmt: skip
_PURPOSES = {
    "agenda": N_("went with the agenda"),
    "sent": N_("sent for comment"),
    "adopted": N_("Adopted"),
    "corrected": N_("corrected"),
}
_FREQUENCIES = {"weekly": N_("by the week"), "monthly": N_("by the month")}
_TEMPLATES = {"agenda": N_("Agenda template"), "phrase": N_("Text block")}
_UNITS = {"weeks": N_("weeks"), "months": N_("months")}
_GOING = {"page": N_("printed behind it"), "inside": N_("inside the file"), "beside": N_("a file of its own")}
_WINDOWS = {"left": N_("at the left"), "right": N_("at the right")}
_SIGNING = {"chair": N_("first"), "secretary": N_("second"), "signer3": N_("third"), "signer4": N_("fourth")}
_MISSING = {
    "blank": surveys.MISSING_WORDS[surveys.Missing.BLANK],
    "not_asked": surveys.MISSING_WORDS[surveys.Missing.NOT_ASKED],
    "refused": surveys.MISSING_WORDS[surveys.Missing.REFUSED],
    "dont_know": surveys.MISSING_WORDS[surveys.Missing.DONT_KNOW],
}

CODED: Mapping[tuple[str, str], Coded] = {
    ("action", "sort"): _of(meetings.ACTION_SORTS),
    ("action", "status"): _of(meetings.ACTION_STATES),
    ("action", "subject_kind"): _of(_SUBJECTS),
    ("advice", "adopted_how"): _of(advice.ADOPTED_HOW),
    ("advice", "kind"): _each(("requested", "unrequested"), advice.kind_word),
    ("advice", "language"): _LANGUAGE,
    ("advice", "state"): _each(State, lambda code: State(code).label.lower()),
    ("attendance", "state"): _of(meetings.ATTENDANCE),
    ("conversation", "consent"): _CONSENT,
    ("conversation", "kind"): _each(conversations.KINDS, lambda code: _inside(conversations.kind_word(code))),
    ("correspondence", "direction"): _of(meetings.DIRECTIONS),
    ("council", "abstentions"): _of(voting.COUNTING),
    ("council", "blanks"): _of(voting.COUNTING),
    ("council", "body_kind"): Coded(_bodies, presets.body_name),
    ("council", "address_window"): _of(_WINDOWS),
    ("council", "letter_language"): _LANGUAGE,
    ("council", "quorum_rule"): _each(quorum.RULES, lambda code: _inside(quorum.quorum_label(code))),
    ("council", "signing_order"): Coded(
        _orders, lambda order: ", ".join(map(roles.role_label, signing.roles_in(order)))
    ),
    ("council", "tie_rule"): _each(voting.TIES, lambda code: _inside(_(voting.TIES[code]))),
    ("council", "term_unit"): _each(terms.UNITS, lambda code: _(_UNITS[code])),
    ("decision", "majority"): _of(meetings.MAJORITIES),
    ("decision", "method"): _of(meetings.METHODS),
    ("decision", "outcome"): _of(meetings.OUTCOMES),
    ("decision", "sort"): _of(meetings.SORTS),
    ("decision", "subject_kind"): _of(_SUBJECTS),
    ("enclosure", "how"): _of(_GOING),
    ("evidence", "source_kind"): _of(_SOURCES),
    ("item", "kind"): _of(meetings.ITEM_KINDS),
    ("item", "state"): _of(meetings.ITEM_STATES),
    ("item", "subject_kind"): _of(_SUBJECTS),
    ("letter", "state"): _each(LetterState, lambda code: LetterState(code).label),
    ("letter_signature", "field"): _of(_SIGNING),
    ("letter_signer", "field"): _of(_SIGNING),
    ("letter_signer", "role"): _each(roles.ROLES, roles.role_label),
    ("letter_signer", "state"): _each(SignerState, lambda code: SignerState(code).label),
    ("meeting", "kind"): _of(meetings.MEETING_KINDS),
    ("meeting", "minutes_state"): _of(minutes.MINUTES_STATES),
    ("meeting", "status"): _of(meetings.STATUSES),
    ("minutes_comment", "state"): _of(minutes.COMMENT_STATES),
    ("privacy_choice", "choice"): _of(privacy.CHOICES),
    ("privacy_choice", "sort"): _of(privacy.SORTS),
    ("membership", "role"): _each(roles.ROLES, roles.role_label),
    ("option", "missing"): _of(_MISSING),
    ("promise", "state"): _each(promises.STATES, promises.state_word),
    ("proposed_item", "kind"): _of(meetings.ITEM_KINDS),
    ("proposed_item", "state"): _of(meetings.PROPOSED_STATES),
    ("proposed_item", "subject_kind"): _of(_SUBJECTS),
    ("question", "kind"): _of(surveys.KIND_WORDS),
    ("quote", "consent"): _CONSENT,
    ("series", "frequency"): _of(_FREQUENCIES),
    ("series", "kind"): _of(meetings.MEETING_KINDS),
    ("signal", "kind"): _each(signals.KINDS, signals.kind_word),
    ("signal", "status"): _each(signals.STATUSES, signals.status_word),
    ("snapshot", "purpose"): _of(_PURPOSES),
    ("snapshot", "subject_kind"): _of(_SUBJECTS),
    ("speaker", "state"): _of(meetings.SPEAKER_STATES),
    ("survey", "method"): _of(surveys.METHOD_WORDS),
    ("template", "kind"): _of(meetings.MEETING_KINDS),
    ("template", "sort"): _of(_TEMPLATES),
    ("vote", "choice"): _of(meetings.AT_A_VOTE),
}
"""By kind of record and field."""


def code_word(kind: str, name: str, code: str) -> str | None:
    """The word for a code; the code itself when it is of a newer version; None for a field that holds none."""
    coded = CODED.get((kind, name))
    if coded is None:
        return None
    return coded.word(code) if code in coded.codes() else code
