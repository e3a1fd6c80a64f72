"""Erasing: what, every place where it occurs, what can't be reached, and one button that can't be undone."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QUrl, Slot
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from wijkraad_app.db.erasure import Erased
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, line, row
from wijkraad_app.ui.page import Page, RecordHeader
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Button, Quiet, Secondary
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label

from .. import flow, queries, service
from ..queries import Listing
from ..rules import PERSON, Asked
from . import words


class ErasurePage(Page):
    """Words are typed; a person or a signal comes from where it is shown."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._asked, self._found = Asked(), None  # type: Asked, Listing | None
        self.header = RecordHeader(saved=False)
        self.words = LineField(_("Name, telephone number, e-mail address or other words"), limit=200)
        self.words.edited.connect(self._typed)
        self.words.line.returnPressed.connect(self._look)
        self.look_button = Secondary(_("Show all places"), self._look, icon="search")
        self.other = Quiet(_("Erase something else"), self._forget, icon="x")
        self.about = Label("", "body", "text_2", wrap=True)
        self.before = Label("", "small", "text_2", wrap=True)
        self.browser = self._list()
        self.beyond = Banner("quiet", _("This doesn’t reach everything"), "")
        self.erase = Button(_("Erase for good"), self._ask, kind="primary", icon="trash-2")
        self.backups = Quiet(_("View backups"), lambda: app.navigate("backup"), icon="hard-drive-download")
        self._asking, self._rest = QWidget(), QWidget()
        self._asking.setLayout(row((self.words, 1), column(24, self.look_button, gap=4), gap=12, top=True))
        foot = row(self.backups, None, self.erase, gap=8)
        inner = column(
            self._asking, row(self.other, None), self.about, self.before, (self.browser, 1), (self._rest, 1),
            self.beyond, foot, gap=12, margins=(28, 18, 28, 20),
        )  # fmt: skip
        self.setLayout(column(self.header, line(), (inner, 1), gap=0))
        self._show_subject()

    def _list(self) -> QTextBrowser:
        made = QTextBrowser()
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setAccessibleName(_("Places"))
        made.setOpenLinks(False)
        made.document().setDocumentMargin(0)
        made.anchorClicked.connect(self._go)
        return made

    # --- coming and going ----------------------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        if ref is not None:
            self._asked = Asked(person=ref.id) if ref.kind == PERSON else Asked(signal=ref.id)
            self._read()
        self._show_subject()
        self._read_before()

    def refresh(self, changes: Changes) -> None:
        if self._found is not None and changes.origin.split(".")[0] != "erasure":
            self._read()

    def _read_before(self) -> None:
        self.app.read(self, queries.earlier, done=lambda done: self.before.setText(words.before(done)), latest="before")

    def up(self) -> bool:
        if not self._asked.given:
            return False
        self._forget()
        return True

    def first_focus(self) -> QWidget | None:
        return self.words.line if not (self._asked.person or self._asked.signal) else self.browser

    # --- reading -------------------------------------------------------------------------
    @Slot(object)
    def _typed(self, *_value: object) -> None:
        """What is listed belongs to other words now."""
        if self._asked.words and self._asked.words != (self.words.value(),):
            self._found = None
            self._show_found()

    @Slot()
    def _look(self) -> None:
        self._asked = Asked(words=(str(self.words.value()),))
        self._read()

    def _forget(self) -> None:
        self._asked, self._found = Asked(), None
        self.words.set_value("")
        self._show_subject()
        self.words.line.setFocus()

    def _read(self) -> None:
        asked = self._asked
        workspace = self.app.workspace
        job = self.app.run(
            self, lambda _job: flow.places(workspace, asked), done=self._show, failed=self._not_found,
            latest="places",
        )  # fmt: skip
        self.app.progress(_("Looking in the whole dossier"), job)

    def _not_found(self, error: BaseException) -> None:
        if isinstance(error, UserError) and error.code == "too_short":
            self.words.error(error.message)
            self._found = None
            self._show_found()
        else:
            self.app.tell(error)

    def _show(self, found: Listing) -> None:
        self.words.error("")
        self._found = found
        self._show_subject()

    def _show_subject(self) -> None:
        of_record = bool(self._asked.person or self._asked.signal)
        name = self._found.name if self._found is not None and of_record else ""
        self.header.set_title(
            _("Erase data of {name}").format(name=name) if name else _("Erase data"), _("can’t be undone")
        )
        self._asking.setHidden(of_record)
        self.other.setHidden(not of_record)
        self._show_found()

    def _show_found(self) -> None:
        found = self._found
        for part in (self.browser, self.beyond, self.erase, self.backups):
            part.setHidden(found is None)
        self.before.setHidden(found is not None)
        self._rest.setHidden(found is not None)
        if found is None:
            self.about.setText(
                _("Type what must go. First you see every place where it stands; only then you decide.")
            )  # fmt: skip
            return
        self.about.setText(words.summary(found))
        self.browser.setHtml(words.html(found, theme.colours().text_2))
        self.beyond.set_words(_("This doesn’t reach everything"), " ".join(words.beyond(found)))
        self.erase.allow(None if found.erasable else _("There is nothing to erase."))

    # --- doing ---------------------------------------------------------------------------
    @Slot(QUrl)
    def _go(self, url: QUrl) -> None:
        kind, _colon, id = url.toString().partition(":")
        self.app.navigate(EntityRef(kind, UUID(id)))

    def _ask(self) -> None:
        if self._found is not None:
            n = self._found.erasable
            question = ngettext("Erase {n} place for good?", "Erase {n} places for good?", n).format(n=n)
            consequence = _("It can’t be undone, and earlier versions of these texts go too.")
            self.app.confirm(question, consequence, _("Erase for good"), self._do)

    def _do(self) -> None:
        self.app.flush()
        asked = self._asked
        if asked.person is not None:
            job = self.app.do(self, service.erase_person, person=asked.person, done=self._done)
        elif asked.signal is not None:
            job = self.app.do(self, service.erase_contact, signal=asked.signal, done=self._done)
        else:
            job = self.app.do(self, service.erase_words, words=asked.words, done=self._done)
        self.app.progress(_("Erasing"), job)

    def _done(self, erased: Erased) -> None:
        n = erased.records
        told = ngettext("Erased from {n} record for good.", "Erased from {n} records for good.", n).format(n=n)
        self.app.toast(told, _("View backups"), lambda: self.app.navigate("backup"))
        self._forget()
        self._read_before()
