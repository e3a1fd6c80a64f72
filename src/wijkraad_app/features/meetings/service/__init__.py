"""What can be done with meetings: one function per verb."""

from .adoption import adopt_minutes
from .annexes import add_annex, attach_file, move_annex, remove_annex, update_annex
from .asides import step_aside, take_part_again
from .attendance import add_guest, remove_attendance, set_attendance, set_rest_present, update_attendance
from .backlog import add_proposed, drop_proposed, place_proposed, remove_proposed, reopen_proposed, update_proposed
from .carry_over import carry_over
from .comments import add_comments, remove_comment, settle_comment, update_comment
from .correspondence import (
    add_correspondence,
    attach_correspondence,
    remove_correspondence,
    update_correspondence,
)
from .course import (
    begin_break,
    begin_closed_part,
    begin_item,
    defer_item,
    drop_item,
    end_break,
    end_closed_part,
    merge_item,
    restore_item,
)
from .decisions import (
    add_decision,
    adopt_as_asked,
    correct_outcome,
    decide_and_adopt,
    record_vote,
    remove_decision,
    update_decision,
)
from .entries import change_entry, remove_entry, show_document
from .imports import import_actions, import_agenda, import_decisions
from .items import (
    add_item,
    add_note,
    move_item,
    place_item,
    put_on_agenda,
    remove_item,
    update_item,
)
from .meetings import add_meeting, attach_minutes, close_meeting, remove_meeting, start_meeting, update_meeting
from .minutes import add_erratum, send_minutes
from .moving import move_to_meeting
from .outcomes import add_action, finish_action, remove_action, set_action_state, update_action
from .phrases import add_phrase, remove_phrase, update_phrase
from .privacy import choose_privacy
from .reading_back import read_back_action, read_back_decision
from .registers import add_mail_decision, change_actions, link_decision, mark_reminded, update_mail_decision
from .school_holidays import add_school_holiday, remove_school_holiday, update_school_holiday
from .series import add_series, move_occurrence, plan_series, remove_series, skip_occurrence, update_series
from .speakers import (
    add_speaker,
    begin_speaking,
    move_speaker,
    pause_speaking,
    remove_speaker,
    stop_speaking,
    update_speaker,
)
from .templates import add_template, remove_template, rename_template

__all__ = [
    "add_action",
    "add_annex",
    "add_comments",
    "add_correspondence",
    "add_decision",
    "add_erratum",
    "add_guest",
    "add_item",
    "add_mail_decision",
    "add_meeting",
    "add_note",
    "add_phrase",
    "add_proposed",
    "add_school_holiday",
    "add_series",
    "add_speaker",
    "add_template",
    "adopt_as_asked",
    "adopt_minutes",
    "attach_correspondence",
    "attach_file",
    "attach_minutes",
    "begin_break",
    "begin_closed_part",
    "begin_item",
    "begin_speaking",
    "carry_over",
    "change_actions",
    "change_entry",
    "choose_privacy",
    "close_meeting",
    "correct_outcome",
    "decide_and_adopt",
    "defer_item",
    "drop_item",
    "drop_proposed",
    "end_break",
    "end_closed_part",
    "finish_action",
    "import_actions",
    "import_agenda",
    "import_decisions",
    "link_decision",
    "mark_reminded",
    "merge_item",
    "move_annex",
    "move_item",
    "move_occurrence",
    "move_speaker",
    "move_to_meeting",
    "pause_speaking",
    "place_item",
    "place_proposed",
    "plan_series",
    "put_on_agenda",
    "read_back_action",
    "read_back_decision",
    "record_vote",
    "remove_action",
    "remove_annex",
    "remove_attendance",
    "remove_comment",
    "remove_correspondence",
    "remove_decision",
    "remove_entry",
    "remove_item",
    "remove_meeting",
    "remove_phrase",
    "remove_proposed",
    "remove_school_holiday",
    "remove_series",
    "remove_speaker",
    "remove_template",
    "rename_template",
    "reopen_proposed",
    "restore_item",
    "send_minutes",
    "set_action_state",
    "set_attendance",
    "set_rest_present",
    "settle_comment",
    "show_document",
    "skip_occurrence",
    "start_meeting",
    "step_aside",
    "stop_speaking",
    "take_part_again",
    "update_action",
    "update_annex",
    "update_attendance",
    "update_comment",
    "update_correspondence",
    "update_decision",
    "update_item",
    "update_mail_decision",
    "update_meeting",
    "update_phrase",
    "update_proposed",
    "update_school_holiday",
    "update_series",
    "update_speaker",
]
