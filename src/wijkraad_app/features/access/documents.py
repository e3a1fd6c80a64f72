"""The recovery sheet: the key of a dossier on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wijkraad_app.kernel import dates
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block, Document
from wijkraad_app.pdf.qr import qr_code


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it. ``since``: the day since when this key holds; ``made``: now (aware)."""

    file: str
    council: str
    groups: tuple[str, ...]
    since: date | None
    made: datetime


def recovery_document(sheet: Sheet) -> Document:
    """The sheet in the language in force."""
    title = _("Recovery sheet")
    parts: list[Block] = [
        blocks.Heading(title),
        blocks.Paragraph(
            _("With the key on this sheet anyone can open the dossier, without the passphrase. Keep it on paper, in a "
              "closed envelope, where you also keep passports. Don't keep it on a computer or telephone."),
            "lead",
        ),
        blocks.KeyValues(_facts(sheet), label_width=36),
        blocks.Heading(_("The key"), 2),
        _groups(sheet.groups),
        blocks.Paragraph(
            _("The last character of each group is a check: with it the program tells which group has a typing error. "
              "The letters I, L, O and U are not used; a round sign is a zero, a straight one is a one."),
            "small",
        ),
        qr_code("-".join(sheet.groups), _("QR code with the same key in {n} groups").format(n=len(sheet.groups))),
        blocks.Heading(_("How to use it"), 2),
        blocks.ItemList((
            blocks.ListItem(_("Open the dossier and choose “Use the recovery key”."), ordered=True),
            blocks.ListItem(_("Type the groups in order. Capitals and spaces don't matter."), ordered=True),
            blocks.ListItem(_("Then choose a new passphrase, and print a new sheet."), ordered=True),
        )),
    ]  # fmt: skip
    return Document(
        title=f"{title} – {sheet.file}",
        blocks=tuple(parts),
        date=sheet.made,
        author=sheet.council,
        language=language(),
        letterhead=False,
        running=f"{title} – {sheet.file}",
    )


def _facts(sheet: Sheet) -> tuple[blocks.KeyValue, ...]:
    if sheet.since is None:
        opens = _("this file, and its backups with the same passphrase")
    else:
        opens = _("this file, and its backups made since {day}").format(day=dates.full_date(sheet.since))
    facts = (
        (_("Dossier"), sheet.file),
        (_("Council"), sheet.council),
        (_("Date of this sheet"), dates.full_date(sheet.made.astimezone().date())),
        (_("Opens"), opens),
    )
    return tuple(blocks.KeyValue(label, value) for label, value in facts if value)


def _groups(groups: tuple[str, ...]) -> blocks.Table:
    """Two columns of groups, each with its number."""
    half = (len(groups) + 1) // 2
    numbered: list[tuple[blocks.Inline, blocks.Inline]] = [
        (str(number), (rich.Span(group, bold=True),)) for number, group in enumerate(groups, 1)
    ]
    numbered.append(("", ""))
    header = (_("Group"), _("Characters"))
    return blocks.Table(
        header=(*header, *header),
        rows=tuple((*numbered[place], *numbered[place + half]) for place in range(half)),
        columns=(blocks.Column(0.12), blocks.Column(0.38), blocks.Column(0.12), blocks.Column(0.38)),
        row_headers=True,
    )
