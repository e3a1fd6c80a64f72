"""From an adopted advice to a sent letter: drawn, written to a file, signed, taken back, kept as a scan."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from wijkraad_app.features.advice import service as advice_service
from wijkraad_app.features.advice.rules.snapshot import Typed
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import preview as pictures
from wijkraad_app.pdf import signing, verification
from wijkraad_app.pdf.cards import Card
from wijkraad_app.pdf.files import read_file, write_whole
from wijkraad_app.pdf.reading import byte_ranges
from wijkraad_app.pdf.signing import Signed
from wijkraad_app.pdf.verification import Signature, Verdict

from .. import documents, queries, service
from ..queries import LetterRow
from ..rules import LetterState, continues
from .enclosures import write_beside
from .revoked import judged, refuse_revoked


def make_letter(workspace: Workspace, advice: UUID, day: date | None = None, *, anew: bool = False) -> UUID:
    """Draw the letter of an adopted advice, dated ``day`` (today), and keep it unsigned; ``anew`` as the verb."""
    group = uuid4()
    workspace.do(advice_service.settle_reference, advice=advice, group=group)
    given = workspace.read(queries.adopted_input, advice, day or clock.today(), anew=True)
    assert given.snapshot is not None
    return workspace.do(
        service.make_letter,
        advice=advice,
        pdf=documents.letter_pdf(given),
        day=given.day,
        snapshot=given.snapshot,
        signers=given.signers,
        anew=anew,
        group=group,
    )


def judge(workspace: Workspace, letter: UUID) -> Verdict:
    """Whether the file that is kept still holds."""
    verdict = verification.verify_bytes(
        workspace.read(queries.letter_file, letter), workspace.read(queries.roots), f"{letter}.pdf"
    )
    return judged(workspace, verdict)[0]


def preview(workspace: Workspace, advice: UUID, typed: Typed | None = None) -> bytes:
    """The letter as it is kept; before it was made, as it would be when made today, in the council's house style; of a
    draft with the texts ``typed``.

    Words that may not be printed (any more) are blanked as long as nobody signed them.
    """
    kept = workspace.read(queries.letter_of, advice)
    unsigned = kept is None or kept.state is LetterState.READY
    if kept is not None and not (unsigned and workspace.read(queries.blocked, advice)):
        return workspace.read(queries.letter_file, kept.id)
    day = kept.day if kept is not None and kept.day else clock.today()
    return documents.letter_pdf(workspace.read(queries.shown_input, advice, day, typed))


def keep_sources(workspace: Workspace, letter: UUID) -> None:
    """Keep the changed sources under a letter that nobody signed yet, and draw it again: its annex says when they
    were kept."""
    row = workspace.read(queries.letter, letter)
    if row.state is not LetterState.READY or not workspace.read(queries.changed, row.advice):
        return
    given = workspace.read(queries.adopted_input, row.advice, row.day or clock.today(), kept_on=clock.today())
    workspace.do(service.keep_sources, letter=letter, pdf=documents.letter_pdf(given))


def print_letter(workspace: Workspace, advice: UUID, target: Path, *, asked: bool = False) -> Path:
    """Write the letter with room to sign by hand, to print it. ``asked``: its changed sources are kept."""
    workspace.read(queries.check_printable, advice)
    kept = workspace.read(queries.letter_of, advice)
    if kept is not None and asked:
        keep_sources(workspace, kept.id)
    day = kept.day if kept is not None and kept.day else clock.today()
    write_whole(target, documents.letter_pdf(workspace.read(queries.adopted_input, advice, day), paper=True))
    return target.absolute()


def keep_scan(workspace: Workspace, letter: UUID, scan: Path, *, asked: bool = False) -> None:
    """Keep a scan as the letter. Raises `UserError` as `service.register_paper`, and when it can't be read."""
    data = read_file(scan)
    if data.startswith(b"%PDF-"):
        pictures.page_count(data)
    workspace.do(service.register_paper, letter=letter, scan=data, asked=asked)


def save_certificate(workspace: Workspace, target: Path) -> Path:
    """Write the certificates of the council's authority, for those who check its letters. `UserError` ``no_keys``."""
    known = workspace.read(queries.roots)
    if not known:
        raise UserError(_("The council has no keys yet. Make a signing key first."), code="no_keys")
    write_whole(target, b"\n".join(known))
    return target.absolute()


