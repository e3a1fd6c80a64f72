"""What takes time around the verbs of surveys: drawing the report and the paper form. Never on the window's thread."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf.files import write_whole
from wijkraad_app.pdf.render import render

from . import documents, queries


def write_report(
    workspace: Workspace,
    survey: UUID,
    target: Path,
    *,
    weighted: bool | None = None,
    made: datetime | None = None,
    job: Job | None = None,
) -> Path:
    """Write the report of a survey as PDF: every question with its figures, in the council's house style.

    ``weighted``: None where the survey has margins. `UserError` when weights are asked for and can't be made.
    """
    view = workspace.read(queries.survey, survey)
    if weighted is None:
        weighted = view.weighted
    tables = []
    for number, question in enumerate(view.questions):
        if job is not None:
            job.step(number, len(view.questions) + 1)
        tables.append(workspace.read(queries.question_table, question.id, weighted=weighted))
    statements = {}
    for group in workspace.read(queries.statement_groups, survey):
        if (found := workspace.read(queries.statements, group[-1], weighted=weighted)) is not None:
            statements[group[-1]] = found
    house, whose = workspace.read(council.house), workspace.read(council.council)
    example = whose is not None and whose.example
    weighting = workspace.read(queries.weighting, survey) if weighted else None
    document = documents.report(
        view,
        tables,
        made=made or clock.local_now(),
        house=house,
        weighting=weighting,
        statements=statements,
        example=example,
    )
    write_whole(target, render(document))
    return target.absolute()


def write_form(workspace: Workspace, survey: UUID, target: Path, *, made: datetime | None = None) -> Path:
    """Write the paper form of a survey as PDF, in the order of its entry sheet. `UserError` "no_questions"."""
    view = workspace.read(queries.survey, survey)
    house, whose = workspace.read(council.house), workspace.read(council.council)
    example = whose is not None and whose.example
    document = documents.form(view, made=made or clock.local_now(), house=house, example=example)
    write_whole(target, render(document))
    return target.absolute()
