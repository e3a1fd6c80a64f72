"""From what was adopted to the letter's PDF: only the snapshot speaks, never the draft behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wijkraad_app.features.advice.documents import letter_body
from wijkraad_app.features.advice.rules.publishing import published
from wijkraad_app.features.council.rules.names import in_a_sentence
from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.kernel import clock, i18n
from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.i18n import _, in_language, ngettext
from wijkraad_app.kernel.mail import MailDraft, MailFile
from wijkraad_app.pdf import blocks, render
from wijkraad_app.pdf.letter import Enclosed, Letter, about_own_keys, letter_document

from .queries import Covering, LetterInput
from .rules import file_name


def letter_pdf(given: LetterInput, *, public: bool = False, paper: bool = False, large: bool = False) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1, with its signature fields. Takes about half a second."""
    return render.render(letter_document(letter(given, public=public, paper=paper, large=large)))


def letter(given: LetterInput, *, public: bool = False, paper: bool = False, large: bool = False) -> Letter:
    """The letter of an advice: what was adopted, between sender and signatures; ``public`` without private data."""
    with in_language(given.content.language):
        content = published(given.content) if public else given.content
    parts = letter_body(content)
    with in_language(content.language):
        signers = tuple(blocks.SignatureField(one.field, one.name, role_label(one.office)) for one in given.signers)
        enclosures = (_("list of sources"),) if parts.sources else ()
        behalf = _("on behalf of {council}").format(council=in_a_sentence(given.council, given.body_kind))
    return Letter(
        house=replace(given.house, lines=()) if public else given.house,
        addressee=given.addressee,
        day=given.day,
        reference=given.reference,
        subject=content.title,
        body=parts.body,
        recommendations=parts.recommendations,
        signers=signers,
        sources=parts.sources,
        annex=parts.annex,
        enclosures=enclosures,
        enclosed=given.enclosed,
        copies=given.copies,
        respond_by=given.respond_by,
        place=given.place,
        behalf=behalf,
        their_reference=content.request_reference,
        their_letter=content.request_day,
        contact="" if public else given.contact,
        salutation=given.salutation if content.language == "nl" else "",
        language=content.language,
        paper=paper,
        public=public,
        large=large,
        example=given.example,
    )


def covering_mail(found: Covering) -> MailDraft:
    """The mail that goes with a signed letter, in the letter's language, with the files that travel on their own."""
    given = found.given
    name = file_name(given.reference, given.content.title)
    beside = tuple(one for one in given.enclosed if one.how == "beside")
    files = (MailFile(name, found.file, "application/pdf"), *(MailFile(one.file_name, one.data) for one in beside))
    with in_language(given.content.language):
        title = given.content.title
        subject = _("Advice {reference}: {title}").format(reference=given.reference, title=title)
        if not given.reference:
            subject = _("Advice: {title}").format(title=title)
        text = "\n\n".join(part for part in _covering(found, name, beside) if part)
    return MailDraft(subject, text, to=found.to, cc=found.cc, attachments=files)


def _covering(found: Covering, name: str, beside: Sequence[Enclosed]) -> Iterator[str]:
    given = found.given
    yield (given.salutation if given.content.language == "nl" else "") or _("Dear members of the municipal executive,")
    words = _("With this mail comes our letter of {date} with the advice “{title}”.")
    yield words.format(date=long_date(given.day), title=given.content.title)
    if given.respond_by:
        words = _("We look forward to your response by {date} at the latest.")
        yield words.format(date=long_date(given.respond_by))
    listed = (f"- {name}", *(f"- {one.file_name}: {one.title}\n  SHA-256 {one.sha256}" for one in beside))
    yield "\n".join((ngettext("Attached file:", "Attached files:", len(listed)), *listed))
    yield _("The letter was signed by hand; this is the scan.") if found.on_paper else about_own_keys()
    behalf = _("on behalf of {council}").format(council=in_a_sentence(given.council, given.body_kind))
    yield "\n".join((_("Kind regards,"), behalf, "", *found.sender)).rstrip()


@dataclass(frozen=True, slots=True)
class Report:
    """What a report of a checked file says; ``parts`` are headings with their lines, each a mark (✓, ✗, !) and text."""

    head: str
    body: str
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def report_pdf(name: str, sha256: str, report: Report) -> bytes:
    """One page about a file that was checked, in the language in force."""
    parts: list[blocks.Block] = [
        blocks.Heading(report.head),
        blocks.Paragraph(report.body, "lead"),
        blocks.KeyValues(
            (
                blocks.KeyValue(_("File"), name),
                blocks.KeyValue(_("Fingerprint"), f"SHA-256 {sha256}"),
                blocks.KeyValue(_("Checked on"), long_date(clock.today())),
            )
        ),
    ]
    for title, lines in report.parts:
        if lines:
            parts.append(blocks.Heading(title, 2))
            parts.append(blocks.ItemList(tuple(blocks.ListItem(text, label=mark) for mark, text in lines)))
    return render.render(
        blocks.Document(
            _("Report on “{file}”").format(file=name),
            tuple(parts),
            date=clock.now(),
            language=i18n.language(),
            letterhead=False,
        )
    )
