"""Places of an erasure in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from wijkraad_app.db.erasure import Where
from wijkraad_app.features.search.rules.fields import KIND_NAMES, field_word
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import N_, _, ngettext

from ..queries import Earlier, Listing, PlaceRow

HEADINGS = {
    Where.NOW: N_("In the dossier now"),
    Where.FROZEN: N_("In adopted texts and their sources"),
    Where.BEFORE: N_("In earlier versions"),
    Where.LABEL: N_("In the names of changes in the history"),
    Where.FILE: N_("In files that were added"),
    Where.KEPT: N_("Can’t be erased: letters that were signed or sent"),
}
_KINDS = {
    "signal_contact": N_("Whom to answer"),
    "snapshot": N_("Adopted texts"),
    "evidence": N_("Sources"),
    "batch": N_("Answers to a survey"),
    "annex": N_("Annexes"),
    "enclosure": N_("Enclosures of letters"),
    "attendance": N_("Attendance"),
    "minutes_comment": N_("Comments on minutes"),
    "erratum": N_("Corrections of minutes"),
    "privacy_choice": N_("Choices about names"),
    "council": N_("The council"),
}


def what(row: PlaceRow) -> str:
    """Which field of which record."""
    kind = KIND_NAMES.get(row.kind) or _KINDS.get(row.kind)
    parts = (_(kind) if kind else "", row.title, field_word(row.field))
    return " – ".join(part for part in parts if part)


def summary(found: Listing) -> str:
    """How many places there are."""
    n = found.erasable
    return ngettext("Found in {n} place.", "Found in {n} places.", n).format(n=n) if n else _("Found nowhere.")


def beyond(found: Listing) -> list[str]:
    """What erasing here doesn't reach, one sentence each."""
    told = [_("Files that were exported or printed, and letters and mails that were sent, stay where they are.")]
    told.append(_("Backups from before still hold it. The settings name them and can replace them."))
    if found.computers:
        told.append(_("Other computers with this dossier follow when they exchange changes."))
    return told


def before(done: Sequence[Earlier]) -> str:
    """When something was erased before, the newest day first; "" for never."""
    zone = clock.local_now().tzinfo
    days = dict.fromkeys(dates.long_date(one.at.astimezone(zone).date()) for one in done)
    return _("Erased before on: {days}.").format(days=", ".join(list(days)[:10])) if days else ""


def html(found: Listing, muted: str) -> str:
    """The list as text to read: a heading for each sort of place, the words found bold."""
    made: list[str] = []
    for where in Where:
        rows = [row for row in found.rows if row.where is where]
        if rows:
            made.append(f"<h3>{escape(_(HEADINGS[where]))} ({len(rows)})</h3>")
            made += [_line(row, muted) for row in rows]
    if found.more:
        made.append(f"<p>{escape(_('And {n} more.').format(n=found.more))}</p>")
    return "".join(made)


def _line(row: PlaceRow, muted: str) -> str:
    pieces = "".join(f"<b>{escape(text)}</b>" if on else escape(text) for text, on in row.around)
    name = escape(what(row))
    if row.ref is not None:
        name = f'<a href="{row.ref.kind}:{row.ref.id.hex}">{name}</a>'
    return f'<p>{name}<br><span style="color:{muted}">{pieces}</span></p>' if pieces else f"<p>{name}</p>"
