"""What a council already has, pasted from a spreadsheet or mail: people, actions, decisions, advice sent."""

from .list_text import ParsedAction, ParsedAdvice, ParsedDecision, read_actions, read_advice, read_decisions
from .people_text import ParsedPerson, read_people

__all__ = [
    "ParsedAction",
    "ParsedAdvice",
    "ParsedDecision",
    "ParsedPerson",
    "read_actions",
    "read_advice",
    "read_decisions",
    "read_people",
]
