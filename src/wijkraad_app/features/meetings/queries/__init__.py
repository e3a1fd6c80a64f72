"""What can be asked about meetings. All results are frozen rows."""

from .agenda import agenda, item_tree, siblings
from .meetings import (
    adopted_minutes,
    attendance_rows,
    meeting_ids,
    meeting_rows,
    meeting_view,
    minutes_to_adopt,
    next_meeting,
    quorum_of,
)
from .members import names, people, person_named
from .outcomes import (
    action_ids,
    action_rows,
    actions_of_meeting,
    decision,
    decisions,
    decisions_of_item,
    late_count,
    open_actions,
)
from .rows import (
    ActionRow,
    AnnexRow,
    AttendanceRow,
    DecisionRow,
    ItemRow,
    MeetingRow,
    MeetingView,
    PersonRow,
)

__all__ = [
    "ActionRow",
    "AnnexRow",
    "AttendanceRow",
    "DecisionRow",
    "ItemRow",
    "MeetingRow",
    "MeetingView",
    "PersonRow",
    "action_ids",
    "action_rows",
    "actions_of_meeting",
    "adopted_minutes",
    "agenda",
    "attendance_rows",
    "decision",
    "decisions",
    "decisions_of_item",
    "item_tree",
    "late_count",
    "meeting_ids",
    "meeting_rows",
    "meeting_view",
    "minutes_to_adopt",
    "names",
    "next_meeting",
    "open_actions",
    "people",
    "person_named",
    "quorum_of",
    "siblings",
]
