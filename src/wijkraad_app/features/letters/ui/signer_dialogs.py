"""The small dialogs of a signer: refuse, withdraw a signature, someone else in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import TextField

from .. import flow, service
from ..queries import Signer
from .acting import Done, WorkDialog
from .sign_dialog import Who, person_row


def who_of(signer: Signer) -> Who:
    """As the dialogs show them."""
    return Who(str(signer.person or signer.field), signer.name, signer.role)


class _Reasoned(WorkDialog):
    """Something a signer says of themselves, with the reason; ``keep(reason)`` runs off the window's thread."""

    help_topic = "signers"

    def __init__(
        self, app: App, over: QWidget, title: str, signer: Signer, told: Sequence[str], keep: Callable[[str], object],
        done: Done,
    ) -> None:  # fmt: skip
        super().__init__(app, over, title, width=520)
        self._keep, self._done = keep, done
        self.add(person_row(who_of(signer)))
        for text in told:
            self.say(text)
        self.reason = TextField(
            _("Reason"), hint=_("In a sentence or two. It is kept with the letter, and never printed in it."),
            least=2, most=5,
        )  # fmt: skip
        self.add(self.reason, self.busy)
        self.focus_first(self.reason)

    def _go(self) -> bool:
        reason = self.reason.value().strip()
        if not reason:
            self.reason.error(_("Type the reason, in a sentence or two."))
            self.reason.text.setFocus()
            return False
        return self.work(lambda: self._keep(reason), self._done, _("One moment…"))


class Refuse(_Reasoned):
    """A signer doesn't sign."""

    def __init__(self, app: App, over: QWidget, letter: UUID, signer: Signer, done: Done) -> None:
        workspace = app.workspace

        def keep(reason: str) -> None:
            workspace.do(service.refuse_to_sign, letter=letter, field=signer.field, reason=reason)

        told = [_("As long as the refusal stands, nobody signs this letter. A refusal can be withdrawn.")]
        super().__init__(app, over, _("Refuse to sign?"), signer, told, keep, done)
        self.buttons(_("Refuse to sign"), self._go)


class Withdraw(_Reasoned):
    """A signer takes their signature back; ``lapsed`` signed over it."""

    def __init__(
        self, app: App, over: QWidget, letter: UUID, signer: Signer, lapsed: Sequence[Signer], done: Done
    ) -> None:
        workspace = app.workspace

        def keep(reason: str) -> None:
            workspace.do(service.withdraw_signature, letter=letter, field=signer.field, reason=reason)

        told = [
            _("The file with this signature is not sent. The letter goes back to the file from before it, and can be "
              "signed from there, or made again."),
            *([_lapse(lapsed)] if lapsed else []),
            _("Whoever has the signed file already keeps it. Tell them that it doesn’t count any more."),
        ]  # fmt: skip
        super().__init__(app, over, _("Withdraw the signature?"), signer, told, keep, done)
        self.buttons(_("Withdraw the signature"), self._go)


def _lapse(lapsed: Sequence[Signer]) -> str:
    names = ", ".join(one.name or one.role for one in lapsed)
    return _("With it lapses what was signed over it, by {names}. They sign again.").format(names=names)


class SomeoneElse(WorkDialog):
    """Another member in the place of a signer, before the first signature."""

    help_topic = "signers"

    def __init__(
        self, app: App, over: QWidget, letter: UUID, signer: Signer, members: Sequence[Signer], done: Done
    ) -> None:
        super().__init__(app, over, _("Have someone else sign"), width=520)
        self._letter, self._signer, self._done = letter, signer, done
        self.add(person_row(who_of(signer)))
        self.say(_("Choose who takes this place. The letter is drawn again with their name and their own role."))
        options = [(one.person, f"{one.name}, {one.role}") for one in members]
        self.who = ChoiceField(_("Who signs"), options, placeholder=_("Choose a member"))
        self.add(self.who, self.busy)
        self.buttons(_("Have them sign"), self._go)
        if not members:
            self.who.error(_("There is no other member. Add members under People first."))
        self.focus_first(self.who.box)

    def _go(self) -> bool:
        person = self.who.value()
        if person is None:
            self.who.error(_("Choose a member."))
            return False
        workspace, letter, field = self.app.workspace, self._letter, self._signer.field
        return self.work(
            lambda: flow.change_signer(workspace, letter, field, person), self._done, _("Drawing the letter…")
        )
