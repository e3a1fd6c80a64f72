"""A small program over made-up records, to look at and to test the shell with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from PySide6.QtCore import Slot

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import column, frame, line, row, scroll
from wijkraad_app.ui.main_window import Frame, MainWindow
from wijkraad_app.ui.page import ListRecordPage, Page, RecordHeader
from wijkraad_app.ui.palette import Found
from wijkraad_app.ui.rail import Identity
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Button, IconButton, MenuButton, Primary, Quiet, Secondary
from wijkraad_app.ui.widgets.chip import Chip, FilterChip
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField, Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import LineField, SearchField, TextField
from wijkraad_app.ui.widgets.labels import Label, SavedLabel, keys
from wijkraad_app.ui.widgets.parsed import DateField
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.stepper import Stepper
from wijkraad_app.ui.widgets.table import Column, LazyTable

from .harness import FakeWorkspace

SPACE = UUID("8d1f3f6e-5f0f-4a53-9d55-6c8b3f0f7a11")
KIND = {"melding": "wrench", "vraag": "message-circle-question", "voorstel": "lightbulb", "klacht": "circle-alert"}
STATUS = {
    "nieuw": Cell("nieuw", "circle", "accent_text", strong=True),
    "loopt": Cell("loopt", "circle-dot", "text_2"),
    "wacht": Cell("wacht", "clock", "warn", strong=True),
    "klaar": Cell("klaar", "circle-check", "ok"),
}
SUBJECTS = (
    ("melding", "Losse tegels bij de bushalte", "Singelplein", "Ditte Postma", "nieuw", "23 nov"),
    ("vraag", "Wanneer komt de fietsenstalling?", "Havenkade", "Marijke van Duin", "wacht", "22 nov"),
    ("voorstel", "Bankje en schaduw bij de speeltuin", "Noorderhof", "Kees Brouwer", "loopt", "22 nov"),
    ("klacht", "Te hard rijden op de Molendijk", "Molendijk", "Youssef El Amrani", "loopt", "21 nov"),
    ("melding", "Lantaarnpaal 114 brandt niet", "Noorderhof", "Wijkbureau", "klaar", "21 nov"),
)


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    kind: str
    subject: str
    place: str
    who: str
    status: str
    day: str


def row_id(n: int) -> UUID:
    return uuid5(SPACE, str(n))


class Store:
    """What queries read and verbs change."""

    def __init__(self, count: int = 20_148) -> None:
        self.ids = [row_id(n) for n in range(count)]
        self.number = {one: n for n, one in enumerate(self.ids)}
        self.titles: dict[UUID, str] = {}
        self.reads: list[int] = []


def signal_ids(store: Store, *, sort: str, descending: bool, text: str = "") -> Sequence[UUID]:
    found = [one for n, one in enumerate(store.ids) if text.lower() in SUBJECTS[n % len(SUBJECTS)][1].lower()]
    return found[::-1] if sort == "subject" and descending else found


def signal_rows(store: Store, ids: Sequence[UUID]) -> list[Row]:
    store.reads.append(len(ids))
    rows = []
    for one in ids:
        kind, subject, *rest = SUBJECTS[store.number[one] % len(SUBJECTS)]
        rows.append(Row(one, kind, store.titles.get(one, subject), *rest))
    return rows


def rename(store: Store, *, signal: UUID, title: str) -> None:
    store.titles[signal] = title


COLUMNS = (
    Column("subject", "Onderwerp", lambda r: r.subject, sort="subject", priority=0),
    Column("kind", "Soort", lambda r: Cell(r.kind, KIND[r.kind]), 112, priority=3),
    Column("place", "Buurt", lambda r: r.place, 96, priority=2),
    Column("who", "Wie volgt", lambda r: r.who, 140, priority=4),
    Column("status", "Status", lambda r: STATUS[r.status], 84, priority=1),
    Column("day", "Datum", lambda r: r.day, 76, sort="day", right=True, descending=True, priority=1),
)


class SignalsPage(Page):
    """As signals-light.png."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.found = Label("", "small", "text_2")
        self.search = SearchField("Zoek in signalen")
        self.search.setFixedWidth(theme.px(228))
        self.search.edited.connect(lambda text: self.table.load(text=text))
        self.table = LazyTable(app, COLUMNS, signal_ids, signal_rows, name="Signalen", sort="day", descending=True)
        self.table.counted.connect(lambda n: self.found.setText(f"{n} gevonden"))
        self.table.chosen.connect(self._chosen)
        self.place = FilterChip("Buurt", [("m", "Molendijk"), ("n", "Noorderhof")])
        self.year = FilterChip("Jaar", [(2026, "Dit jaar")])
        self.year.set_value(2026)
        top = row(Label("Signalen", "title"), Label("20.148", "body", "text_2"), None,
                  Primary("Nieuw signaal", lambda: app.toast("Gemaakt"), icon="plus"), margins=(24, 14, 16, 0),
        )  # fmt: skip
        filters = row((flow(self.search, self.year, self.place), 1), self.found, margins=(24, 8, 20, 8))
        self.field = LineField("Onderwerp")
        self.side = frame(column(
            row(Badge("klacht", "quiet", "circle-alert"), Badge("loopt", "quiet", "circle-dot"), None,
                MenuButton("Meer", lambda: [("Verwijderen", "x", lambda: None)]), IconButton("x", "Sluiten")),
            self.field, None, row(Secondary("Antwoord schrijven", icon="reply"), Quiet("Naar het advies"), None),
            margins=(24, 14, 20, 18),
        ), "panel")  # fmt: skip
        self.side.setFixedWidth(theme.pane(364))
        main = column(top, filters, (self.table, 1), gap=0)
        self.setLayout(row((main, 1), line(vertical=True), self.side, gap=0))
        self._id: UUID | None = None

    def open(self, ref: EntityRef | None) -> None:
        self.table.load(select=ref.id if ref else None, text=self.search.value())

    @Slot(object)
    def _chosen(self, one: UUID) -> None:
        self._id = one
        data = self.table.row_of(one)
        self.field.bind(
            data.subject if data else "",
            lambda value, group: self.app.do(self, rename, signal=one, title=value, group=group),
        )

    def refresh(self, changes: Changes) -> None:
        self.table.refresh()

    def current(self) -> EntityRef | None:
        return EntityRef("signal", self._id) if self._id else None


