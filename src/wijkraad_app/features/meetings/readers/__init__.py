"""Agendas from elsewhere: pasted text, our own JSON, that of Notubiz or Open Raadsinformatie, Word, ODT, PDF, mail."""

from .agenda import ParsedAgenda, ParsedAnnex, ParsedItem
from .agenda_file import read_agenda_file
from .agenda_json import read_agenda_json
from .agenda_text import read_agenda_text
from .document_text import ENDINGS

__all__ = [
    "ENDINGS",
    "ParsedAgenda",
    "ParsedAnnex",
    "ParsedItem",
    "read_agenda_file",
    "read_agenda_json",
    "read_agenda_text",
]
