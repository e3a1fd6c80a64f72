"""Verbs on surveys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any
from uuid import UUID

from wijkraad_app.features.search.queries import MIN_PREFIX
from wijkraad_app.features.surveys import queries, service
from wijkraad_app.features.surveys.queries.figures import QuestionTable
from wijkraad_app.features.surveys.readers import reading
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
    actions = survey.add_subparsers(dest="action", metavar="import|table", required=True)
    importing = actions.add_parser("import", parents=[common])
    importing.add_argument("file")
    importing.add_argument("--title", default="")
    importing.add_argument("--method", choices=[one.value for one in Method], default="unknown")
    importing.set_defaults(run=run_import)
    table = actions.add_parser("table", parents=[common])
    table.add_argument("id")
    table.add_argument("question", nargs="?", help=_("number or id of a question"))
    table.set_defaults(run=run_table)


def run_import(arguments: Namespace) -> None:
    path = source_file(arguments.file)
    data = read_file(path)
    file = reading.read(data, path.name)
    with opened(arguments, write=True) as workspace:
        made = workspace.do(
            service.import_survey,
            file=file,
            file_name=path.name,
            source=data,
            method=arguments.method,
            title=arguments.title,
        )
    result = {
        "survey": str(made.survey),
        "format": made.format,
        "questions": made.questions,
        "responses": made.responses,
        "skipped": made.skipped,
        "warnings": [notice.text for notice in made.warnings],
    }
    output.show(result, as_json=arguments.json)


def run_table(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        survey = named(workspace, arguments.id, "survey")
        chosen = _questions(workspace, survey, arguments.question)
        tables = [_shown(workspace.read(queries.question_table, question)) for question in chosen]
    output.show(tables[0] if arguments.question else tables, as_json=arguments.json, text=_text(tables))


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


def _text(tables: list[dict[str, Any]]) -> str:
    parts = []
    for table in tables:
        parts.append(f"{table['question']}  (n = {table['n']}, {_('without an answer:')} {table['missing']})")
        parts += [f"  {row['percent'] or 0:5.1f}%  {row['count'] or 0:6}  {row['label']}" for row in table["rows"]]
    return "\n".join(parts)
