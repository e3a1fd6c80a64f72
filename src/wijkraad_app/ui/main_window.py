"""The main window: rail, pages made when first needed, and everything `App` asks of its shell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.jobs import Job

from . import overlays, tab_order, theme
from .app import App
from .application import use_accent
from .autosave import tracker
from .entering import enter, first_list
from .help import HelpDesk
from .keys import REDO, UNDO, KeyRouter
from .layout import column, line
from .page import Page
from .palette import Palette, Search
from .person_dialog import PersonDialog
from .rail import Entry, Identity, Rail
from .strip import Strip
from .widgets.dialog import Dialog, Question
from .widgets.toast import Toast

NARROW_BELOW = 1200
HELP = "help"
PLACES = "places"
"""`App.services` holds under it: callable() that gives (shown name, path) of the dossier's files on this computer."""
Place = tuple[str, EntityRef | None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What bootstrap gives the window; the queries run in a reader as ``query(session)``."""

    identity: Callable[..., Identity] | None = None
    people: Callable[..., Sequence[tuple[UUID, str]]] | None = None
    choose_person: Callable[[UUID], None] | None = None
    search: Search | None = None
    default: Identity = field(default_factory=Identity)


class MainWindow(QMainWindow):
    """One open dossier. ``closed`` after everything is saved and the window is gone."""

    closed = Signal()

    def __init__(self, app: App, features: Sequence[Feature], frame: Frame | None = None) -> None:
        super().__init__()
        self.app, self.frame_data = app, frame or Frame()
        self.features = {f.key: f for f in sorted(features, key=lambda f: f.order)}
        self.identity = self.frame_data.default
        self._pages: dict[str, Page] = {}
        self._counts: dict[str, int] = {}
        self._missed: dict[str, Changes] = {}
        """What pages behind the one in front have still to read."""
        self._key = ""
        self._history: list[Place] = []
        self._force_close = False
        self._gone = False
        self.concealed = False
        """The lock has taken everything out; nothing of the dossier may come into the window."""
        self._rebuild_later = False
        self.extra_stops: QWidget | None = None
        """What lies over the page without covering it, and is walked through with Tab and F6 after it."""
        app.shell = self
        self._router = KeyRouter(self, app.commands, self._commands_allowed)
        app.commands.replace(*self._own_commands())
        for feature in self.features.values():
            if feature.commands is not None:
                app.commands.replace(*feature.commands(app))
        self.help = HelpDesk(
            self, app.tasks, app.commands, self._topic, self._here, places=lambda: app.services.get(PLACES, tuple)()
        )
        self.help.begin()
        self.setMinimumSize(900, 560)
        self.resize(1366, 768)
        self._build()
        self._rebuild_soon = QTimer(self, singleShot=True, interval=0)
        self._rebuild_soon.timeout.connect(self.rebuild)
        theme.notifier().changed.connect(self._rebuild_soon.start)
        self._count_soon = QTimer(self, singleShot=True, interval=250)
        self._count_soon.timeout.connect(self._read_counts)
        app.changes.connect(self._changed)
        self._restore_state()
        self._read_identity()
        self._read_counts()

    # --- building ------------------------------------------------------------
    def _entries(self) -> list[Entry]:
        shown = [f for f in self.features.values() if f.order >= 0]
        pages = [Entry(f.key, _(f.title), f.icon) for f in shown if not f.foot]
        foot = [Entry(f.key, _(f.title), f.icon, foot=True) for f in shown if f.foot]
        return [*pages, Entry(HELP, _("Help"), "circle-help", foot=True), *foot]

    def _build(self) -> None:
        self._central = QWidget()
        self._row = QHBoxLayout(self._central)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._stack = QStackedWidget()
        self.rail = self._new_rail(narrow=self._wants_narrow())
        self._row.addWidget(self.rail)
        self._row.addWidget(line(vertical=True))
        self.strip = Strip(getattr(self, "strip", Strip()).matters)
        right = QWidget()
        right.setLayout(column(self.strip, (self._stack, 1), gap=0))
        self._row.addWidget(right, 1)
        self.setCentralWidget(self._central)
        if (old := getattr(self, "toast_widget", None)) is not None:
            old.deleteLater()
        self.toast_widget: Toast = Toast(self, self._stack)

    def _new_rail(self, *, narrow: bool) -> Rail:
        rail = Rail(self._entries(), self.identity, narrow=narrow)
        rail.chosen.connect(self.go)
        rail.person_asked.connect(self.choose_person)
        rail.set_current(self._key)
        for key, count in self._counts.items():
            rail.set_count(key, count)
        return rail

    def _wants_narrow(self) -> bool:
        page = self._pages.get(self._key)
        return self.width() < NARROW_BELOW or theme.large_text() or (page is not None and page.wants_narrow_rail())

    @Slot()
    def _renew_rail(self, *, force: bool = False) -> None:
        narrow = self._wants_narrow()
        if narrow == self.rail.narrow and not force:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.rail.isAncestorOf(focus)
        old, self.rail = self.rail, self._new_rail(narrow=narrow)
        self._row.replaceWidget(old, self.rail)
        old.hide()
        old.deleteLater()
        QWidget.setTabOrder(self.rail, self._stack)
        if had_focus:
            self.rail.focus_current()

    @Slot()
    def rebuild(self) -> None:
        """Make rail and pages anew, after another theme, text size or language; nothing typed is lost."""
        if self.concealed:
            self._rebuild_later = True
            return
        if isinstance(palette := self.overlay(), Palette):  # what it offers belongs to the pages there are now
            palette.destroyed.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)
            return
        self.flush_pages()
        place = (self._key, self._ref())
        for page in self._pages.values():
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()
        self._missed.clear()
        self._key = ""
        self._build()
        if place[0]:
            self._show(place[0], place[1])
        for dialog in self._open_dialogs():
            dialog.raise_()

    def revealed(self) -> None:
        """The lock has put everything back."""
        self.show_title()
        self._renew_rail()
        if self._rebuild_later:
            self._rebuild_later = False
            self.rebuild()

    def _open_dialogs(self) -> list[Dialog]:
        return [dialog for dialog in self.findChildren(Dialog) if dialog.isVisible()]

    # --- pages ---------------------------------------------------------------
    def start(self, key: str | None = None) -> None:
        """Show the first page."""
        self.help.ready()
        first = next((f.key for f in self.features.values() if f.order >= 0 and not f.foot), None)
        if (wanted := key or first) is not None:
            self.go(wanted)

    @Slot(object)
    @Slot(str)
    def go(self, target: EntityRef | str) -> None:
        """Open a record, or the page of a feature."""
        if target == HELP and HELP not in self.features:
            self.help.menu(self.rail.items[HELP])
            return
        place: Place | None = (target, None) if isinstance(target, str) else self._place_of(target)
        if place is None or place[0] not in self.features:
            return
        before: Place = (self._key, self._ref())
        if self._show(*place) and before[0] and before != place and before not in self._history[-1:]:
            self._history.append(before)

    def _place_of(self, ref: EntityRef) -> Place | None:
        key = next((f.key for f in self.features.values() if ref.kind in f.kinds), None)
        return (key, ref) if key is not None else None

    def _ref(self) -> EntityRef | None:
        page = self._pages.get(self._key)
        return page.current() if page is not None else None

    def _show(self, key: str, ref: EntityRef | None) -> bool:
        if (now := self._pages.get(self._key)) is not None and key != self._key:
            now.flush()
            if not now.leave():
                return False
        focus = QApplication.focusWidget()
        on_rail = focus is not None and now is not None and self.rail.isAncestorOf(focus) and key in self.rail.items
        page = self._page(key)
        self._key = key
        self._stack.setCurrentWidget(page)
        self.rail.set_current(key)
        self._renew_rail()
        if on_rail:
            self.rail.focus_current()  # also after Ctrl and a digit
        if (missed := self._missed.pop(key, None)) is not None:
            page.refresh(missed)
        page.open(ref)
        self.app.commands.bring(*page.commands())
        self.show_title()
        self._bring_focus(page, came=page is not now and not on_rail)
        return True

    def _bring_focus(self, page: Page, *, came: bool) -> None:
        """Into the page, unless it is there already, walks along the rail or is in a dialog above the page."""
        if self._open_dialogs():
            return
        focus = QApplication.focusWidget()
        if came or focus is None or not (page.isAncestorOf(focus) or self.rail.isAncestorOf(focus)):
            first = page.first_focus() or first_list(page)
            (first or page).setFocus(Qt.FocusReason.OtherFocusReason)
            if first is None and self.app.tasks.busy:
                self.app.tasks.idle.connect(self._focus_late, Qt.ConnectionType.SingleShotConnection)
            elif first is None:
                self._focus_late()

    @Slot()
    def _focus_late(self) -> None:
        """The page has read what it shows: now there is something to begin with."""
        page = self.page()
        if page is None or self._gone or QApplication.focusWidget() not in (None, page):
            return
        first = page.first_focus() or first_list(page)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for pane in page.panes() or [page]:
            if enter(pane):
                return

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page: Page = self.features[key].page(self.app)
            page.rail_wish_changed.connect(self._renew_rail)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._key)

    def go_back(self) -> None:
        if self._history:
            self._show(*self._history.pop())

    def show_title(self) -> None:
        """Write the window title anew."""
        if self.concealed:
            self.setWindowTitle(_("Locked"))
            return
        page = self._pages.get(self._key)
        parts = [(page.title() if page else "") or self._here(), self.identity.council or self.app.workspace.path.stem]
        if self.identity.example:
            parts.append(_("Example"))
        if not self.app.workspace.encrypted:
            parts.append(_("not encrypted"))
        self.setWindowTitle(" – ".join(part for part in parts if part))

    def _here(self) -> str:
        """The name of the screen in front."""
        feature = self.features.get(self._key)
        return _(feature.title) if feature else ""

    # --- following the dossier -----------------------------------------------
    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        for key, page in tuple(self._pages.items()):
            if key == self._key:
                page.refresh(changes)
            else:
                self._missed[key] = _both(self._missed.get(key), changes)
        self._count_soon.start()
        if changes.touches("council", "person", "member", "house_style", "setting"):
            self._read_identity()
        self.show_title()

    @Slot()
    def _read_counts(self) -> None:
        for feature in self.features.values():
            if feature.count is not None:
                self.app.read(
                    self, feature.count, done=partial(self._show_count, feature.key),
                    failed=lambda _error: None, latest=f"count:{feature.key}",
                )  # fmt: skip

    def _show_count(self, key: str, count: int) -> None:
        self._counts[key] = count
        self.rail.set_count(key, count)

    def _read_identity(self) -> None:
        if self.frame_data.identity is not None:
            self.app.read(self, self.frame_data.identity, done=self.set_identity, latest="identity")

    def set_identity(self, identity: Identity) -> None:
        if identity != self.identity:
            self.identity = identity
            self._renew_rail(force=True)
            use_accent(identity.accent)
            self.show_title()

    # --- who works here ------------------------------------------------------
    @Slot()
    def choose_person(self) -> None:
        """The list of people; a digit, or arrows and Enter, choose."""
        if self.frame_data.people is not None:
            self.app.read(self, self.frame_data.people, done=self._offer_people, latest="people")

    def _offer_people(self, people: Sequence[tuple[UUID, str]]) -> None:
        if people and not self.concealed:
            dialog = PersonDialog(self, people, self.app.workspace.actor)
            dialog.answered.connect(self._person_chosen)
            dialog.open_over()

    @Slot(object)
    def _person_chosen(self, person: UUID) -> None:
        self.flush_pages()
        if self.frame_data.choose_person is not None:
            self.frame_data.choose_person(person)
        self._read_identity()

    # --- Shell ---------------------------------------------------------------
    def show_toast(self, text: str, icon: str, action_label: str | None, action: Callable[[], None] | None) -> None:
        self.toast_widget.show_message(text, icon, action_label, action)

    def show_problem(self, text: str, report: str) -> None:
        overlays.tell_problem(self, self.app, text, report)

    def tell_fault(self, error: BaseException) -> None:
        """A bug outside any task."""
        self.app.tell(error)

    def ask(self, question: str, consequence: str, verb: str, then: Callable[[], None], *, danger: bool) -> None:
        if not self.concealed:
            Question(self, question, consequence, verb, then, danger=danger).open_over()

    def watch(self, title: str, job: Job) -> None:
        overlays.watch(self.app.tasks, self, title, job)

    def flush_pages(self) -> None:
        """Nothing any more once the window was closed: that saved everything, and the pages go with it."""
        for page in () if self._gone else tuple(self._pages.values()):
            page.flush()

    def widget(self) -> QWidget | None:
        return self

    # --- keys ----------------------------------------------------------------
    def _own_commands(self) -> tuple[Command, ...]:
        pages = [f for f in self.features.values() if f.order >= 0 and not f.foot]
        return (
            Command("go.palette", N_("Search or do something"), self.open_palette, "Ctrl+K", "search"),
            Command(UNDO, N_("Undo"), self.app.undo, "Ctrl+Z", "history"),
            Command(REDO, N_("Redo"), self.app.redo, "Ctrl+Shift+Z;Ctrl+Y", "history"),
            Command("go.back", N_("Back"), self.go_back, "Alt+Left", "arrow-left", enabled=lambda: bool(self._history)),
            Command("view.next_pane", N_("To the next part of the window"), lambda: self.move_pane(1), "F6"),
            Command("view.last_pane", N_("To the part before"), lambda: self.move_pane(-1), "Shift+F6"),
            Command(
                "view.message", N_("To the message at the bottom"), lambda: self.toast_widget.focus_action(), "Ctrl+M"
            ),
            Command("person.change", N_("Change who works here"), self.choose_person, "Ctrl+Shift+U", "users"),
            *(
                Command(f"go.{f.key}", f.title, partial(self.go, f.key), f"Ctrl+{i}" if i < 10 else "", f.icon)
                for i, f in enumerate(pages, 1)
            ),
            *(
                Command(f"go.{f.key}", f.title, partial(self.go, f.key), "", f.icon)
                for f in self.features.values()
                if f.foot and f.order >= 0
            ),
        )

    def overlay(self) -> QWidget | None:
        """The dialog or palette that lies over the page now."""
        open_ones: list[Any] = [*self.findChildren(Dialog), *self.findChildren(Palette)]
        return next((one for one in reversed(open_ones) if one.isVisible()), None)

    def _commands_allowed(self) -> bool:
        return self.overlay() is None and not self.concealed

    def open_palette(self) -> None:
        Palette(self.app, self, self.frame_data.search).open_over()

    def _topic(self) -> str:
        """The key of the page of help that belongs to what is in front."""
        page = self.page()
        return (page.help_topic() if page is not None else "") or self._key

    def move_pane(self, step: int) -> None:
        """F6: rail, then the panes of the page, around."""
        page = self.page()
        panes: list[QWidget] = [self.rail, *(page.panes() if page else [])]
        if self.extra_stops is not None and self.extra_stops.isVisible():
            panes.append(self.extra_stops)
        focus = QApplication.focusWidget()
        inside = [
            i for i, pane in enumerate(panes) if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ]
        at = inside[-1] if inside else -1
        for _i in panes:
            at = (at + step) % len(panes)
            if enter(panes[at]):
                return

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through rail and page as one reads them."""
        if self.concealed:
            screen = self.centralWidget()
            return screen is not None and tab_order.step(screen, self.focusWidget(), forward=forward)
        return tab_order.step(self._central, self.focusWidget(), forward=forward, then=self.extra_stops)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self.page()
        if self.concealed:
            return
        if event.key() == Qt.Key.Key_Escape and page is not None:
            if not page.up():
                self.rail.focus_current()
            return
        if not self._router.press(event, QApplication.focusWidget()):
            super().keyPressEvent(event)

    # --- window --------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "rail"):
            self._renew_rail()

    def _restore_state(self) -> None:
        if isinstance(saved := self.app.preferences.get("window"), str):
            self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii")))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._gone:
            return
        if not self._force_close:
            self.app.flush()
            self.app.tasks.settle()
            if tracker().state == "failed" or self.app.holding.waiting:
                event.ignore()
                self.ask(
                    _("Close without saving?"),
                    _("Not everything could be saved. What isn't saved is lost."),
                    _("Close"), self._close_anyway, danger=True,
                )  # fmt: skip
                return
        theme.notifier().changed.disconnect(self._rebuild_soon.start)
        self._rebuild_soon.stop()
        self.app.preferences.set("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self._gone = True
        super().closeEvent(event)
        self.closed.emit()

    def _close_anyway(self) -> None:
        self._force_close = True
        self.close()


def _both(one: Changes | None, other: Changes) -> Changes:
    if one is None:
        return other
    return Changes(one.kinds | other.kinds, one.refs | other.refs, other.origin)
