"""The middle of the page: what stands in the way, who signed, facts, and what can be done with the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.pdf.verification import Verdict
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import clear, column, line, row, scroll
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Button, Quiet, Secondary
from wijkraad_app.ui.widgets.labels import Icon, Label

from ..flow.wording import level_words, own_keys
from ..queries import LetterRow, OpenedLetter, Signer, held_up
from ..rules import OPEN, LetterState, SignerState
from .enclosures import Change, EnclosureRows
from .signers import Entries, SignerRows
from .words import signer_lines

WhyNot = Callable[[str], str | None]


class Record(QWidget):
    """Shows one `OpenedLetter`; ``run(name)`` does what a button says, ``change`` and ``remove`` an enclosure;
    ``entries(field)`` is what a signer can do."""

    def __init__(
        self,
        run: Callable[[str], None],
        change: Change,
        remove: Change,
        entries: Callable[[str], Entries],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._run = run
        self.banners = column(gap=8)
        self.signers = SignerRows(entries=entries)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(px(20))
        self.facts.setVerticalSpacing(px(6))
        self.facts.setColumnStretch(1, 1)
        self.buttons: dict[str, Button] = {
            "save": Secondary(_("Save as PDF"), partial(run, "save"), icon="download"),
            "mail": Secondary(_("Put a mail ready"), partial(run, "mail"), icon="mail"),
            "public": Secondary(_("Save the public version"), partial(run, "public"), icon="globe"),
            "paper": Secondary(_("Signed on paper"), partial(run, "paper"), icon="printer"),
            "back": Secondary(_("Take a signed file back"), partial(run, "back"), icon="upload"),
            "preserve": Secondary(_("Add proof for later"), partial(run, "preserve"), icon="archive"),
        }
        self.enclosures = EnclosureRows(change, remove)
        self.enclose = Quiet(_("Add an enclosure"), partial(run, "enclose"), icon="paperclip")
        self.note = QWidget()
        sign = Icon("info", "text_2", 18)
        self.note.setLayout(row(sign, (Label(own_keys(), "small", "text_2", wrap=True), 1), gap=10, top=True))
        inner = QWidget()
        who, what = Label(_("Signatures"), "heading"), Label(_("This letter"), "heading")
        ways = flow(*self.buttons.values())
        along = Label(ngettext("Enclosure", "Enclosures", 2), "heading")
        top = (self.banners, who, 2, self.signers, 18, what, 6, self.facts, 18)
        files = (along, 6, self.enclosures, row(self.enclose, None), 12)
        parts = (*top, *files, line(), 14, ways, 14, self.note, None)
        inner.setLayout(column(*parts, gap=0, margins=(28, 20, 28, 16)))
        self.setLayout(column((scroll(inner), 1), gap=0))

    def show_opened(self, opened: OpenedLetter, why_not: WhyNot) -> None:
        """Show this letter."""
        self._show_banners(opened)
        self.signers.show_rows(signer_lines(opened))
        self._show_facts(opened)
        self.enclosures.show_rows(opened.enclosures)
        self.allow(why_not)
        self.note.setHidden(opened.state is LetterState.PAPER)

    def allow(self, why_not: WhyNot) -> None:
        """Which buttons can be used now; the others say why not."""
        for name, button in self.buttons.items():
            button.allow(why_not(name))
        self.enclose.allow(why_not("enclose"))
        self.enclosures.allow(why_not("enclose"))

    def show_verdict(self, opened: OpenedLetter, verdict: Verdict) -> None:
        """What was found about the signatures in the kept file."""
        self.signers.show_rows(signer_lines(opened, verdict))
        self._show_facts(opened, verdict)

    def _show_banners(self, opened: OpenedLetter) -> None:
        clear(self.banners)
        for banner in _banners(opened, self._run):
            self.banners.addWidget(banner)
        if self.banners.count():
            self.banners.addSpacing(px(8))

    def _show_facts(self, opened: OpenedLetter, verdict: Verdict | None = None) -> None:
        clear(self.facts)
        proven = [(_("Level"), level_words(verdict))] if verdict is not None and verdict.level else []
        for at, (name, value) in enumerate([*_facts(opened), *proven]):
            self.facts.addWidget(Label(name, "small", "text_2"), at, 0)
            self.facts.addWidget(Label(value, "body", wrap=True), at, 1)


def _missing(opened: OpenedLetter) -> str:
    left = len(opened.letter.waiting) if opened.letter is not None else 1
    return ngettext("One signature is still missing.", "{n} signatures are still missing.", left).format(n=left)


def _banners(opened: OpenedLetter, run: Callable[[str], None]) -> list[Banner]:
    open_ = opened.state in (None, LetterState.READY, LetterState.SIGNING)
    found = []
    if opened.blocked and open_:
        to_do = _("Take the quote out of the advice and adopt it again, or ask for consent.")
        found.append(Banner("bad", _("This letter can't be signed.") + " " + " ".join(opened.blocked), to_do))
    if opened.outdated and opened.state is not LetterState.SENT:
        what = _("The adopted text has changed. Make the letter again.")
        found.append(Banner("warn", what))
    if (held := held_up(opened.signers)) is not None and opened.state in OPEN:
        found.append(_held_up(held, opened.state))
    elif opened.state is LetterState.SIGNING and not opened.blocked:
        to_do = _("Sign here with the key, or save the PDF and send it; drop it here when it comes back.")
        found.append(Banner("accent", _missing(opened), to_do))
    if opened.state is LetterState.PAPER:
        found.append(Banner("quiet", _("Signed on paper. The scan is kept; it carries no digital signature.")))
    return found


def _held_up(held: Signer, state: LetterState | None) -> Banner:
    name = held.name or held.role
    if held.state is SignerState.WITHDRAWN:
        to_do = _("Nothing is sent with that signature. Sign again, or make the letter again.")
        return Banner("warn", _("{name} withdrew the signature.").format(name=name), f"{held.reason}\n{to_do}")
    to_do = _("Talk it over and withdraw the refusal, or have someone else sign.")
    if state is not LetterState.READY:
        to_do = _("Talk it over and withdraw the refusal, or make the letter again with other signers.")
    return Banner("bad", _("{name} refuses to sign.").format(name=name), f"{held.reason}\n{to_do}")


def _facts(opened: OpenedLetter) -> list[tuple[str, str]]:
    letter = opened.letter
    facts = [(_("Reference"), opened.reference)]
    if letter is not None and letter.day is not None:
        facts.append((_("Date of the letter"), dates.long_date(letter.day)))
    if opened.adopted_on is not None:
        facts.append((_("Adopted on"), dates.long_date(opened.adopted_on)))
    if opened.sent_on is not None:
        facts.append((_("Sent on"), dates.long_date(opened.sent_on)))
    if opened.due is not None and opened.sent_on is not None:
        facts.append((_("Answer due on"), f"{dates.long_date(opened.due)} ({opened.due_rule})"))
    facts += [(_("Replaced letter"), _replaced(one)) for one in opened.replaced]
    return [(name, value) for name, value in facts if value]


def _replaced(letter: LetterRow) -> str:
    """ "van 20 november 2026, getekend door Ans Verhoeven"."""
    day = dates.long_date(letter.day) if letter.day else ""
    who = ", ".join(one.signer for one in letter.signatures)
    text = _("of {date}, signed by {names}") if who else _("of {date}, signed on paper")
    return text.format(date=day, names=who)
