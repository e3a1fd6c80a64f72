"""The pack of a meeting: for whom, what stays out of it, and then keep it or put a mail with it ready."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.pack import Packed
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column
from wijkraad_app.ui.mail import MailSheet
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label

from ...documents.pack import Contents, pack_contents, pack_of, pack_title
from ...queries import MeetingView
from .. import papers
from .pack_mail import PackMail, pack_mail


class PackDialog(Dialog):
    """Nothing is written before who asks has seen what is left out."""

    help_topic = "meetings"

    def __init__(self, app: App, over: QWidget, view: MeetingView) -> None:
        super().__init__(over, _("Meeting pack"), width=640)
        self._app, self._view = app, view
        self.say(_("One PDF: the agenda with all annexes behind it, with bookmarks and page numbers over the whole."))
        self.whom = ChoiceField(_("For whom"), [(False, _("Council members")), (True, _("Everyone (public)"))])
        self.whom.set_value(False)
        self.whom.edited.connect(self._tell)
        self._told = column(gap=6)
        self.add(self.whom)
        self.body.addLayout(self._told)
        self.foot.insertWidget(0, Quiet(_("Put a mail ready"), self._mail, icon="mail"))
        self.buttons(_("Keep the pack"), self._keep)
        self.contents = pack_contents(view, public=False)
        self._tell(False)

    @Slot(object)
    def _tell(self, public: bool) -> None:
        self.contents = pack_contents(self._view, public=public)
        clear(self._told)
        n = len(self.contents.annexes)
        said = [ngettext("{n} annex goes along.", "{n} annexes go along.", n).format(n=n)]
        if public:
            said.append(_("What stands inside annexes isn't looked through: look yourself for names and addresses."))
        for line in said:
            self._told.addWidget(Label(line, "small", "text_2", wrap=True))
        self._list(_("Left out"), self.contents.left_out)
        self._list(_("Without a file; a page in the pack says so"), self.contents.without_file)

    def _list(self, heading: str, lines: tuple[str, ...]) -> None:
        if lines:
            self._told.addWidget(Label(heading, "strong"))
            self._told.addWidget(Label("\n".join(f"• {one}" for one in lines), wrap=True))

    # --- doing -----------------------------------------------------------------------
    def _keep(self) -> bool | None:
        contents = self.contents
        target = self._app.save_file(
            _("Keep as PDF"), {"PDF": "*.pdf"}, f"{papers.file_name(pack_title(contents))}.pdf"
        )
        if target is None:
            return False
        path = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        job = self._app.run(
            self._app, partial(_written, self._app, contents, path), done=partial(_kept, self._app, path)
        )
        self._app.progress(_("Making the meeting pack"), job)
        return None

    def _mail(self) -> None:
        def made(ready: PackMail) -> None:
            from wijkraad_app.pdf.files import write_whole

            MailSheet(self._app, self, [ready.mail], write_whole, warnings=ready.warnings).open_over()

        job = self._app.run(self, partial(pack_mail, self._app.workspace, self.contents), done=made)
        self._app.progress(_("Making the meeting pack"), job)


def _written(app: App, contents: Contents, path: Path, job: Job) -> Packed:
    from wijkraad_app.pdf.files import write_whole

    packed = pack_of(app.workspace, contents, step=job.step)
    write_whole(path, packed.data)
    return packed


def _kept(app: App, path: Path, packed: Packed) -> None:
    n = len(packed.missing)
    more = ngettext("{n} annex isn't in it.", "{n} annexes aren't in it.", n).format(n=n) if n else ""
    app.toast(" ".join((_("Kept as {file}.").format(file=path.name), more)).strip())
