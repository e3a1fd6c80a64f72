"""Reads of surveys: frozen rows and figures for windows, the command line and advice."""

from .figures import (
    Base,
    CrossTable,
    FigureView,
    QuestionTable,
    Wanted,
    cross_table,
    figure,
    question_table,
)
from .rows import (
    OptionRow,
    QuestionRow,
    SheetQuestions,
    SurveyRow,
    SurveyView,
    imported_before,
    open_answers,
    sheet_questions,
    survey,
    survey_of,
    survey_rows,
)
from .statements import StatementRow, Statements, statement_groups, statements
from .weighting import MarginClass, MarginView, Weighting, tried_lines, weighting

__all__ = [
    "Base",
    "CrossTable",
    "FigureView",
    "MarginClass",
    "MarginView",
    "OptionRow",
    "QuestionRow",
    "QuestionTable",
    "SheetQuestions",
    "StatementRow",
    "Statements",
    "SurveyRow",
    "SurveyView",
    "Wanted",
    "Weighting",
    "cross_table",
    "figure",
    "imported_before",
    "open_answers",
    "question_table",
    "sheet_questions",
    "statement_groups",
    "statements",
    "survey",
    "survey_of",
    "survey_rows",
    "tried_lines",
    "weighting",
]
