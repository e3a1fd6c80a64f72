"""Members pasted or typed as text, shown as rows that can be corrected."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wijkraad_app.kernel import clock, date_phrases, dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.inputs import TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.preview_table import PreviewColumn, PreviewRow, PreviewTable

from ..readers import ParsedPerson, read_people
from ..readers.people_text import role_of
from ..rules import names, roles

NAME, ROLE, MAIL, PHONE, START, END = range(6)
_DELAY = 150


class PastedMembers(QWidget):
    """``changed`` after reading or correcting; `members` gives the ticked rows that have a name."""

    changed = Signal()

    def __init__(self, app: App, *, least: int = 4) -> None:
        super().__init__()
        self.app = app
        self._people: list[ParsedPerson] = []
        self._corrected: dict[ParsedPerson, ParsedPerson] = {}
        self._read_as: list[ParsedPerson] = []
        self.text = TextField(
            _("Paste or type your members, one on each line"),
            placeholder=_("Marijke van Duin, chair, marijke@example.org, 2024-2028"),
            least=least,
            most=least,
        )
        self.table = PreviewTable(_("Members as understood"))
        self.table.setMinimumHeight(px(140))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.note = Label("", "small", "text_2", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_DELAY)
        self._soon.timeout.connect(self._read)
        self.text.edited.connect(lambda _text: self._soon.start())
        self.table.edited.connect(self._correct)
        self.table.taken_changed.connect(self._count)
        self.setFocusProxy(self.text)
        self.setLayout(column(self.text, (self.table, 1), self.note, gap=10))
        self._show()

    def members(self) -> tuple[ParsedPerson, ...]:
        """What is to be taken over, read up to the last key."""
        if self._soon.isActive():
            self._soon.stop()
            self._show_people(read_people(self.text.value(), clock.today()))
        return tuple(self._people[at] for at in self.table.taken() if self._people[at].name.strip())

    def problem(self) -> str:
        """The first thing in a ticked row that stands in the way, "" when all is well."""
        return next((words for at in self.table.taken() for words in _wrong(self._people[at]).values()), "")

    def _read(self) -> None:
        text = self.text.value()
        self.app.run(
            self,
            lambda _job: read_people(text, clock.today()),
            done=self._show_people,
            failed=self._unreadable,
            latest="people",
        )

    def _unreadable(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.text.error(error.message)
        else:
            self.app.tell(error)

    def _show_people(self, people: tuple[ParsedPerson, ...]) -> None:
        self._read_as = list(people)
        self._people = [self._corrected.get(person, person) for person in people]
        self._show()

    def _show(self) -> None:
        titles = (_("Name"), _("Role"), _("Mail"), _("Telephone"), _("From"), _("Until"))
        widths = (196, 150, 210, 116, 96, 96)
        columns = [PreviewColumn(title, width=width) for title, width in zip(titles, widths, strict=True)]
        self.table.show_rows(columns, [_row(person) for person in self._people])
        self._count()

    def _correct(self, row: int, at: int, text: str) -> None:
        mended = _with(self._people[row], at, text)
        self._people[row] = self._corrected[self._read_as[row]] = mended
        now = self.table.currentIndex()
        self._show()
        self.table.setCurrentIndex(now)

    def _count(self) -> None:
        taken = [self._people[at] for at in self.table.taken()]
        asks = sum(bool(_questions(person)) for person in taken)
        text = ngettext("{count} member", "{count} members", len(taken)).format(count=len(taken)) if taken else ""
        if asks:
            more = ngettext("look at {count} row", "look at {count} rows", asks).format(count=asks)
            text = f"{text}, {more}"
        first = next((words for person in taken for words in _questions(person).values()), "")
        hint = first or _("Correct a cell with F2. A space leaves a row out.")
        self.note.setText(f"{text}. {hint}" if text else "")
        self.changed.emit()


def _row(person: ParsedPerson) -> PreviewRow:
    cells = (
        person.name,
        roles.role_label(person.role),
        person.mail,
        person.phone,
        _day(person.start),
        _day(person.end),
    )
    return PreviewRow(cells, _questions(person))


def _day(day: object) -> str:
    from datetime import date

    return dates.list_date(day) if isinstance(day, date) else ""


def _wrong(person: ParsedPerson) -> dict[int, str]:
    """By column, what can't be kept."""
    found: dict[int, str] = {}
    if not person.name.strip():
        found[NAME] = _("Fill in a name.")
    if person.mail and not names.valid_mail(person.mail):
        found[MAIL] = _("“{mail}” isn't a mail address. Check it.").format(mail=person.mail)
    if person.start and person.end and person.end < person.start:
        found[END] = _("The last day comes before the first. Choose a later last day.")
    return found


def _questions(person: ParsedPerson) -> dict[int, str]:
    """What can't be kept, and what was guessed while reading."""
    guessed = {NAME: " ".join(person.problems)} if person.problems else {}
    return guessed | _wrong(person)


def _with(person: ParsedPerson, at: int, text: str) -> ParsedPerson:
    """The row with one cell typed anew; what was asked about it is answered."""
    text = text.strip()
    person = replace(person, problems=())
    if at == ROLE:
        return replace(person, role=role_of(text) or _role_by_label(text) or person.role)
    if at in (START, END):
        day = date_phrases.parse(text, clock.today()) if text else None
        return replace(person, start=day) if at == START else replace(person, end=day)
    return {
        NAME: replace(person, name=text[:200]),
        MAIL: replace(person, mail=text[:200]),
        PHONE: replace(person, phone=text[:40]),
    }[at]


def _role_by_label(text: str) -> str:
    return next((role for role in roles.ROLES if names.plain(roles.role_label(role)).startswith(names.plain(text))), "")
