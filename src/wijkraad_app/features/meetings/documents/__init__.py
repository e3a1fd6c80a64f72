"""Agenda and minutes, as documents and as plain values."""

from .agenda import agenda_document
from .data import agenda_data, frozen_minutes, minutes_data
from .minutes import minutes_document
from .paper import Paper, paper

__all__ = ["Paper", "agenda_data", "agenda_document", "frozen_minutes", "minutes_data", "minutes_document", "paper"]
