"""The mail with a pack: the members' one to the members, the public one to others in a hidden copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wijkraad_app.features.council.queries import council, members
from wijkraad_app.features.council.queries.people import MemberRow
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, in_language, language
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.mail import MailDraft, MailFile, addressed, is_address
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.ui.mail import ReadyMail

from ...documents import paper
from ...documents.pack import Contents, pack_of, pack_title
from ...queries import MeetingView
from .. import papers


@dataclass(frozen=True, slots=True)
class PackMail:
    """A mail put ready, and what to know before it goes."""

    mail: ReadyMail
    warnings: tuple[str, ...]


def pack_mail(workspace: Workspace, contents: Contents, job: Job) -> PackMail:
    """Draw the pack and write the mail around it, in the language of the council's papers."""
    body = workspace.read(council)
    people = () if contents.public else workspace.read(members, contents.view.day)
    packed = pack_of(workspace, contents, step=job.step)
    warnings = _warnings(contents, people, late(contents.view.day, clock.today(), body.notice_days if body else 0))
    with in_language(workspace.read(paper).language or language()):
        subject = pack_title(contents)
        name = papers.file_name(subject)
        to = tuple(addressed(row.name, row.mail) for row in people if is_address(row.mail))
        file = MailFile(f"{name}.pdf", packed.data, "application/pdf")
        draft = MailDraft(subject, _text(contents.view), to=to, attachments=(file,))
    return PackMail(ReadyMail(subject, name, draft), (*warnings, *packed.missing))


def late(day: date | None, today: date, notice: int) -> str:
    """One sentence when an agenda sent today comes later than the council's rule asks; else ""."""
    if day is None or today > day:
        return ""
    by = day - timedelta(days=notice)
    if today <= by:
        return ""
    said = _("The agenda goes too late: by your rule of {n} days' notice it had to be sent by {day}.")
    return said.format(n=notice, day=dates.full_date(by))


def _warnings(contents: Contents, people: Sequence[MemberRow], too_late: str) -> tuple[str, ...]:
    without = ", ".join(row.name for row in people if not is_address(row.mail))
    said = (
        too_late,
        _("No mail address: {names}.").format(names=without) if without else "",
        _("Put the addresses in Bcc, so that nobody sees those of others.") if contents.public else "",
    )
    return tuple(one for one in said if one)


def _text(view: MeetingView) -> str:
    said = _("Here are the agenda and annexes of {meeting}.").format(meeting=view.name)
    return f"{_('Hello,')}\n\n{said}"
