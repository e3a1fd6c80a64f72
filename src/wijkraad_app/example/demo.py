"""The main job, end to end, on the example council: from agenda to a signed letter that verifies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.letters import flow
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.verification import Verdict

from . import builder, files, meetings
from .files import Story

Papers = Callable[..., bytes]
"""Draws agenda or minutes: ``papers(workspace, meeting, minutes=True)`` gives the PDF."""

HELD = date(2026, 12, 1)
ADVICE = "oversteek"
_NAMES = ("dossier.wijkraad", "agenda.pdf", "minutes.pdf", "letter.pdf", "chair.p12", "secretary.p12")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs which field, by the key of the example's files."""

    field: str
    person: str
    role: str


SIGNERS = (Signer("chair", "ans", "voorzitter"), Signer("secretary", "marijke", "secretaris"))


@dataclass(frozen=True, slots=True)
class Made:
    """The files the demo made, and what verification says of the letter."""

    dossier: Path
    agenda: Path
    minutes: Path
    letter: Path
    verdict: Verdict


def run(folder: Path, passphrase: str, key_passphrase: str, papers: Papers, story: Story | None = None) -> Made:
    """Do the main job in ``folder``; only its own files of an earlier run are replaced.

    ``papers`` draws agenda and minutes of a meeting.
    """
    dossier, agenda, minutes, letter, *keys = _clear(folder)
    story = story or files.read()
    workspace = workspaces.create(dossier, passphrase)
    try:
        known = builder.build(workspace, story)
        meeting = known.meetings[HELD]
        agenda.write_bytes(papers(workspace, meeting, minutes=False))
        held = next(one for one in story.meetings if one["day"] == HELD)
        with clock.fixed(builder.moment(HELD, 20)):
            meetings.hold(workspace, held, known)
        minutes.write_bytes(papers(workspace, meeting, minutes=True))
        made = flow.make_letter(workspace, known.advice[ADVICE], HELD + timedelta(days=3))
        for signer, key in zip(SIGNERS, keys, strict=True):
            name = next(one["name"] for one in story.council["member"] if one["key"] == signer.person)
            person = known.people[signer.person]
            flow.issue_key(workspace, name, signer.role, key, key_passphrase, person=person)
            flow.sign_letter(workspace, made, signer.field, key, key_passphrase)
        flow.export_letter(workspace, known.advice[ADVICE], letter)
        return Made(dossier, agenda, minutes, letter, flow.verify(letter, workspace))
    finally:
        workspace.close()


def _clear(folder: Path) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder.resolve() / name for name in _NAMES]
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            _("The folder “{folder}” can't be used. Choose another folder.").format(folder=folder.name),
            code="unwritable",
        ) from error
    return paths
