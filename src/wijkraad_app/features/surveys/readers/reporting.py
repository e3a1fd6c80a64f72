"""What was guessed, left out or looks damaged, told in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from wijkraad_app.features.surveys.rules.kinds import KIND_WORDS, Kind
from wijkraad_app.kernel.i18n import _, ngettext

from .grouping import Draft
from .routing import Skipped
from .splitting import guess_splitter
from .survey_file import ImportChoices, Notices, ReadQuestion
from .values import looks_like_day, turned_into_date


def listed(names: Sequence[str]) -> str:
    """The first twelve names."""
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")


def report_routing(skipped: Sequence[Skipped], notices: Notices) -> None:
    """Who was led past which questions, by which answer."""
    paths: dict[tuple[int, int], list[int]] = {}
    for step in skipped:
        paths.setdefault((step.fork, step.count), []).append(step.target + 1)
    for (fork, count), targets in paths.items():
        text = ngettext(
            "{count} people were not asked question {targets}, because of their answer to question {fork}.",
            "{count} people were not asked questions {targets}, because of their answer to question {fork}.",
            len(targets),
        )
        notices.add("not_asked", text.format(count=count, targets=_ranges(targets), fork=fork + 1))


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as "1–3, 7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in parts)


def report_damage(draft: Draft, question: ReadQuestion, notices: Notices) -> None:
    """Answers that a spreadsheet may have turned into dates."""
    if question.kind is Kind.DATE:
        return
    for column in draft.columns:
        turned = [value for value in column.distinct if turned_into_date(value)]
        if question.kind.coded or question.kind is Kind.NUMBER:
            turned += [value for value in column.distinct if looks_like_day(value)]
        if turned:
            text = _("“{question}”: “{value}” may be an answer that a spreadsheet turned into a date.")
            notices.add("turned_into_date", text.format(question=question.text, value=turned[0]))


def report_split(draft: Draft, question: ReadQuestion, format: str, notices: Notices) -> None:
    """Cells that were split at commas, where an option may hold one."""
    splitter = None if draft.ticks else guess_splitter(draft.columns[0], format)
    if splitter is not None and splitter.separator == ", ":
        text = _(
            "“{question}”: answers are split at commas into {count} options. Check whether an option holds a comma."
        )
        notices.add("split_at_commas", text.format(question=question.text, count=len(question.options)))


def report_kinds(
    questions: Sequence[ReadQuestion], drafts: Sequence[Draft], choices: ImportChoices, notices: Notices
) -> None:
    """Which questions were guessed to be of which kind; what the user chose isn't told again."""
    for kind in Kind:
        numbers = [
            number
            for number, (question, draft) in enumerate(zip(questions, drafts, strict=True), start=1)
            if question.kind is kind and draft.position not in choices.kinds
        ]
        if numbers:
            text = ngettext(
                "Guessed as “{kind}”: question {numbers}.", "Guessed as “{kind}”: questions {numbers}.", len(numbers)
            )
            notices.add("guessed_kind", text.format(kind=_(KIND_WORDS[kind]), numbers=_ranges(numbers)))


def report_missing(questions: Sequence[ReadQuestion], notices: Notices) -> None:
    """Options that count as no answer."""
    labels = {option.label for question in questions for option in question.options if option.missing}
    for label in sorted(labels):
        notices.add("missing_option", _("“{option}” is counted apart, not as an answer.").format(option=label))
