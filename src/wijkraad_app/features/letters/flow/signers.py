"""Another member in the place of a signer: the letter is drawn with their name and role before anything is kept."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.workspace import Workspace

from .. import documents, queries, service
from ..queries import Signer
from ..rules import may_change_signer


def change_signer(workspace: Workspace, letter: UUID, field: str, person: UUID) -> Signer:
    """Have someone else sign in ``field``; one step to undo. Raises as `service.change_signer`."""
    row = workspace.read(queries.letter, letter)
    may_change_signer(row.state)
    new = workspace.read(queries.in_place, letter, field, person)
    given = workspace.read(queries.adopted_input, row.advice, row.day or clock.today())
    signers = tuple(new if one.field == field else one for one in given.signers)
    pdf = documents.letter_pdf(replace(given, signers=signers))
    workspace.do(service.change_signer, letter=letter, field=field, person=person, pdf=pdf)
    return new
