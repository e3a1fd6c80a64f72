"""Agenda and minutes, as documents and as plain values."""

from .agenda import Paper, agenda_document
from .data import agenda_data, minutes_data
from .minutes import minutes_document

__all__ = ["Paper", "agenda_data", "agenda_document", "minutes_data", "minutes_document"]
