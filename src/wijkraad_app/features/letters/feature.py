"""How letters show themselves to the shell; a PDF can be checked and signed with or without a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from wijkraad_app.features.settings.rules import Section, register
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.workspace import Workspace

from . import queries

VERIFY_KEY = "verify"
ADVICE_LETTER = "advice.letter"
ADVICE_PREVIEW = "advice.preview"
"""Names in `App.services` under which the window of advice finds letters."""


def _section(app: Any) -> Any:
    from .ui.timestamps import SigningSection

    return SigningSection(app)


register(Section("signing", N_("Signing"), N_("keys and timestamps"), "signature", 40, _section))


def _page(app: Any) -> Any:
    from .ui.page import LettersPage

    return LettersPage(app)


def _verify_page(app: Any) -> Any:
    from .ui.verify import VerifyPage

    return VerifyPage(app)


def _commands(app: Any) -> tuple[Command, ...]:
    def check() -> None:
        path = app.ask_file(_("Choose a PDF"), {"PDF": "*.pdf"})
        if path is not None:
            check_in(app, path)

    def make_key() -> None:
        from .ui.key_dialog import open_key_dialog

        open_key_dialog(app)

    def keys() -> None:
        from .ui.keys_window import open_keys

        open_keys(app)

    app.services[ADVICE_LETTER] = open_on_advice
    app.services[ADVICE_PREVIEW] = _preview
    return (
        Command("letters.check", N_("Check or sign a PDF"), check, "Ctrl+Shift+O", "shield-check",
                keywords=("Check a letter", "letter", "controleren", "verifiëren", "verify")),
        Command("letters.key", N_("Make a signing key"), make_key, "", "key-round", keywords=("sleutel",)),
        Command("letters.keys", N_("Signing keys"), keys, "", "key-round",
                keywords=("sleutels", "certificaat", "tijdstempel", "timestamp")),
    )  # fmt: skip


def _preview(workspace: Workspace, advice: UUID, typed: Any) -> bytes:
    from . import flow

    return flow.preview(workspace, advice, typed)


def open_on_advice(app: Any, advice: UUID) -> None:
    """Show the letter of an advice."""
    from .ui.page import ADVICE

    app.services[ADVICE] = advice
    app.navigate("letters")


def check_in(app: Any, *paths: Path) -> None:
    """Check files in the main window."""
    from .ui import verify

    verify.check_in(app, paths)


def open_letter(path: Path, window: Any) -> None:
    """Read, check or sign a PDF: in the main window when a dossier is open, else in a window of its own."""
    app = getattr(window, "app", None)
    if app is not None:
        check_in(app, path)
        return
    from .ui.window import open_window

    open_window(path, getattr(window, "chooser", None))


FEATURE = Feature(
    key="letters",
    title=N_("Letters"),
    icon="mail",
    order=65,
    page=_page,
    kinds=("letter", "letter_signature"),
    count=queries.to_make,
    commands=_commands,
)
VERIFY = Feature(key=VERIFY_KEY, title=N_("Check a letter"), icon="shield-check", order=-1, page=_verify_page, kinds=())
FEATURES = (FEATURE, VERIFY)

__all__ = ["FEATURE", "FEATURES", "VERIFY", "check_in", "open_letter", "open_on_advice"]
