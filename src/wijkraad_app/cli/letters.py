"""Verbs on letters: export, enclose, sign, preserve, verify."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from wijkraad_app.features.letters import flow, queries
from wijkraad_app.features.letters.rules import MOST_DAYS, days_off
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import preview, reading, signing
from wijkraad_app.pdf.cards import Card
from wijkraad_app.pdf.verification import Seal, Verdict

from . import output
from .session import key_passphrase, named, opened, source_file


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    letter = verbs.add_parser(
        "letter", parents=[common], help=_("export, sign, preserve or verify a letter, or add a file to it")
    )
    actions = letter.add_subparsers(dest="action", metavar="export|enclose|sign|preserve|verify", required=True)
    exporting = actions.add_parser("export", parents=[common])
    exporting.add_argument("advice")
    exporting.add_argument("file")
    exporting.add_argument("--public", action="store_true")
    exporting.add_argument("--large-print", action="store_true", help=_("a copy in large print, without signatures"))
    exporting.set_defaults(run=run_export)
    enclosing = actions.add_parser("enclose", parents=[common])
    enclosing.add_argument("advice")
    enclosing.add_argument("file")
    enclosing.add_argument("--title", default="", help=_("what it is called in the letter"))
    enclosing.add_argument("--alt", default="", help=_("what the picture shows, in words"))
    enclosing.set_defaults(run=run_enclose)
    signing_ = actions.add_parser("sign", parents=[common])
    signing_.add_argument("file")
    signing_.add_argument("--field", required=True)
    which = signing_.add_mutually_exclusive_group(required=True)
    which.add_argument("--key", metavar="FILE.p12")
    which.add_argument("--card", metavar="MODULE", help=_("the library of a card or USB key (PKCS#11)"))
    signing_.add_argument("--token", default="", help=_("label or serial number of the card"))
    signing_.add_argument("--certificate", default="", help=_("the beginning of its fingerprint"))
    signing_.add_argument("--timestamp", metavar="URL")
    signing_.add_argument("-o", "--output", required=True)
    signing_.set_defaults(run=run_sign)
    preserving = actions.add_parser("preserve", parents=[common])
    preserving.add_argument("advice")
    preserving.add_argument("--timestamp", metavar="URL", help=_("seal the letter with the time of this server"))
    preserving.add_argument("-o", "--output", metavar="FILE.pdf")
    preserving.set_defaults(run=run_preserve)
    verify = actions.add_parser("verify", parents=[common])
    verify.add_argument("file")
    verify.add_argument("--trust", action="append", default=[], metavar="FILE.pem")
    verify.add_argument("--require-trusted", action="store_true")
    verify.add_argument("--report", metavar="FILE.pdf", help=_("write what was found on one page"))
    verify.set_defaults(run=run_verify)


def run_export(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        advice = named(workspace, arguments.advice, "advice")
        path = flow.export_letter(
            workspace,
            advice,
            Path(arguments.file).resolve(),
            public=arguments.public,
            large=arguments.large_print,
        )
    data = path.read_bytes()
    result = {
        "file": str(path),
        "sha256": hashlib.sha256(data).hexdigest(),
        "pages": preview.page_count(data),
        "fields": [field.name for field in signing.fields(path)],
    }
    output.show(result, as_json=arguments.json)


def run_enclose(arguments: Namespace) -> None:
    """Let a file go with a letter: printed behind it, inside it, or as a file of its own."""
    with opened(arguments, write=True) as workspace:
        advice = named(workspace, arguments.advice, "advice")
        file = source_file(arguments.file)
        added = flow.add_enclosure(workspace, advice, file, title=arguments.title, alt=arguments.alt)
    output.show({"enclosure": str(added.id), "title": added.title, "how": added.how}, as_json=arguments.json)


def run_sign(arguments: Namespace) -> None:
    """Sign; on stderr, before that, when the letter's date lies more than three days away."""
    source = source_file(arguments.file)
    day = reading.letter_day(source.read_bytes())
    if day is not None and days_off(day, clock.today()):
        text = _("The letter is dated {date}. That is more than {count} days from today.")
        output.say(text.format(date=long_date(day), count=MOST_DAYS))
    signed = signing.sign(
        source,
        Path(arguments.output).resolve(),
        field=arguments.field,
        key=_key(arguments),
        passphrase=key_passphrase(),
        timestamp_url=arguments.timestamp,
    )
    result = {"file": str(signed.file), "field": signed.field, "signer": signed.signer.subject}
    output.show(result, as_json=arguments.json)


