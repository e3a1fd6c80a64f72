"""What can be done with meetings: one function per verb."""

from .adoption import adopt_minutes, correct_minutes
from .annexes import add_annex, move_annex, remove_annex, update_annex
from .attendance import add_guest, remove_attendance, set_attendance, set_rest_present, update_attendance
from .backlog import add_proposed, drop_proposed, place_proposed, remove_proposed, reopen_proposed, update_proposed
from .carry_over import carry_over
from .correspondence import (
    add_correspondence,
    attach_correspondence,
    remove_correspondence,
    update_correspondence,
)
from .imports import import_actions, import_agenda, import_decisions
from .items import (
    add_item,
    add_note,
    begin_item,
    move_item,
    place_item,
    put_on_agenda,
    remove_item,
    update_item,
)
from .meetings import add_meeting, attach_minutes, close_meeting, remove_meeting, start_meeting, update_meeting
from .moving import move_to_meeting
from .outcomes import (
    add_action,
    add_decision,
    decide_and_adopt,
    finish_action,
    record_vote,
    remove_action,
    remove_decision,
    set_action_state,
    update_action,
    update_decision,
)
from .registers import add_mail_decision, change_actions, link_decision, mark_reminded, update_mail_decision
from .school_holidays import add_school_holiday, remove_school_holiday, update_school_holiday
from .series import add_series, move_occurrence, plan_series, remove_series, skip_occurrence, update_series
from .templates import add_template, remove_template, rename_template

__all__ = [
    "add_action",
    "add_annex",
    "add_correspondence",
    "add_decision",
    "add_guest",
    "add_item",
    "add_mail_decision",
    "add_meeting",
    "add_note",
    "add_proposed",
    "add_school_holiday",
    "add_series",
    "add_template",
    "adopt_minutes",
    "attach_correspondence",
    "attach_minutes",
    "begin_item",
    "carry_over",
    "change_actions",
    "close_meeting",
    "correct_minutes",
    "decide_and_adopt",
    "drop_proposed",
    "finish_action",
    "import_actions",
    "import_agenda",
    "import_decisions",
    "link_decision",
    "mark_reminded",
    "move_annex",
    "move_item",
    "move_occurrence",
    "move_to_meeting",
    "place_item",
    "place_proposed",
    "plan_series",
    "put_on_agenda",
    "record_vote",
    "remove_action",
    "remove_annex",
    "remove_attendance",
    "remove_correspondence",
    "remove_decision",
    "remove_item",
    "remove_meeting",
    "remove_proposed",
    "remove_school_holiday",
    "remove_series",
    "remove_template",
    "rename_template",
    "reopen_proposed",
    "set_action_state",
    "set_attendance",
    "set_rest_present",
    "skip_occurrence",
    "start_meeting",
    "update_action",
    "update_annex",
    "update_attendance",
    "update_correspondence",
    "update_decision",
    "update_item",
    "update_mail_decision",
    "update_meeting",
    "update_proposed",
    "update_school_holiday",
    "update_series",
]
