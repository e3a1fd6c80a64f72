"""The kinds and states of a signal, as people read them."""

from __future__ import annotations

from wijkraad_app.kernel.i18n import N_, _

REPORT, QUESTION, PROPOSAL, COMPLAINT, COMPLIMENT = "report", "question", "proposal", "complaint", "compliment"
KINDS = (REPORT, QUESTION, PROPOSAL, COMPLAINT, COMPLIMENT)
NEW, IN_PROGRESS, WAITING, DONE = "new", "in_progress", "waiting", "done"
STATUSES = (NEW, IN_PROGRESS, WAITING, DONE)

_KIND_WORDS = {
    REPORT: N_("report"),
    QUESTION: N_("question"),
    PROPOSAL: N_("proposal"),
    COMPLAINT: N_("complaint"),
    COMPLIMENT: N_("compliment"),
}
_STATUS_WORDS = {NEW: N_("new"), IN_PROGRESS: N_("in progress"), WAITING: N_("waiting"), DONE: N_("done")}


def kind_word(kind: str) -> str:
    """In the language in force."""
    return _(_KIND_WORDS[kind])


def status_word(status: str) -> str:
    """In the language in force."""
    return _(_STATUS_WORDS[status])
