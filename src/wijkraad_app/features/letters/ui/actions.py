"""What can be done with the letter that is shown: the next step, files, keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _, in_language
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.buttons import Button
from wijkraad_app.ui.widgets.dialog import Dialog

from .. import flow
from ..queries import EnclosureRow, OpenedLetter, Signer
from ..rules import OPEN, LetterState, SignerState
from .dialogs import PDF, MakeLetter, OnPaper, Sent, pdf_name, suffixed
from .enclosures import EnclosureDialog
from .key_dialog import open_key_dialog
from .keys_window import open_keys
from .mailing import open_mail
from .preserve import open_preserve, told
from .sign_dialog import SignDialog, Wish
from .signer_actions import STEPS, SignerActions
from .signer_dialogs import who_of
from .timestamps import timestamp_server
from .warnings import agree, changed_sources, old_date

if TYPE_CHECKING:
    from .page import LettersPage

_NEXT = {
    "make": (N_("Make the letter"), "mail"),
    "again": (N_("Make the letter again"), "mail"),
    "sign": (N_("Sign"), "signature"),
    "sent": (N_("Register as sent"), "send"),
    "instead": STEPS["instead"],
}


def next_step(opened: OpenedLetter) -> str:
    """The name of the next step; "" when there is none."""
    if opened.state is None:
        return "make"
    if opened.outdated and opened.state in (*OPEN, LetterState.SIGNED, LetterState.PAPER):
        return "again"
    if opened.state in OPEN and any(one.state is SignerState.REFUSED for one in opened.signers):
        return "instead" if opened.state is LetterState.READY else "again"
    if opened.state in OPEN:
        return "sign"
    return "sent" if opened.state in (LetterState.SIGNED, LetterState.PAPER) else ""


class Actions:
    """Opens the dialogs of the page; each result is told by a toast, with undo where there is a way back."""

    def __init__(self, app: App, page: LettersPage) -> None:
        self._app, self._page = app, page
        self.signing = SignerActions(app, page)

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
        if self._page.opened is None or self._page.why_not(name) is not None:
            return
        if name in STEPS:
            self.signing.run(name)
        else:
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
        changed = opened.changed if opened.state is LetterState.READY else ()

        def sign(wish: Wish) -> Any:
            expected = "" if wish.anyway else turn.name
            return flow.sign_letter(
                workspace, letter, turn.field, wish.key, wish.passphrase, wish.stamp, expected, asked=bool(changed)
            )

        dialog = SignDialog(
            self._app,
            self._page,
            who_of(turn),
            sign,
            self._signed,
            warnings=(
                *old_date(opened.letter.day, again=lambda: self._new_date(dialog)),
                *changed_sources(changed),
            ),
            agree=agree(changed),
            make_key=partial(self._key_for, turn),
        )
        dialog.open_over()

    def _new_date(self, dialog: Dialog) -> None:
        dialog.close_dialog()
        self._make()

    def _key_for(self, signer: Signer, then: Callable[[Path], None]) -> None:
        over = self._app.shell.widget() or self._page
        role = self._role_of(signer)
        open_key_dialog(self._app, over, name=signer.name, role=role, person=signer.person, then=then)

    def _role_of(self, signer: Signer) -> str:
        """As it is printed beside the signature: in the letter's language."""
        with in_language(self._opened.language):
            return role_label(signer.office)

    def _signed(self, signed: Any) -> None:
        text = _("Signed by everyone. The letter can be sent.") if signed.complete else _("Signed by {name}.")
        if timestamp_server(self._app) and not signed.timestamped:
            text += " " + _("There is no timestamp: the time comes from this computer.")
        self._app.toast(text.format(name=signed.signer.name), icon="signature")

    def _sent(self) -> None:
        done = partial(self._say, _("Registered as sent."))
        Sent(self._app, self._page, self._opened, done, self._new_date).open_over()

    def _mail(self) -> None:
        assert self._opened.letter is not None
        open_mail(self._app, self._page, self._opened.letter.id)

    def _paper(self) -> None:
        done = partial(self._say, _("The scan is kept as the letter."))
        OnPaper(self._app, self._page, self._opened, done).open_over()

    def _preserve(self) -> None:
        letter, verdict = self._opened.letter, self._page.verdict
        assert letter is not None and verdict is not None
        over = self._app.shell.widget() or self._page
        open_preserve(self._app, over, letter.id, verdict.level, lambda done: self._app.toast(told(done)))

    def _enclose(self) -> None:
        done = partial(self._enclosed, _("“{title}” goes with the letter."))
        EnclosureDialog(self._app, self._page, self._opened.advice, done).open_over()

    def change_enclosure(self, known: EnclosureRow) -> None:
        """Call it something else."""
        done = partial(self._undoable, _("The enclosure is changed."))
        EnclosureDialog(self._app, self._page, self._opened.advice, done, known).open_over()

    def remove_enclosure(self, known: EnclosureRow) -> None:
        """Take it from the letter; there is a way back."""
        workspace, advice = self._app.workspace, self._opened.advice
        told = _("“{title}” no longer goes with the letter.").format(title=known.title)
        self._app.run(
            self._page,
            lambda _job: flow.remove_enclosure(workspace, advice, known.id),
            done=partial(self._undoable, told),
            writes=True,
        )

    def _enclosed(self, text: str, added: EnclosureRow) -> None:
        self._undoable(text.format(title=added.title))

    def _undoable(self, text: str, _result: Any = None) -> None:
        self._app.toast(text, _("Undo"), self._app.undo)

    def _say(self, text: str, _result: Any = None) -> None:
        self._app.toast(text)

    def _replaced(self) -> None:
        """The newest letter that was signed and replaced, as it was."""
        old = self._opened.replaced[0]
        target = self._app.save_file(_("Save the replaced letter"), PDF, pdf_name(self._opened, _("replaced")))
        if target is not None:
            workspace, path = self._app.workspace, suffixed(target)
            self._app.run(self._page, lambda _job: flow.save_replaced(workspace, old.id, path), done=self._saved)

    # --- files ---------------------------------------------------------------
    def _save(self) -> None:
        save = partial(self._export, _("Save as PDF"), pdf_name(self._opened))
        if self._opened.changed and self._opened.state is LetterState.READY:  # the file may leave to be signed
            self._ask_about_sources(_("Save as PDF"), partial(save, asked=True))
        else:
            save()

    def _ask_about_sources(self, verb: str, then: Callable[[], None], otherwise: str = "") -> None:
        question = _("A source has changed since it was adopted. Keep the figures as they were adopted?")
        told = "\n\n".join(banner.text() for banner in changed_sources(self._opened.changed))
        self._app.confirm(question, told or otherwise, verb, then, danger=False)

    def _public(self) -> None:
        self._export(_("Save the public version"), pdf_name(self._opened, _("public")), public=True)

    def _large(self) -> None:
        self._export(_("Save in large print"), pdf_name(self._opened, _("large print")), large=True)

    def _export(
        self, title: str, suggested: str, *, public: bool = False, large: bool = False, asked: bool = False
    ) -> None:
        target = self._app.save_file(title, PDF, suggested)
        if target is None:
            return
        workspace, advice, path = self._app.workspace, self._opened.advice, suffixed(target)
        job = self._app.run(
            self._page,
            lambda _job: flow.export_letter(workspace, advice, path, public=public, large=large, asked=asked),
            done=self._saved,
            writes=asked,
        )
        self._app.progress(title, job)

    def _saved(self, path: Any) -> None:
        self._app.toast(_("Saved as “{file}”.").format(file=path.name))

    def _back(self) -> None:
        path = self._app.ask_file(_("Take a signed file back"), PDF)
        if path is not None:
            self.take_back(path)

    def take_back(self, path: Path, *, asked: bool = False) -> None:
        """Keep a file that came back signed with its own letter; a refusal is one sentence and nothing changes."""
        letter = self._opened.letter
        if letter is None:
            return
        workspace, title = self._app.workspace, _("Looking at the file")

        def take(_job: Job) -> Any:
            return flow.take_back(workspace, flow.letter_of_file(workspace, path) or letter.id, path, asked=asked)

        failed = partial(self._not_taken, path)
        job = self._app.run(self._page, take, done=self._taken, failed=failed, writes=True)
        self._app.progress(title, job)

    def _taken(self, row: Any) -> None:
        who = row.signatures[-1].signer if row.signatures else ""
        self._page.show_letter(row.advice)
        self._page.list.select(row.advice)
        self._app.toast(_("Taken back, signed by {name}.").format(name=who), icon="signature")

    def _not_taken(self, path: Path, error: BaseException) -> None:
        if isinstance(error, UserError) and error.code == "source_changed":
            keep = partial(self.take_back, path, asked=True)
            self._ask_about_sources(_("Take the file back"), keep, error.message)
        elif isinstance(error, UserError):
            look = partial(self._page.check, [path])
            self._app.toast(error.message, _("Check this file"), look, icon="circle-alert")
        else:
            self._app.tell(error)

    def _keys(self) -> None:
        open_keys(self._app)

    def _check(self) -> None:
        path = self._app.ask_file(_("Choose a PDF"), PDF)
        if path is not None:
            self._page.check([path])
