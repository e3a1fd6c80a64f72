"""What people do with an advice: write it, put sources under it, adopt it, send it, register the answer."""

from wijkraad_app.features.meetings.rules.open_matters import PROVIDERS
from wijkraad_app.features.meetings.rules.subjects import SUBJECTS

from ..queries.open_matters import open_matters
from .adoption import (
    OnAgenda,
    adopt,
    adopt_with_changes,
    confirm_changes,
    correct_typo,
    put_on_agenda,
    settle_reference,
    withdraw,
)
from .drafting import (
    AdviceFields,
    add_advice,
    add_recommendation,
    move_recommendation,
    remove_advice,
    remove_recommendation,
    replace_unprintable,
    update_advice,
    update_recommendation,
    update_section,
)
from .promises import add_promise, drop_promise, keep_promise, remove_promise, reopen_promise, update_promise
from .sending import (
    attach_file,
    change_due,
    import_earlier,
    mark_signed,
    register_answer,
    register_earlier,
    register_sent,
    sign_again,
)
from .sourcing import Inserted, Updated, insert_evidence, keep_evidence, remove_evidence, update_evidence
from .subject import HANDLER

SUBJECTS.register(HANDLER)
PROVIDERS.register("advice", open_matters)

__all__ = [
    "AdviceFields",
    "Inserted",
    "OnAgenda",
    "Updated",
    "add_advice",
    "add_promise",
    "add_recommendation",
    "adopt",
    "adopt_with_changes",
    "attach_file",
    "change_due",
    "confirm_changes",
    "correct_typo",
    "drop_promise",
    "import_earlier",
    "insert_evidence",
    "keep_evidence",
    "keep_promise",
    "mark_signed",
    "move_recommendation",
    "put_on_agenda",
    "register_answer",
    "register_earlier",
    "register_sent",
    "remove_advice",
    "remove_evidence",
    "remove_promise",
    "remove_recommendation",
    "reopen_promise",
    "replace_unprintable",
    "settle_reference",
    "sign_again",
    "update_advice",
    "update_evidence",
    "update_promise",
    "update_recommendation",
    "update_section",
    "withdraw",
]
