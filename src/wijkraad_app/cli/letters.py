"""Verbs on letters: export, sign, verify."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from wijkraad_app.features.letters import flow
from wijkraad_app.features.letters.rules import MOST_DAYS, days_off
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import preview, reading, signing
from wijkraad_app.pdf.verification import Verdict

from . import output
from .session import key_passphrase, named, opened, source_file


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    letter = verbs.add_parser("letter", parents=[common], help=_("export, sign or verify a letter"))
    actions = letter.add_subparsers(dest="action", metavar="export|sign|verify", required=True)
    exporting = actions.add_parser("export", parents=[common])
    exporting.add_argument("advice")
    exporting.add_argument("file")
    exporting.add_argument("--public", action="store_true")
    exporting.set_defaults(run=run_export)
    signing_ = actions.add_parser("sign", parents=[common])
    signing_.add_argument("file")
    signing_.add_argument("--field", required=True)
    signing_.add_argument("--key", required=True)
    signing_.add_argument("--timestamp", metavar="URL")
    signing_.add_argument("-o", "--output", required=True)
    signing_.set_defaults(run=run_sign)
    verify = actions.add_parser("verify", parents=[common])
    verify.add_argument("file")
    verify.add_argument("--trust", action="append", default=[], metavar="FILE.pem")
    verify.add_argument("--require-trusted", action="store_true")
    verify.add_argument("--report", metavar="FILE.pdf", help=_("write what was found on one page"))
    verify.set_defaults(run=run_verify)


def run_export(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        advice = named(workspace, arguments.advice, "advice")
        path = flow.export_letter(workspace, advice, Path(arguments.file).resolve(), public=arguments.public)
    data = path.read_bytes()
    result = {
        "file": str(path),
        "sha256": hashlib.sha256(data).hexdigest(),
        "pages": preview.page_count(data),
        "fields": [field.name for field in signing.fields(path)],
    }
    output.show(result, as_json=arguments.json)


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
        key=source_file(arguments.key),
        passphrase=key_passphrase(),
        timestamp_url=arguments.timestamp,
    )
    result = {"file": str(signed.file), "field": signed.field, "signer": signed.signer.subject}
    output.show(result, as_json=arguments.json)


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
            }
            for one in verdict.signatures
        ],
        "problems": list(verdict.problems),
        "changes": [one.text for one in verdict.changes],
    }


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
    return "\n".join(lines)
