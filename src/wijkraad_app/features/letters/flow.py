"""What takes time around the verbs of letters: drawing, making keys, signing, verifying. Never on the window's thread.

Window and command line share these; each ends in one verb, so that nothing is kept half.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from uuid import UUID

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import data_folder
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import authority as authorities
from wijkraad_app.pdf import keys as pdf_keys
from wijkraad_app.pdf import signing, verification
from wijkraad_app.pdf.files import read_file, write_whole
from wijkraad_app.pdf.keys import Authority, KeyInfo
from wijkraad_app.pdf.signing import Signed
from wijkraad_app.pdf.verification import Verdict

from . import documents, queries, service
from .queries import LetterRow


def make_letter(workspace: Workspace, advice: UUID, day: date | None = None) -> UUID:
    """Draw the letter of an adopted advice, dated ``day`` (today), and keep it unsigned."""
    given = workspace.read(queries.adopted_input, advice, day or clock.today())
    assert given.snapshot is not None
    chair, secretary = given.signers
    return workspace.do(
        service.make_letter,
        advice=advice,
        pdf=documents.letter_pdf(given),
        day=given.day,
        snapshot=given.snapshot,
        chair=chair.person,
        secretary=secretary.person,
    )


def export_letter(workspace: Workspace, advice: UUID, target: Path, *, public: bool = False) -> Path:
    """Write an advice's letter: the file as it is kept, else drawn now; or its public version."""
    kept = workspace.read(queries.letter_of, advice)
    if kept is not None and not public:
        data = workspace.read(queries.letter_file, kept.id)
    else:
        day = kept.day if kept is not None and kept.day else clock.today()
        data = documents.letter_pdf(workspace.read(queries.adopted_input, advice, day), public=public)
    write_whole(target, data)
    return target.absolute()


def sign_letter(
    workspace: Workspace, letter: UUID, field: str, key: Path, passphrase: str, timestamp_url: str | None = None
) -> Signed:
    """Sign one field of a kept letter with a key on this computer, and keep the result."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "letter.pdf"), Path(folder, "signed.pdf")
        source.write_bytes(workspace.read(queries.letter_file, letter))
        signed = signing.sign(source, target, field=field, key=key, passphrase=passphrase, timestamp_url=timestamp_url)
        _keep(workspace, letter, signed.field, signed.signer, signed, target.read_bytes())
    return signed


def take_back(workspace: Workspace, letter: UUID, file: Path) -> LetterRow:
    """Keep a letter that someone signed elsewhere. `UserError` when it isn't this letter or isn't sound."""
    data = read_file(file)
    known = {one.field for one in workspace.read(queries.letter, letter).signatures}
    verdict = verification.verify_bytes(data, workspace.read(queries.roots), file.name)
    fresh = [one for one in verdict.signatures if one.field not in known]
    if not fresh or not all(one.intact for one in verdict.signatures):
        raise UserError(
            _("Nobody has signed “{file}” since it left, or it was changed. Ask for the file again.").format(
                file=file.name
            ),
            code="nothing_new",
        )
    for one in fresh[-1:]:
        workspace.do(
            service.register_signature,
            letter=letter,
            pdf=data,
            field=one.field,
            signer=one.signer,
            role=one.role,
            signed_at=one.time or clock.now(),
            fingerprint=one.fingerprint,
            complete=verdict.complete,
        )
    return workspace.read(queries.letter, letter)


def _keep(workspace: Workspace, letter: UUID, field: str, signer: KeyInfo, signed: Signed, data: bytes) -> None:
    workspace.do(
        service.register_signature,
        letter=letter,
        pdf=data,
        field=field,
        signer=signer.name,
        role=signer.role,
        signed_at=signed.time,
        fingerprint=signer.fingerprint,
        complete=signed.complete,
    )


def make_key(name: str, role: str, target: Path, passphrase: str, *, organisation: str = "") -> KeyInfo:
    """A key outside any dossier, under the authority this computer keeps for that; see `issue_key`."""
    own = _authority("own", organisation or name, passphrase)
    return pdf_keys.make_key(
        target, name=name, role=role, passphrase=passphrase, organisation=organisation, authority=own
    )


def issue_key(
    workspace: Workspace, name: str, role: str, target: Path, passphrase: str, *, person: UUID | None = None
) -> KeyInfo:
    """A key under the council's own authority; the dossier keeps both certificates, so letters verify as trusted.

    The authority is made the first time, locked with the same passphrase, in the user's data folder.
    """
    council = workspace.read(queries.council)
    own = _authority(council.id.hex, council.name, passphrase)
    made = pdf_keys.make_key(
        target, name=name, role=role, passphrase=passphrase, organisation=council.name, authority=own
    )
    workspace.do(
        service.register_key,
        name=name,
        role=role,
        fingerprint=made.fingerprint,
        valid_until=made.valid_until.date(),
        authority=authorities.describe(own),
        person=person,
    )
    return made


def _authority(group: str, organisation: str, passphrase: str) -> Authority:
    return authorities.open_or_make(data_folder() / "authorities" / f"{group}.p12", organisation, passphrase)


def verify(file: Path, workspace: Workspace | None = None, trust: tuple[Path, ...] = ()) -> Verdict:
    """Judge a PDF by the authorities of the dossier and of the files given."""
    known = workspace.read(queries.roots) if workspace is not None else ()
    return verification.verify(file, (*known, *(read_file(path) for path in trust)))
