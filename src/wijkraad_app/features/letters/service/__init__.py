"""Verbs of letters: made from what was adopted, signed step by step, sent; and the keys that the council knows.

Rendering and signing happen before, outside the unit of work; a verb takes the finished bytes and keeps them only
when they continue exactly the file the dossier holds.
"""

from .enclosures import add_enclosure, change_enclosure, remove_enclosure
from .keys import register_key, revoke_key
from .making import draw_again, keep_sources, make_letter
from .signers import change_signer, refuse_to_sign, withdraw_refusal, withdraw_signature
from .signing import preserve_letter, register_paper, register_sent, register_signature

__all__ = [
    "add_enclosure",
    "change_enclosure",
    "change_signer",
    "draw_again",
    "keep_sources",
    "make_letter",
    "preserve_letter",
    "refuse_to_sign",
    "register_key",
    "register_paper",
    "register_sent",
    "register_signature",
    "remove_enclosure",
    "revoke_key",
    "withdraw_refusal",
    "withdraw_signature",
]
