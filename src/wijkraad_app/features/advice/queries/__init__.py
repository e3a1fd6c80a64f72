"""What can be asked about advice. All results are frozen rows."""

from .contents import content_in_force, draft_content, kept_content
from .detail import advice, differences, draft_sha256, versions
from .evidence import blocked_by, check_signable, evidence_rows, marked, uncited, using
from .figures import QuestionChoice, question_choices, survey_figure
from .lists import advice_rows, answered_rows, due_if_sent, due_rows, late_count, late_rows, title_of
from .rows import AdviceRow, AdviceView, Blocked, EvidenceRow, RecommendationRow, VersionRow
from .sources import (
    ANY_SIGNALS,
    Choice,
    SignalChoices,
    decision_text,
    quote_print,
    signal_choices,
    signal_text,
    signals_count,
)

__all__ = [
    "ANY_SIGNALS",
    "AdviceRow",
    "AdviceView",
    "Blocked",
    "Choice",
    "EvidenceRow",
    "QuestionChoice",
    "RecommendationRow",
    "SignalChoices",
    "VersionRow",
    "advice",
    "advice_rows",
    "answered_rows",
    "blocked_by",
    "check_signable",
    "content_in_force",
    "decision_text",
    "differences",
    "draft_content",
    "draft_sha256",
    "due_if_sent",
    "due_rows",
    "evidence_rows",
    "kept_content",
    "late_count",
    "late_rows",
    "marked",
    "question_choices",
    "quote_print",
    "signal_choices",
    "signal_text",
    "signals_count",
    "survey_figure",
    "title_of",
    "uncited",
    "using",
    "versions",
]
