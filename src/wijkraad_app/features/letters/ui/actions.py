"""What can be done with the letter that is shown: the next step, files, keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _, in_language, ngettext
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Button

from .. import flow
from ..queries import OpenedLetter, Signer, role_word
from ..rules import LetterState, days_off
from .dialogs import PDF, MakeLetter, OnPaper, Sent, certificates, pdf_name, suffixed
from .key_dialog import open_key_dialog
from .sign_dialog import SignDialog, Who

if TYPE_CHECKING:
    from .page import LettersPage

_NEXT = {
    "make": (N_("Make the letter"), "mail"),
    "again": (N_("Make the letter again"), "mail"),
    "sign": (N_("Sign"), "signature"),
    "sent": (N_("Register as sent"), "send"),
}
OPEN = (LetterState.READY, LetterState.SIGNING)


def next_step(opened: OpenedLetter) -> str:
    """The name of the next step; "" when there is none."""
    if opened.state is None:
        return "make"
    if opened.state is LetterState.READY and opened.outdated:
        return "again"
    if opened.state in OPEN:
        return "sign"
    return "sent" if opened.state in (LetterState.SIGNED, LetterState.PAPER) else ""


class Actions:
    """Opens the dialogs of the page; each result is told by a toast, with undo where there is a way back."""

    def __init__(self, app: App, page: LettersPage) -> None:
        self._app, self._page = app, page

    @property
    def _opened(self) -> OpenedLetter:
        assert self._page.opened is not None
        return self._page.opened

    def dress(self, button: Button) -> None:
        """The one primary button: the next step."""
        step = next_step(self._opened)
        button.setVisible(bool(step))
        if step:
            label, icon = _NEXT[step]
            button.set_text(self._sign_label() if step == "sign" else _(label))
            button.set_icon(icon)
            button.updateGeometry()
            blocked = step == "sign" and self._opened.blocked
            button.allow(" ".join(self._opened.blocked) if blocked else None)

    def _sign_label(self) -> str:
        return _("Sign as {role}").format(role=self._turn().role)

    def next(self) -> None:
        """Do the next step."""
        if self._page.opened is not None and (step := next_step(self._opened)):
            self.run(step)

    def run(self, name: str) -> None:
        """Open what belongs to a step or button."""
        if self._page.opened is not None and self._page.why_not(name) is None:
            getattr(self, f"_{name}")()

    # --- the steps -----------------------------------------------------------
    def _make(self) -> None:
        MakeLetter(self._app, self._page, self._opened, self._made).open_over()

    _again = _make

    def _made(self, _letter: Any) -> None:
        self._app.toast(_("The letter is ready to sign."), _("Undo"), self._app.undo)

    def _turn(self) -> Signer:
        letter = self._opened.letter
        waiting = letter.waiting[:1] if letter is not None else ()
        return next((one for one in self._opened.signers if one.field in waiting), self._opened.signers[0])

    def _sign(self) -> None:
        opened, turn = self._opened, self._turn()
        assert opened.letter is not None
        workspace, letter = self._app.workspace, opened.letter.id

        def sign(key: Path, words: str, anyway: bool) -> Any:
            expected = "" if anyway else turn.name
            return flow.sign_letter(workspace, letter, turn.field, key, words, expected=expected)

        dialog = SignDialog(
            self._app,
            self._page,
            Who(str(turn.person or turn.field), turn.name, turn.role),
            sign,
            self._signed,
            warnings=self._warnings(lambda: dialog.close_dialog()),
            make_key=partial(self._key_for, turn),
        )
        dialog.open_over()

    def _warnings(self, close: Callable[[], None]) -> tuple[Banner, ...]:
        opened, found = self._opened, []
        assert opened.letter is not None
        off = days_off(opened.letter.day, clock.today())
        if off and opened.letter.day is not None:
            said = ngettext("{count} day", "{count} days", off).format(count=off)
            what = _("The letter is dated {date}: {days} from today.").format(
                date=dates.long_date(opened.letter.day), days=said
            )
            fresh = opened.state is LetterState.READY
            to_do = "" if fresh else _("The first signature stands, so the date can't change any more.")
            found.append(Banner("warn", what, to_do, _("Choose a new date") if fresh else "", self._new_date(close)))
        if opened.changed and opened.state is LetterState.READY:
            numbers = ", ".join(str(one) for one in opened.changed)
            what = ngettext(
                "Source {numbers} has changed since the advice was adopted.",
                "Sources {numbers} have changed since the advice was adopted.",
                len(opened.changed),
            ).format(numbers=numbers)
            found.append(Banner("warn", what, _("The letter prints the figures as they were adopted.")))
        return tuple(found)

    def _new_date(self, close: Callable[[], None]) -> Callable[[], None]:
        def again() -> None:
            close()
            self._make()

        return again

    def _key_for(self, signer: Signer, then: Callable[[Path], None]) -> None:
        over = self._app.shell.widget() or self._page
        role = self._role_of(signer)
        open_key_dialog(self._app, over, name=signer.name, role=role, person=signer.person, then=then)

    def _role_of(self, signer: Signer) -> str:
        """As it is printed beside the signature: in the letter's language."""
        with in_language(self._opened.language):
            return role_word(signer.field)

    def _signed(self, signed: Any) -> None:
        text = _("Signed by everyone. The letter can be sent.") if signed.complete else _("Signed by {name}.")
        self._app.toast(text.format(name=signed.signer.name), icon="signature")

    def _sent(self) -> None:
        done = partial(self._say, _("Registered as sent."))
        Sent(self._app, self._page, self._opened, done).open_over()

    def _paper(self) -> None:
        done = partial(self._say, _("The scan is kept as the letter."))
        OnPaper(self._app, self._page, self._opened, done).open_over()

    def _say(self, text: str, _result: Any = None) -> None:
        self._app.toast(text)

    # --- files ---------------------------------------------------------------
    def _save(self) -> None:
        self._export(_("Save as PDF"), pdf_name(self._opened), public=False)

    def _public(self) -> None:
        self._export(_("Save the public version"), pdf_name(self._opened, _("public")), public=True)

    def _export(self, title: str, suggested: str, *, public: bool) -> None:
        target = self._app.save_file(title, PDF, suggested)
        if target is None:
            return
        workspace, advice, path = self._app.workspace, self._opened.advice, suffixed(target)
        job = self._app.run(
            self._page, lambda _job: flow.export_letter(workspace, advice, path, public=public), done=self._saved
        )
        self._app.progress(title, job)

    def _saved(self, path: Any) -> None:
        self._app.toast(_("Saved as “{file}”.").format(file=path.name))

    def _back(self) -> None:
        path = self._app.ask_file(_("Take a signed file back"), PDF)
        if path is not None:
            self.take_back(path)

    def take_back(self, path: Path) -> None:
        """Keep a file that came back signed with its own letter; a refusal is one sentence and nothing changes."""
        letter = self._opened.letter
        if letter is None:
            return
        workspace, title = self._app.workspace, _("Looking at the file")

        def take(_job: Job) -> Any:
            return flow.take_back(workspace, flow.letter_of_file(workspace, path) or letter.id, path)

        failed = partial(self._not_taken, path)
        job = self._app.run(self._page, take, done=self._taken, failed=failed, writes=True)
        self._app.progress(title, job)

    def _taken(self, row: Any) -> None:
        who = row.signatures[-1].signer if row.signatures else ""
        self._page.show_letter(row.advice)
        self._page.list.select(row.advice)
        self._app.toast(_("Taken back, signed by {name}.").format(name=who), icon="signature")

    def _not_taken(self, path: Path, error: BaseException) -> None:
        if isinstance(error, UserError):
            look = partial(self._page.check, [path])
            self._app.toast(error.message, _("Check this file"), look, icon="circle-alert")
        else:
            self._app.tell(error)

    def _certificate(self) -> None:
        target = self._app.save_file(_("Save the council's certificate"), certificates(), f"{_('Certificate')}.pem")
        if target is not None:
            workspace = self._app.workspace
            self._app.run(self._page, lambda _job: flow.save_certificate(workspace, target), done=self._saved)

    def _key(self) -> None:
        turn = self._turn()
        over = self._app.shell.widget() or self._page
        open_key_dialog(self._app, over, name=turn.name, role=self._role_of(turn), person=turn.person)

    def _check(self) -> None:
        path = self._app.ask_file(_("Choose a PDF"), PDF)
        if path is not None:
            self._page.check([path])
