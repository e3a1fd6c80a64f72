"""Verbs on surveys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any
from uuid import UUID

from wijkraad_app.features.search.queries import MIN_PREFIX
from wijkraad_app.features.surveys import flow, queries, service
from wijkraad_app.features.surveys.queries.figures import QuestionTable
from wijkraad_app.features.surveys.readers import margins, opening, reading
from wijkraad_app.features.surveys.rules.kinds import Method
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf.files import read_file

from . import output
from .session import named, opened, source_file


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    survey = verbs.add_parser("survey", parents=[common], help=_("import a survey or show its figures"))
    actions = survey.add_subparsers(dest="action", metavar="import|table|weight|report|form", required=True)
    importing = actions.add_parser("import", parents=[common])
    importing.add_argument("file")
    importing.add_argument("--title", default="")
    importing.add_argument("--method", choices=[one.value for one in Method], default="unknown")
    importing.set_defaults(run=run_import)
    table = actions.add_parser("table", parents=[common])
    table.add_argument("id")
    table.add_argument("question", nargs="?", help=_("number or id of a question"))
    table.add_argument("--by", metavar="QUESTION")
    table.add_argument("--weighted", action="store_true", help=_("with the known margins of the survey"))
    table.set_defaults(run=run_table)
    weight = actions.add_parser("weight", parents=[common], help=_("weight replies to known margins"))
    weight.add_argument("id")
    weight.add_argument("--margins", metavar="FILE.csv", required=True, help=_("question, answer, number or share"))
    weight.set_defaults(run=run_weight)
    report = actions.add_parser("report", parents=[common])
    report.add_argument("id")
    report.add_argument("file")
    report.set_defaults(run=run_report)
    form = actions.add_parser("form", parents=[common], help=_("the paper form"))
    form.add_argument("id")
    form.add_argument("file")
    form.set_defaults(run=run_form)


def run_import(arguments: Namespace) -> None:
    path = source_file(arguments.file)
    data = read_file(path)
    found = opening.opened(data, path.name)
    with opened(arguments, write=True) as workspace:
        if isinstance(found, opening.FilledSheet):
            result = _take_sheet(workspace, found, path.name)
        else:
            result = _take_export(workspace, data, path.name, arguments)
    output.show(result, as_json=arguments.json)


def _take_export(workspace: Workspace, data: bytes, name: str, arguments: Namespace) -> dict[str, Any]:
    made = workspace.do(
        service.import_survey,
        file=reading.read(data, name),
        file_name=name,
        source=data,
        method=arguments.method,
        title=arguments.title,
    )
    return {
        "survey": str(made.survey),
        "format": made.format,
        "questions": made.questions,
        "responses": made.responses,
        "skipped": made.skipped,
        "warnings": [notice.text for notice in made.warnings],
    }


def _take_sheet(workspace: Workspace, sheet: opening.FilledSheet, name: str) -> dict[str, Any]:
    """An entry sheet belongs to a survey that the dossier has; forms that are in already are skipped."""
    known = workspace.read(queries.sheet_questions, sheet.mark.survey)
    made = workspace.do(
        service.import_entry_sheet, survey=sheet.mark.survey, replies=sheet.filled(known), file_name=name
    )
    return {
        "survey": str(sheet.mark.survey),
        "format": "entry sheet",
        "questions": len(known.questions),
        "responses": made.added,
        "skipped": made.known,
        "warnings": [],
    }


def run_weight(arguments: Namespace) -> None:
    lines = margins.margins_of_file(read_file(source_file(arguments.margins)))
    with opened(arguments, write=True) as workspace:
        survey = named(workspace, arguments.id, "survey")
        done = workspace.do(service.set_weights, survey=survey, lines=lines)
    result = {
        "deff": round(done.deff, 4),
        "n_eff": round(done.n_eff, 1),
        "trimmed": done.trimmed,
        "warnings": list(done.warnings),
    }
    output.show(result, as_json=arguments.json)


def run_report(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        survey = named(workspace, arguments.id, "survey")
        made = flow.write_report(workspace, survey, Path(arguments.file).resolve())
    output.show({"file": str(made)}, as_json=arguments.json)


def run_form(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        survey = named(workspace, arguments.id, "survey")
        made = flow.write_form(workspace, survey, Path(arguments.file).resolve())
    output.show({"file": str(made)}, as_json=arguments.json)


def run_table(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        survey = named(workspace, arguments.id, "survey")
        chosen = _questions(workspace, survey, arguments.question)
        if arguments.by:
            by = _questions(workspace, survey, arguments.by)[0]
            crossed = [
                _crossed(workspace.read(queries.cross_table, question, by, weighted=arguments.weighted))
                for question in chosen
            ]
            output.show(crossed[0] if arguments.question else crossed, as_json=arguments.json)
            return
        tables = [
            _shown(workspace.read(queries.question_table, question, weighted=arguments.weighted)) for question in chosen
        ]
    text = _text(tables, _("weighted") if arguments.weighted else "")
    output.show(tables[0] if arguments.question else tables, as_json=arguments.json, text=text)


def _crossed(crossed: queries.CrossTable) -> dict[str, Any]:
    table = crossed.table
    return {
        "question": crossed.text,
        "by": crossed.by_text,
        "n": table.n,
        "base": table.base,
        "missing": table.missing.total,
        "groups": [{"label": group.label, "n": group.n} for group in table.groups],
        "rows": [
            {
                "label": row.label,
                "counts": [None if cell.suppressed else cell.count for cell in row.cells],
                "percents": [None if cell.suppressed else round(cell.share * 100, 1) for cell in row.cells],
            }
            for row in table.rows
        ],
    }


def _questions(workspace: Workspace, survey: UUID, wanted: str | None) -> list[UUID]:
    rows = workspace.read(queries.survey, survey).questions
    if wanted is None:
        return [row.id for row in rows]
    prefix = wanted.replace("-", "").lower()
    by_id = [row.id for row in rows if len(prefix) >= MIN_PREFIX and row.id.hex.startswith(prefix)]
    found = [row.id for row in rows if wanted == str(row.number)] or by_id
    if len(found) != 1:
        message = _("This survey has no question “{question}”. Give its number, 1 to {count}.")
        raise UserError(message.format(question=wanted, count=len(rows)), code="no_question")
    return found


def _shown(table: QuestionTable) -> dict[str, Any]:
    figures = table.figures
    return {
        "question": table.text,
        "n": table.n,
        "base": table.replies,
        "missing": table.missing.total,
        "rows": [
            {
                "label": row.label,
                "count": None if row.suppressed else row.count,
                "percent": None if row.suppressed else round(row.share * 100, 1),
                "low": None if row.low is None else round(row.low * 100, 1),
                "high": None if row.high is None else round(row.high * 100, 1),
                "suppressed": row.suppressed,
            }
            for row in (figures.rows if figures else ())
        ],
    }


def _text(tables: list[dict[str, Any]], how: str) -> str:
    parts = []
    for table in tables:
        basis = f"n = {table['n']}, {_('without an answer:')} {table['missing']}"
        parts.append(f"{table['question']}  ({basis}{', ' if how else ''}{how})")
        parts += [f"  {row['percent'] or 0:5.1f}%  {row['count'] or 0:6}  {row['label']}" for row in table["rows"]]
    return "\n".join(parts)