def export_letter(
    workspace: Workspace,
    advice: UUID,
    target: Path,
    *,
    public: bool = False,
    large: bool = False,
    asked: bool = False,
) -> Path:
    """Write an advice's letter: the file as it is kept, else drawn now; or its public version, or a copy in large
    print. Files that go with it on their own come into a folder beside it, but for the public version. ``asked``: it
    leaves to be signed and its changed sources are kept.

    `UserError` ``no_consent`` while a quote in it may not be printed, unless it was signed as it is.
    """
    kept = workspace.read(queries.letter_of, advice)
    drawn = public or large or kept is None
    if drawn or kept is None or kept.state in (LetterState.READY, LetterState.SIGNING):
        workspace.read(queries.check_printable, advice)
    if kept is not None and asked:
        keep_sources(workspace, kept.id)
    if kept is not None and not drawn:
        data = workspace.read(queries.letter_file, kept.id)
    else:
        day = kept.day if kept is not None and kept.day else clock.today()
        data = documents.letter_pdf(workspace.read(queries.adopted_input, advice, day), public=public, large=large)
    write_whole(target, data)
    if not public:
        write_beside(target, workspace.read(queries.enclosed, advice))
    return target.absolute()


def save_replaced(workspace: Workspace, letter: UUID, target: Path) -> Path:
    """Write a letter that was signed and replaced, as it was."""
    write_whole(target, workspace.read(queries.letter_file, letter))
    return target.absolute()


def sign_letter(
    workspace: Workspace,
    letter: UUID,
    field: str,
    key: Path | Card,
    passphrase: str,
    timestamp_url: str | None = None,
    expected: str = "",
    asked: bool = False,
) -> Signed:
    """Sign one field of a kept letter with a key on this computer, or on a card with its PIN, and keep the result.

    ``expected`` is the name of who should sign: the key of someone else is a `UserError` ``other_signer``.
    ``asked`` as in `service.register_signature`.
    """
    workspace.read(queries.check_asked, letter, asked=asked)
    require_owner(key, passphrase, expected)
    refuse_revoked(workspace, signing.owner(key, passphrase))
    if asked:
        keep_sources(workspace, letter)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "letter.pdf"), Path(folder, "signed.pdf")
        source.write_bytes(workspace.read(queries.letter_file, letter))
        signed = signing.sign(source, target, field=field, key=key, passphrase=passphrase, timestamp_url=timestamp_url)
        _keep(workspace, letter, signed, target.read_bytes(), asked=asked)
    return signed


def require_owner(key: Path | Card, passphrase: str, expected: str) -> None:
    """`UserError` ``other_signer`` when the key isn't of the person ``expected``; "" expects nobody."""
    if not expected:
        return
    owner = signing.owner(key, passphrase).name
    if owner.casefold().split() != expected.casefold().split():
        message = _("This is the key of {owner}, while {expected} should sign here.")
        raise UserError(message.format(owner=owner, expected=expected), code="other_signer")


def letter_of_file(workspace: Workspace, file: Path) -> UUID | None:
    """The letter of the dossier that a file continues, whatever its name became on the way."""
    data = read_file(file)
    return next((id for id, kept in workspace.read(queries.open_files) if continues(kept, data)), None)


def take_back(workspace: Workspace, letter: UUID, file: Path, *, asked: bool = False) -> LetterRow:
    """Keep a letter that someone signed elsewhere. `UserError` when it isn't this letter or isn't sound.

    ``asked`` as in `service.register_signature`.
    """
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
    for one in fresh:
        workspace.do(
            service.register_signature,
            letter=letter,
            pdf=_as_left_by(one, verdict, data),
            field=one.field,
            signer=one.signer,
            role=one.role,
            signed_at=one.time or clock.now(),
            fingerprint=one.fingerprint,
            complete=verdict.complete and one is fresh[-1],
            asked=asked,
        )
    return workspace.read(queries.letter, letter)


def _as_left_by(one: Signature, verdict: Verdict, data: bytes) -> bytes:
    """The file up to the end of what ``one`` signed; all of it for the last."""
    ends = sorted(numbers[2] + numbers[3] for numbers in byte_ranges(data) if len(numbers) == 4)
    at = verdict.signatures.index(one)
    return data[: ends[at]] if len(ends) == len(verdict.signatures) and one is not verdict.signatures[-1] else data


def _keep(workspace: Workspace, letter: UUID, signed: Signed, data: bytes, *, asked: bool) -> None:
    signer = signed.signer
    workspace.do(
        service.register_signature,
        letter=letter,
        pdf=data,
        field=signed.field,
        signer=signer.name,
        role=signer.role,
        signed_at=signed.time,
        fingerprint=signer.fingerprint,
        complete=signed.complete,
        asked=asked,
    )