class AdvicePage(ListRecordPage):
    """As advice-light.png, without the editor."""

    narrow_rail = True

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=240, side_width=280)
        self.list = RecordList("Adviezen")
        self.list.set_items(
            [
                ListItem(row_id(1), "Nachtbus naar het station", Cell("concept", "pencil"), "2026-10"),
                ListItem(row_id(2), "Veilig oversteken Molendijk", Cell("besproken", "messages-square"), "2026-09"),
                ListItem(row_id(3), "Groen op de Havenkade", Cell("verzonden", "send"), "2026-06"),
                ListItem(row_id(4), "Toekomst van De Schakel", Cell("antwoord te laat", "clock", "bad"), "2026-05"),
                ListItem(row_id(5), "Hitte in de Noorderhof", Cell("beantwoord", "circle-check", "ok"), "2026-02"),
                ListItem(None, "Agenda", aside="9"),
                ListItem(row_id(6), "Rondvraag", aside="21.32", lead="8"),
            ]
        )
        self.list_layout.addLayout(
            row(Label("Adviezen", "heading"), None, IconButton("plus", "Nieuw advies"), margins=(6, 0, 0, 0))
        )
        self.list_layout.addWidget(SearchField("Zoek in adviezen"))
        self.list_layout.addWidget(self.list, 1)
        head = RecordHeader()
        head.set_title("Veilig oversteken Molendijk", "2026-09, ongevraagd advies")
        head.add_action(IconButton("history", "Geschiedenis"), Primary("Op de agenda zetten", icon="calendar-days"))
        head.set_second(Stepper(["Concept", "Besproken", "Vastgesteld", "Ondertekend", "Verzonden", "Beantwoord"], 1))
        self.record_layout.addWidget(head)
        self.record_layout.addWidget(line())
        fields = column(
            LineField("Onderwerp"), DateField("Datum", hint="Bijvoorbeeld di 8 dec"), TextField("Toelichting"),
            ChoiceField("Soort", [("a", "Gevraagd"), ("b", "Ongevraagd")]), CheckBox("Bewoners mogen meelezen", True),
            None, margins=(28, 16, 28, 16),
        )  # fmt: skip
        self.record_layout.addWidget(scroll(frame(fields, "surface")), 1)
        self.side_layout.addWidget(Label("Brief", "heading"))
        self.side_layout.addStretch(1)
        self.list.select(row_id(2))


