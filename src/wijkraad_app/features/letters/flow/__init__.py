"""What takes time around the verbs of letters: drawing, making keys, signing, verifying. Never on the window's thread.

Window and command line share these; each ends in one verb, so that nothing is kept half.
"""

from .cards import InReader, in_readers, the_card
from .checking import Checked, check, page_with_marks, sign_file, verify, write_report
from .enclosures import add_enclosure, change_enclosure, remove_enclosure
from .keys import has_authority, issue_key, make_key
from .letters import (
    export_letter,
    judge,
    keep_scan,
    letter_of_file,
    make_letter,
    preview,
    print_letter,
    save_certificate,
    save_replaced,
    sign_letter,
    take_back,
)
from .preserving import asks_authority, preserve_letter
from .signers import change_signer
from .trusted import Believed, believe, believed, disbelieve
from .verdicts import report
from .wording import level_words

__all__ = [
    "Believed",
    "Checked",
    "InReader",
    "add_enclosure",
    "asks_authority",
    "believe",
    "believed",
    "change_enclosure",
    "change_signer",
    "check",
    "disbelieve",
    "export_letter",
    "has_authority",
    "in_readers",
    "issue_key",
    "judge",
    "keep_scan",
    "letter_of_file",
    "level_words",
    "make_key",
    "make_letter",
    "page_with_marks",
    "preserve_letter",
    "preview",
    "print_letter",
    "remove_enclosure",
    "report",
    "save_certificate",
    "save_replaced",
    "sign_file",
    "sign_letter",
    "take_back",
    "the_card",
    "verify",
    "write_report",
]
