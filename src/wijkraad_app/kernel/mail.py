"""A mail put ready as a file: any mail program opens it as a draft that isn't sent yet.

Nothing is sent by this program. ``X-Unsent`` is how Outlook, and by now others, know a draft (MS-OXCMAIL and practice).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, parseaddr

from .errors import UserError
from .i18n import _

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[^\s@<>\",;]+\.[^\s@<>\",;.]{2,}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

MOST_NAMED = 140
"""Signs of an address with its name; beyond that it goes without (RFC 2047 ends an encoded word at 75)."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that goes with a mail."""

    name: str
    data: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail to look over and send oneself. Addresses are ``name@example.nl`` or ``Name <name@example.nl>``."""

    subject: str
    text: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    attachments: tuple[MailFile, ...] = ()


def is_address(text: str) -> bool:
    """Whether a mail program takes this as an address."""
    return _ADDRESS.fullmatch(parseaddr(text)[1]) is not None


def addressed(name: str, address: str) -> str:
    """ "Name <name@example.nl>"; only the address where the name has characters that programs read differently."""
    plain = _one_line(name)
    return f"{plain} <{address}>" if plain and not re.search(r'[<>@",;:\\()\[\]]', plain) else address


def together(addresses: Iterable[str]) -> str:
    """Addresses as they are pasted into a mail program's line."""
    return ", ".join(addresses)


def eml(draft: MailDraft) -> bytes:
    """The draft as the bytes of an ``.eml``; the same draft gives the same bytes.

    Who stands in several lines is kept in the first. Raises `UserError` ``wrong_address`` for what isn't an address.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = _one_line(draft.subject)
    text = _CONTROLS.sub("", draft.text).replace("\r\n", "\n").replace("\r", "\n")
    message.set_content(text.rstrip("\n") + "\n", charset="utf-8", cte="quoted-printable")
    for file in draft.attachments:
        main, _slash, sub = file.media_type.partition("/")
        known = re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.media_type) is not None and main not in ("multipart", "message")
        kind = (main, sub) if known and main != "text" else ("application", "octet-stream")
        message.add_attachment(file.data, maintype=kind[0], subtype=kind[1], filename=_one_line(file.name))
    if draft.attachments:
        message.set_boundary(_boundary(draft))
    seen: set[str] = set()
    lines = (_line(name, found, seen) for name, found in (("To", draft.to), ("Cc", draft.cc), ("Bcc", draft.bcc)))
    return "".join(lines).encode("ascii") + message.as_bytes()


def _line(name: str, addresses: Sequence[str], seen: set[str]) -> str:
    """One header, an address a line: the library's own folding loses names beside encoded ones (seen in 3.11)."""
    found = _parsed(addresses, seen)
    return f"{name}: " + ",\r\n ".join(found) + "\r\n" if found else ""


def _parsed(addresses: Sequence[str], seen: set[str]) -> list[str]:
    found = []
    for text in addresses:
        name, address = parseaddr(_one_line(text))
        if not is_address(text):
            raise UserError(_("“{address}” isn't a mail address. Correct it first.").format(address=text),
                            code="wrong_address")  # fmt: skip
        user, _at, domain = address.rpartition("@")
        if address.casefold() not in seen:
            seen.add(address.casefold())
            plain = f"{user}@{_ascii(domain, text)}"
            named = formataddr((name, plain))
            found.append(named if len(named) < MOST_NAMED else plain)
    return found


def _ascii(domain: str, text: str) -> str:
    """A name such as “bücher.example” as mail programs send it."""
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UserError(
            _("“{address}” isn't a mail address. Correct it first.").format(address=text), code="wrong_address"
        ) from error


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub("", text).split())


def _boundary(draft: MailDraft) -> str:
    """The line between the parts: from what they hold, so that it can't be in them but by the wildest chance."""
    digest = hashlib.sha256(f"{draft.subject}\0{draft.text}".encode(errors="replace"))
    for file in draft.attachments:
        digest.update(hashlib.sha256(file.data).digest())
    return f"=_wijkraad_{digest.hexdigest()[:40]}"
