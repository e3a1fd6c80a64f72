"""Agendas from elsewhere: pasted text, our own JSON, and Notubiz or Open Raadsinformatie JSON."""

from .agenda import ParsedAgenda, ParsedItem
from .agenda_file import read_agenda_file
from .agenda_json import read_agenda_json
from .agenda_text import read_agenda_text

__all__ = ["ParsedAgenda", "ParsedItem", "read_agenda_file", "read_agenda_json", "read_agenda_text"]
