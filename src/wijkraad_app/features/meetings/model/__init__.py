"""Tables of meetings, before, during and after."""

from .meeting import AgendaItem, Annex, Aside, Attendance, Meeting, Speaker
from .minutes import Erratum, MinutesComment, PrivacyChoice
from .outcomes import Action, Decision, Vote
from .preparing import Correspondence, ProposedItem, SchoolHoliday, Series, Template

__all__ = [
    "Action",
    "AgendaItem",
    "Annex",
    "Aside",
    "Attendance",
    "Correspondence",
    "Decision",
    "Erratum",
    "Meeting",
    "MinutesComment",
    "PrivacyChoice",
    "ProposedItem",
    "SchoolHoliday",
    "Series",
    "Speaker",
    "Template",
    "Vote",
]
