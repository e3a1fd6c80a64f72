"""What can be done about a signer of the letter that is shown: refuse, withdraw, someone else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui.app import App

from .. import queries, service
from ..queries import Signer
from ..rules import LetterState, SignerState, lapsing, may_change_signer, may_refuse, may_withdraw
from .signer_dialogs import Refuse, SomeoneElse, Withdraw
from .signers import Entries

if TYPE_CHECKING:
    from .page import LettersPage

REFUSE, TAKE_BACK, WITHDRAW, INSTEAD = "refuse", "take_back_refusal", "withdraw", "instead"
STEPS = {
    REFUSE: (N_("Refuse to sign"), "circle-x"),
    TAKE_BACK: (N_("Withdraw the refusal"), "undo-2"),
    WITHDRAW: (N_("Withdraw the signature"), "undo-2"),
    INSTEAD: (N_("Have someone else sign"), "users"),
}


class SignerActions:
    """For each signer by their field; ``first`` says whom a command without a field is about."""

    def __init__(self, app: App, page: LettersPage) -> None:
        self._app, self._page = app, page

    def entries(self, field: str) -> Entries:
        """What this signer can do now."""
        return [
            (_(title), icon, partial(self.run, step, field))
            for step, (title, icon) in STEPS.items()
            if self.why_not(step, field) is None
        ]

    def first(self, step: str) -> str:
        """The first signer for whom the step is there, the last one for a signature; "" for none."""
        fields = [one.field for one in self._signers()]
        if step == WITHDRAW:
            fields.reverse()
        refused = [one.field for one in self._signers() if one.state is SignerState.REFUSED]
        order = [*refused, *fields] if step == INSTEAD else fields
        return next((field for field in order if self.why_not(step, field) is None), "")

    def why_not(self, step: str, field: str = "") -> str | None:
        """Why a step can't be done by a signer, or by any of them; None when it can."""
        opened = self._page.opened
        if opened is None or opened.letter is None or opened.state is None:
            return _("Make the letter first.")
        if not field:
            reasons = [self.why_not(step, one.field) for one in opened.signers]
            return None if None in reasons else (reasons[0] if reasons else _("Make the letter first."))
        try:
            _check(step, opened.state, self._state(field))
        except UserError as error:
            return error.message
        return None

    def run(self, step: str, field: str = "") -> None:
        """Open what belongs to it."""
        opened, signer = self._page.opened, self._signer(field or self.first(step))
        if opened is None or opened.letter is None or signer is None:
            return
        app, page, letter = self._app, self._page, opened.letter.id
        if step == REFUSE:
            done = self._told(_("{name} refuses to sign. The reason is kept."), signer)
            Refuse(app, page, letter, signer, done).open_over()
        elif step == WITHDRAW:
            done = self._told(_("The signature of {name} is withdrawn."), signer)
            Withdraw(app, page, letter, signer, self._lapsed(signer), done).open_over()
        elif step == TAKE_BACK:
            done = self._told(_("{name} withdrew the refusal."), signer)
            app.do(page, service.withdraw_refusal, letter=letter, field=signer.field, done=done)
        else:
            app.read(page, queries.who_can_sign, letter, done=partial(self._someone_else, signer))

    def _someone_else(self, signer: Signer, members: tuple[Signer, ...]) -> None:
        opened = self._page.opened
        if opened is not None and opened.letter is not None:
            SomeoneElse(self._app, self._page, opened.letter.id, signer, members, self._changed).open_over()

    def _changed(self, new: Signer) -> None:
        text = _("{name} signs as {role}.").format(name=new.name, role=new.role)
        self._app.toast(text, _("Undo"), self._app.undo)

    def _told(self, text: str, signer: Signer) -> Callable[[Any], None]:
        said = text.format(name=signer.name or signer.role)
        return lambda _result: self._app.toast(said, _("Undo"), self._app.undo)

    def _signers(self) -> tuple[Signer, ...]:
        return self._page.opened.signers if self._page.opened is not None else ()

    def _signer(self, field: str) -> Signer | None:
        return next((one for one in self._signers() if one.field == field), None)

    def _marks(self) -> set[str]:
        opened = self._page.opened
        return {one.field for one in opened.letter.signatures} if opened is not None and opened.letter else set()

    def _state(self, field: str) -> SignerState:
        """A letter from before the order of signing knows only its signatures."""
        signer = self._signer(field)
        if field in self._marks():
            return SignerState.SIGNED
        return signer.state if signer is not None else SignerState.WAITING

    def _lapsed(self, signer: Signer) -> list[Signer]:
        order = [one.field for one in self._signers()]
        gone = lapsing(order, self._marks(), signer.field)[1:]
        return [one for one in self._signers() if one.field in gone]


def _check(step: str, letter: LetterState, signer: SignerState) -> None:
    if step == REFUSE:
        may_refuse(letter, signer)
    elif step == TAKE_BACK:
        may_withdraw(letter, signer, SignerState.REFUSED)
    elif step == WITHDRAW:
        may_withdraw(letter, signer, SignerState.SIGNED)
    else:
        may_change_signer(letter)
