"""A small ward with sources to cite, made through the ordinary services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.queries import AdviceView
from wijkraad_app.features.advice.rules.payloads import FigureSpec
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import queries as survey_queries
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.kernel.ids import EntityRef


@dataclass(frozen=True)
class World:
    """Ids of what there is to cite."""

    workspace: LocalWorkspace
    meeting: UUID
    question: UUID
    options: tuple[UUID, ...]
    conversation: UUID
    quote: UUID
    decision: UUID
    signal: UUID
    advice: UUID

    def do(self, verb: Any, **kwargs: Any) -> Any:
        return self.workspace.do(verb, **kwargs)

    @property
    def view(self) -> AdviceView:
        found = self.workspace.read(queries.advice, self.advice)
        assert found is not None
        return found

    def insert(self, kind: str = "decision", **kwargs: Any) -> Any:
        kwargs.setdefault("section", "findings")
        if kind == "question":
            kwargs.setdefault("figure", self.spec())
        elif hasattr(self, kind):
            kwargs.setdefault("source", getattr(self, kind))
        return self.do(service.insert_evidence, advice=self.advice, kind=kind, **kwargs)

    def spec(self, **kwargs: Any) -> FigureSpec:
        return FigureSpec(str(self.question), (str(self.options[0]), str(self.options[1])), **kwargs)

    def recommend(self, *texts: str) -> tuple[UUID, ...]:
        return tuple(self.do(service.add_recommendation, advice=self.advice, text=text) for text in texts)

    def seat(self, name: str, role: str) -> UUID:
        """A member with that role."""
        person: UUID = self.do(council.add_person, name=name, role=role)
        return person

    def ref(self) -> EntityRef:
        return EntityRef("advice", self.advice)


TOLD = "Een vader zei: Mijn dochter van negen steekt hier niet alleen over. Anderen knikten."
WORDS = "Mijn dochter van negen steekt hier niet alleen over."


def build(workspace: LocalWorkspace, *, agreed: bool = True) -> World:
    """A council, a meeting with a decision, counts, a conversation with a quote, a signal and a draft."""
    workspace.do(council.set_up_council, name="Wijkraad De Singels", preset="wijkraad")
    workspace.do(council.update_council, term_count=8, term_unit="weeks", term_agreed=agreed)
    meeting = workspace.do(meetings.add_meeting, title="Openbare vergadering", day=date(2026, 12, 1))
    decision = workspace.do(meetings.add_decision, text="De raad vraagt om een veilige oversteek", meeting=meeting)
    survey = workspace.do(surveys.add_survey, title="Verkeer en veiligheid", counts_only=True)
    question = workspace.do(
        surveys.add_counts,
        survey=survey,
        text="Hoe veilig vindt u de oversteek?",
        counts=[("Onveilig", 90), ("Heel onveilig", 61), ("Veilig", 97)],
    )
    (row,) = workspace.read(survey_queries.survey, survey).questions
    conversation = workspace.do(
        conversations.add_conversation,
        title="Gesprek op het plein",
        day=date(2026, 10, 14),
        neighbourhood="Noorderhof",
        text=TOLD,
        consent="by_role",
    )
    start = TOLD.index(WORDS)
    quote = workspace.do(
        conversations.mark_quote,
        conversation=conversation,
        start=start,
        end=start + len(WORDS),
        speaker_role="vader",
        speaker_name="Bram de Wit",
    )
    signal = workspace.do(signals.add_signal, title="Auto’s rijden te hard", received=date(2026, 11, 2))
    advice = workspace.do(service.add_advice, title="Veilig oversteken Molendijk")
    options = tuple(option.id for option in row.options)
    return World(workspace, meeting, question, options, conversation, quote, decision, signal, advice)
