"""Figures in words, as charts and as a report, and the paper form: the same on the screen and on paper."""

from .form import form
from .report import (
    answered_words,
    chart_of,
    effect_words,
    figure_cells,
    figure_header,
    headline,
    indicative_words,
    likert_of,
    margin_words,
    method_words,
    missing_words,
    period_words,
    quoted_list,
    report,
    statements_title,
    table_block,
    weighting_words,
)

__all__ = [
    "answered_words",
    "chart_of",
    "effect_words",
    "figure_cells",
    "figure_header",
    "form",
    "headline",
    "indicative_words",
    "likert_of",
    "margin_words",
    "method_words",
    "missing_words",
    "period_words",
    "quoted_list",
    "report",
    "statements_title",
    "table_block",
    "weighting_words",
]