def _key(arguments: Namespace) -> Path | Card:
    if arguments.key:
        return source_file(arguments.key)
    return flow.the_card(Path(arguments.card), arguments.token, arguments.certificate)


def run_preserve(arguments: Namespace) -> None:
    """Add proof for later to the kept letter of an advice; the council's own authority opens with the passphrase of
    keys. `UserError` ``not_signed`` and those of `flow.preserve_letter`."""
    with opened(arguments, write=True) as workspace:
        advice = named(workspace, arguments.advice, "advice")
        letter = workspace.read(queries.letter_of, advice)
        if letter is None:
            raise UserError(_("Make the letter first."), code="not_signed")
        words = key_passphrase() if flow.asks_authority(workspace, letter.id) else ""
        done = flow.preserve_letter(workspace, letter.id, authority=words, timestamp_url=arguments.timestamp)
        target = Path(arguments.output).resolve() if arguments.output else None
        if target is not None:
            flow.export_letter(workspace, advice, target)
    result: dict[str, Any] = {
        "letter": str(letter.id),
        "level": done.verdict.level.value,
        "sealed": done.verdict.archive is not None,
        "sha256": hashlib.sha256(done.data).hexdigest(),
        "file": str(target) if target is not None else None,
    }
    said = _("The proof is in the letter. It is now: {level}.").format(level=flow.level_words(done.verdict))
    output.show(result, as_json=arguments.json, text=said)


def run_verify(arguments: Namespace) -> int:
    path = source_file(arguments.file)
    with ExitStack() as stack:
        workspace = stack.enter_context(opened(arguments)) if arguments.dossier else None
        trust = tuple(source_file(name) for name in arguments.trust)
        if arguments.report:
            checked = flow.check(path, workspace, trust)
            verdict = checked.verdict
            flow.write_report(checked, Path(arguments.report).resolve(), flow.report(checked))
        else:
            verdict = flow.verify(path, workspace, trust)
    rooted = bool(arguments.dossier or arguments.trust)
    output.show(shown(verdict), as_json=arguments.json, text=in_words(verdict, rooted=rooted))
    good = verdict.valid and verdict.complete and (verdict.trusted == "yes" or not arguments.require_trusted)
    return 0 if good else 1


def shown(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON."""
    return {
        "valid": verdict.valid,
        "complete": verdict.complete,
        "trusted": verdict.trusted,
        "signatures": [
            {
                "field": one.field,
                "signer": one.signer,
                "time": one.time.isoformat() if one.time else None,
                "intact": one.intact,
                "trusted": one.trusted,
                "by": one.by,
                "covers": one.covers,
                "time_proven": one.time_proven,
                "timestamp": one.stamped_by,
            }
            for one in verdict.signatures
        ],
        "problems": list(verdict.problems),
        "changes": [one.text for one in verdict.changes],
        "level": verdict.level.value,
        "seal": _seal(verdict.archive),
    }


def _seal(seal: Seal | None) -> dict[str, Any] | None:
    return {"time": seal.time.isoformat(), "server": seal.server, "known": seal.known} if seal is not None else None


def in_words(verdict: Verdict, *, rooted: bool) -> str:
    """A verdict for people; the truth first."""
    if not verdict.valid:
        first = _("This letter can't be relied on.")
    elif not rooted:
        first = _("unchanged; who signed is not proven here")
    elif verdict.trusted == "yes":
        first = _("Unchanged, and signed by people this council knows.")
    else:
        first = _("Unchanged; who signed is not known here.")
    lines = [first, *verdict.problems, *(f"- {one.text}" for one in verdict.changes)]
    lines += [f"{one.field}: {one.signer}{', ' + one.role if one.role else ''}" for one in verdict.signatures]
    lines += [_("Level: {level}").format(level=flow.level_words(verdict))] if verdict.level else []
    return "\n".join(lines)
