"""What can be done with meetings: one function per verb."""

from .adoption import adopt_minutes, correct_minutes
from .annexes import add_annex, move_annex, remove_annex, update_annex
from .attendance import add_guest, remove_attendance, set_attendance, set_rest_present, update_attendance
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

__all__ = [
    "add_action",
    "add_annex",
    "add_decision",
    "add_guest",
    "add_item",
    "add_meeting",
    "add_note",
    "adopt_minutes",
    "attach_minutes",
    "begin_item",
    "close_meeting",
    "correct_minutes",
    "decide_and_adopt",
    "finish_action",
    "import_actions",
    "import_agenda",
    "import_decisions",
    "move_annex",
    "move_item",
    "move_to_meeting",
    "place_item",
    "put_on_agenda",
    "record_vote",
    "remove_action",
    "remove_annex",
    "remove_attendance",
    "remove_decision",
    "remove_item",
    "remove_meeting",
    "set_action_state",
    "set_attendance",
    "set_rest_present",
    "start_meeting",
    "update_action",
    "update_annex",
    "update_attendance",
    "update_decision",
    "update_item",
    "update_meeting",
]
