"""Everything of the dossier in open files: of which year, with or without contact data, and where to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Primary
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.labels import Label

from .. import flow, queries
from ..documents import Asked
from ..flow import Written


class ArchiveSection(QWidget):
    """What is chosen here isn't kept: an archive is made once a year."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        words = _(
            "One zip file that can be read without this program: data, lists for a spreadsheet, texts, attachments "
            "and signed letters. For the archive of the municipality, or for whoever comes after you."
        )
        self.period = ChoiceField(_("Period"), [(None, _("Everything"))])
        hint = _("Names, telephone numbers and addresses of residents and members.")
        self.contacts = CheckField(_("With contact data"), hint=hint)
        self.contacts.edited.connect(lambda _on: self._warn())
        self.warning = Banner(
            "warn", _("Anyone who has this file can read the contact data"), _("Keep it as safe as the dossier.")
        )
        self.warning.hide()
        left_out = _("Words of people who gave no consent are never in it.")
        self.make = Primary(_("Make the archive"), self._make, icon="archive")
        self.setLayout(
            column(
                Label(words, "body", "text_2", wrap=True), 8, self.period, self.contacts, self.warning,
                Label(left_out, "small", "text_2", wrap=True), 8, Flow(self.make), gap=8,
            )
        )  # fmt: skip
        app.read(self, queries.years, done=self._offer)

    def _offer(self, years: tuple[int, ...]) -> None:
        self.period.set_options([(None, _("Everything")), *((year, str(year)) for year in years)])
        self.period.set_value(None)

    def _warn(self) -> None:
        self.warning.setVisible(self.contacts.value())

    def _make(self) -> None:
        self.app.flush()
        asked = Asked(self.period.value(), self.contacts.value())
        name = self.app.workspace.path.stem
        suggested = _("Archive {name} {year}").format(name=name, year=asked.year or clock.today().year) + ".zip"
        chosen = self.app.save_file(_("Where to put the archive"), {"Zip": "*.zip"}, suggested)
        if chosen is None:
            return
        target = chosen if chosen.suffix else chosen.with_suffix(".zip")
        workspace = self.app.workspace
        job = self.app.run(self, lambda job: flow.write(workspace, target, asked, job), done=self._made)
        self.app.progress(_("Making the archive"), job)

    def _made(self, made: Written) -> None:
        words = ngettext("Archive made: {file}, {n} record", "Archive made: {file}, {n} records", made.records)
        self.app.toast(words.format(file=made.file.name, n=dates.number(made.records)))
