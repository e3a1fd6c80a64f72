"""The example's advice: written with sources, put on an agenda, sent, answered or withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.rules.payloads import FigureSpec, SignalsSpec
from wijkraad_app.features.advice.service import Inserted
from wijkraad_app.features.letters import documents, flow
from wijkraad_app.features.letters import queries as letter_queries
from wijkraad_app.features.letters import service as letters
from wijkraad_app.features.meetings.queries import voting_people
from wijkraad_app.features.meetings.rules.registers import Said
from wijkraad_app.features.meetings.service import add_mail_decision
from wijkraad_app.features.surveys import queries as surveys
from wijkraad_app.features.surveys.queries.rows import QuestionRow
from wijkraad_app.kernel.workspace import Workspace

from .files import Story, Values

if TYPE_CHECKING:
    from .builder import Known

SECTIONS = ("occasion", "findings", "considerations")


def events(workspace: Workspace, story: Story, known: Known) -> Iterator[tuple[datetime, Callable[[], Any]]]:
    """What happens with each advice outside meetings, with its local time."""
    from .builder import moment

    for given in story.advice:
        yield moment(given["begun"], 14), partial(_write, workspace, given, known)
        yield from _later(workspace, given, known, moment)
    for meeting in story.meetings:
        for number, item in enumerate(meeting["item"]):
            if "advice" in item:
                at = moment(meeting["day"] - timedelta(days=9), 15)
                yield at, partial(_put_on_agenda, workspace, item["advice"], meeting["day"], number, known)


def _later(
    workspace: Workspace, given: Values, known: Known, moment: Callable[[date, int], datetime]
) -> Iterator[tuple[datetime, Callable[[], Any]]]:
    key = given["key"]

    def verb(function: Callable[..., Any], **fields: Any) -> Callable[[], Any]:
        return lambda: workspace.do(function, advice=known.advice[key], **fields)

    if "by_mail" in given:
        yield moment(given["by_mail"], 16), lambda: _adopt_by_mail(workspace, given, known)
    signed = given.get("paper") or given.get("sent")
    if signed:
        yield moment(signed, 15), lambda: _sign_on_paper(workspace, known.advice[key], signed)
    if "sent" in given:
        yield moment(given["sent"], 16), lambda: _send(workspace, known.advice[key], given["sent"])
    if "answered" in given:
        yield moment(given["answered"], 16), verb(service.register_answer, day=given["answered"])
    for promise in given.get("promise", ()):
        yield moment(given["answered"], 17), partial(_promise, workspace, known.advice, key, promise)
        if "kept" in promise:
            yield moment(promise["kept"], 11), partial(_keep, workspace, promise)
    if "withdrawn" in given:
        yield moment(date(2026, 4, 14), 22), verb(service.withdraw, reason=given["withdrawn"])


def _adopt_by_mail(workspace: Workspace, given: Values, known: Known) -> None:
    """Every member with a vote agreed."""
    day, advice = given["by_mail"], known.advice[given["key"]]
    said = Said(tuple(one.id for one in workspace.read(voting_people, day)))
    text = f"De wijkraad stelt het advies {given['title']} vast."
    decision = workspace.do(add_mail_decision, text=text, day=day, said=said)
    workspace.do(service.adopt, advice=advice, decision=decision, by_mail=True, day=day)


def _promise(workspace: Workspace, advice: Mapping[str, UUID], key: str, given: Values) -> None:
    rows = workspace.read(queries.recommendation_choices, advice[key])
    recommendation = next(id for id, number, _text in rows if number == given["recommendation"])
    fields = {name: given[name] for name in ("text", "made_by", "page", "due")}
    workspace.do(service.add_promise, advice=advice[key], recommendation=recommendation, **fields)


def _keep(workspace: Workspace, given: Values) -> None:
    (promise,) = workspace.read(queries.promise_ids, query=given["text"])
    workspace.do(service.keep_promise, id=promise, on=given["kept"])


def _sign_on_paper(workspace: Workspace, advice: UUID, day: date) -> None:
    letter = flow.make_letter(workspace, advice, day)
    scan = documents.letter_pdf(workspace.read(letter_queries.adopted_input, advice, day), paper=True)
    workspace.do(letters.register_paper, letter=letter, scan=scan)


def _send(workspace: Workspace, advice: UUID, day: date) -> None:
    row = workspace.read(letter_queries.letter_of, advice)
    assert row is not None
    workspace.do(letters.register_sent, letter=row.id, day=day)


def _write(workspace: Workspace, given: Values, known: Known) -> None:
    names = ("title", "kind", "request_day", "request_reference")
    advice = workspace.do(service.add_advice, **{name: given[name] for name in names if name in given})
    known.advice[given["key"]] = advice
    sentences = {}
    for one in given.get("source", ()):
        made = _insert(workspace, advice, one, known)
        sentences[one["key"]] = f"{made.sentence} [[bron:{made.ref}]]"
    for name in SECTIONS:
        text = given[name].format(**sentences)
        if text:
            workspace.do(service.update_section, id=advice, section=name, text=text)
    for text in given["recommendations"]:
        workspace.do(service.add_recommendation, advice=advice, text=text.format(**sentences))


def _insert(workspace: Workspace, advice: UUID, source: Values, known: Known) -> Inserted:
    match source["kind"]:
        case "question":
            figure = _figure(workspace, source, known.surveys[source["survey"]])
            return workspace.do(service.insert_evidence, advice=advice, kind="question", figure=figure)
        case "quote":
            quote = known.quotes[source["conversation"], source["words"]]
            return workspace.do(service.insert_evidence, advice=advice, kind="quote", source=quote, shown=True)
        case _:
            theme = known.themes[source["theme"]].hex
            spec = SignalsSpec(first_day=source["first"], last_day=source["last"], theme=theme)
            return workspace.do(service.insert_evidence, advice=advice, kind="signals", signals=spec)


def _figure(workspace: Workspace, source: Values, survey: UUID) -> FigureSpec:
    questions = {row.number: row for row in workspace.read(surveys.survey, survey).questions}
    asked, asked_before = questions[source["question"]], questions.get(source.get("filter_question", 0))
    return FigureSpec(
        question=asked.id.hex,
        answers=_ids(asked, source["answers"]),
        filter_question=asked_before.id.hex if asked_before else "",
        filter_answers=_ids(asked_before, source["filter_answers"]) if asked_before else (),
        who=source["who"],
        claim=source["claim"],
    )


def _ids(question: QuestionRow, labels: Sequence[str]) -> tuple[str, ...]:
    options = {option.label: option.id.hex for option in question.options}
    return tuple(options[label] for label in labels)


def _put_on_agenda(workspace: Workspace, key: str, day: date, number: int, known: Known) -> None:
    workspace.do(
        service.put_on_agenda, advice=known.advice[key], meeting=known.meetings[day], item=known.items[day, number]
    )
