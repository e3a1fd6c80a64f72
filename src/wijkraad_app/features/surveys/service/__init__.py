"""What people do with surveys: import and type them, take in entry sheets, weight their replies."""

from . import erasing
from .surveys import (
    Imported,
    SheetImported,
    SurveyFields,
    add_counted_survey,
    add_counts,
    add_question,
    add_questionnaire,
    add_survey,
    import_entry_sheet,
    import_survey,
    remove_question,
    remove_survey,
    set_counts,
    set_method,
    update_option,
    update_question,
    update_survey,
)
from .weights import remove_weights, set_weights

__all__ = [
    "Imported",
    "SheetImported",
    "SurveyFields",
    "add_counted_survey",
    "add_counts",
    "add_question",
    "add_questionnaire",
    "add_survey",
    "erasing",
    "import_entry_sheet",
    "import_survey",
    "remove_question",
    "remove_survey",
    "remove_weights",
    "set_counts",
    "set_method",
    "set_weights",
    "update_option",
    "update_question",
    "update_survey",
]
