"""Tables of letters, who signed them, and the keys the council knows."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Instant, Journaled, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Letter(Journaled):
    """The letter of an adopted advice. ``state``: ready, signing, signed, paper, sent; replaced
    once a new letter took the place of one that was signed.

    ``file`` is the digest of the PDF in its present state; ``unsigned_sha256`` of the one it began as.
    """

    __kind__ = "letter"
    __called__ = N_("letter")
    __title__ = "subject"
    __search__ = ("reference",)
    advice: Mapped[uuid.UUID] = refers_to("advice", required=True)
    snapshot: Mapped[uuid.UUID] = refers_to("snapshot", required=True)
    day: Mapped[date | None]
    subject: Mapped[str] = short_text(300)
    reference: Mapped[str] = short_text(60)
    addressee_lines: Mapped[str] = mapped_column(Text, default="")
    chair: Mapped[uuid.UUID | None] = refers_to("person")
    secretary: Mapped[uuid.UUID | None] = refers_to("person")
    state: Mapped[str] = mapped_column(default="ready")
    file: Mapped[str] = short_text(64)
    unsigned_sha256: Mapped[str] = short_text(64)
    sent_on: Mapped[date | None]


class Enclosure(Journaled):
    """A file that goes with the letter of an advice. ``how``: page, inside, beside (`pdf.letter.Enclosed`)."""

    __kind__ = "enclosure"
    __called__ = N_("enclosure")
    __title__ = "title"
    advice: Mapped[uuid.UUID] = refers_to("advice", required=True)
    title: Mapped[str] = short_text(300)
    how: Mapped[str] = short_text(10)
    alt: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[str] = short_text(64)
    file_name: Mapped[str] = short_text(200)
    media_type: Mapped[str] = short_text(100)
    position: Mapped[str] = short_text(60)


class LetterSigner(Journaled):
    """Who is to sign a letter, in the order of ``position``. ``state``: waiting, signed, refused, withdrawn, the last
    two with ``reason`` and ``day``; ``role`` is one of the council's roles; ``field`` is the signature field kept for
    them in the PDF, by place: the first signer's is ``chair`` whatever the role (`pdf.blocks.SIGNERS`)."""

    __kind__ = "letter_signer"
    __called__ = N_("signer of a letter")
    __title__ = "role"
    letter: Mapped[uuid.UUID] = refers_to("letter", required=True)
    position: Mapped[str] = short_text(60)
    field: Mapped[str] = short_text(20)
    person: Mapped[uuid.UUID | None] = refers_to("person")
    role: Mapped[str] = short_text(100)
    state: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = short_text(500)
    day: Mapped[date | None]


class LetterSignature(Journaled):
    """A signature that was set: field, who, when, with which certificate, and the file's SHA-256 after it."""

    __kind__ = "letter_signature"
    __called__ = N_("signature")
    __title__ = "signer"
    letter: Mapped[uuid.UUID] = refers_to("letter", required=True)
    field: Mapped[str] = short_text(20)
    signer: Mapped[str] = short_text()
    role: Mapped[str] = short_text(100)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    fingerprint: Mapped[str] = short_text(64)
    sha256: Mapped[str] = short_text(64)


class SigningKey(Journaled):
    """A key the council's own authority issued, by its certificate's fingerprint; the key is never in the dossier."""

    __kind__ = "signing_key"
    __called__ = N_("signing key")
    __title__ = "name"
    person: Mapped[uuid.UUID | None] = refers_to("person")
    name: Mapped[str] = short_text()
    role: Mapped[str] = short_text(100)
    fingerprint: Mapped[str] = short_text(64)
    valid_until: Mapped[date | None]
    revoked_on: Mapped[date | None]


class Authority(Journaled):
    """The council's own certificate authority: its public certificate (PEM); its key lies outside the dossier."""

    __kind__ = "authority"
    __called__ = N_("authority of the council")
    __title__ = "name"
    name: Mapped[str] = short_text()
    certificate: Mapped[str] = mapped_column(Text, default="")
    fingerprint: Mapped[str] = short_text(64)
    valid_until: Mapped[date | None]