class PartsPage(Page):
    """As components-light.png."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        off = Button("Niet nu")
        off.allow("Eerst moet de voorzitter tekenen.")
        bad = DateField("Datum", placeholder="31-02-2027")
        bad.line.setText("31-02-2027")
        bad.error("31 februari bestaat niet. Kies een andere dag.")
        self.first = Primary("Advies maken")
        tabs = Segments("Onderdeel", [(1, "Vragenlijst"), (2, "Antwoorden"), (3, "Resultaten")])
        tabs.set_value(3)
        fields = (
            LineField("Zoek", placeholder="Zoek in acties", leading="search"),
            LineField("Straat"),
            bad,
            ChoiceField("Wijk", [(1, "Molendijk"), (2, "Noorderhof")], placeholder="Kies een wijk"),
        )
        body = column(
            flow(self.first, Secondary("Bekijk advies"), off, Quiet("Alle acties"), IconButton("ellipsis", "Meer"),
                 gap=10),
            row(flow(Chip("Buurt", tail="chevron-down"), Chip("Dit jaar", on=True, tail="x"),
                Chip("Enquête, vraag 4", icon="chart-bar"), SavedLabel(), gap=10), keys("Ctrl+K")),
            flow(Badge("nieuw", "accent", "circle"), Badge("loopt", "quiet", "circle-dot"),
                Badge("nog 4 dagen", "warn", "clock"), Badge("3 dagen te laat", "bad", "clock"),
                Badge("aangenomen", "ok", "check"), Badge("stemming", "vote", "vote")),
            column(*fields, gap=12) if theme.large_text() else row(*fields, gap=12, top=True),
            row(CheckBox("Aan", True), CheckBox("Uit"), tabs, None),
            Stepper(["Concept", "Besproken", "Vastgesteld", "Ondertekend", "Verzonden", "Beantwoord"], 3),
            Banner("warn", "Dit bestand staat in een gedeelde map",
                   "Werk er met één persoon tegelijk in. Anders kan werk verloren gaan.", "Meer uitleg", lambda: None),
            Banner("bad", "De brief kan nog niet worden getekend",
                   "In de tekst staat een teken dat het lettertype niet heeft.", "Ga erheen", lambda: None),
            Banner("ok", "612 antwoorden ingelezen, 4 overgeslagen", "", "Bekijk waarom", lambda: None),
            None, gap=14, margins=(32, 24, 32, 16),
        )  # fmt: skip
        self.setLayout(column((scroll(frame(body, "surface")), 1), gap=0))


class TalksPage(Page):
    """As empty-light.png."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.empty = EmptyPage(
            "Nog geen gesprekken",
            "Leg hier vast wat bewoners zeggen in een buurtgesprek, op straat of aan de keukentafel. "
            "Een citaat gebruikt u later als bewijs in een advies.",
            ("Begin met een gesprek", "plus", lambda: None),
            [("Plan een gesprek", "calendar-days", lambda: None), ("Lees een verslag in", "file-down", lambda: None)],
            picture="bench",
            hint="Snel vastleggen kan altijd met",
            shortcut="Ctrl+Shift+N",
        )
        self.setLayout(column((self.empty, 1)))


def features() -> tuple[Feature, ...]:
    return (
        Feature("today", "Vandaag", "sun", 0, PartsPage, count=lambda _s: 2),
        Feature("talks", "Gesprekken", "messages-square", 30, TalksPage),
        Feature("signals", "Signalen", "inbox", 40, SignalsPage, kinds=("signal",), count=lambda _s: 12),
        Feature("advice", "Adviezen", "scroll-text", 50, AdvicePage, kinds=("advice",)),
        Feature("settings", "Instellingen", "settings", 90, TalksPage, foot=True),
    )


def search(text: str) -> list[Found]:
    hits = [s for s in SUBJECTS if text.lower() in s[1].lower()]
    return [Found(EntityRef("signal", row_id(SUBJECTS.index(s))), s[1], f"signaal, {s[4]}", "inbox") for s in hits]


def window(preferences: Preferences | None = None, what: str = "today", count: int = 20_148) -> MainWindow:
    """The demo program on a made-up dossier."""
    app = App(FakeWorkspace(Store(count)), preferences=preferences)
    identity = Identity("De Singels", "Wijkraad", "Marijke van Duin", example=True)
    people = [(row_id(900), "Marijke van Duin"), (row_id(901), "Kees Brouwer")]
    made = MainWindow(app, features(), Frame(lambda _s: identity, lambda _s: people, lambda _p: None, search, identity))
    app.commands.replace(
        Command("advice.new", "Nieuw advies", lambda: app.toast("Nieuw advies"), "Ctrl+N", "scroll-text"),
        Command(
            "letter.sign", "Brief ondertekenen", lambda: None, "", "signature", lambda: False, lambda: "niets wacht"
        ),
    )
    made.start(what if what in made.features else None)
    return made


def act(made: MainWindow, what: str) -> None:
    """The state to look at."""
    page: Any = made.page()
    if what == "signals":
        page.table.setFocus()
        page.table.selectRow(3)
        made.app.toast("Twee signalen samengevoegd", "Ongedaan maken", made.app.undo)
    elif what == "palette":
        made.open_palette()
    elif what == "keys":
        made.help.keys()
    elif what == "question":
        made.app.confirm("Advies definitief vaststellen?", "Daarna ligt de tekst vast. Een wijziging kan alleen nog "
                         "met een nieuw besluit.", "Vaststellen", lambda: None)  # fmt: skip
    elif what == "people":
        made.choose_person()
    elif what == "today":
        page.first.setFocus()
