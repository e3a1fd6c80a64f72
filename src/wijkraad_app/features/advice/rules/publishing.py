"""What of an advice everyone may read: residents by their role, nobody's contact data.

A resident may have agreed to be named towards the college; what is published stays on the web, so there the role is
enough. Contact data are found by their shape, which is never complete: a reader still looks before it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wijkraad_app.features.conversations.rules.consent import BY_NAME
from wijkraad_app.features.signals.rules.privacy import found_contact
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _

from .payloads import Payload, QuotePrint, SignalText
from .snapshot import Content, Source

_PERSONAL = ("mailto:", "tel:")


def published(content: Content) -> Content:
    """The same version without names of residents and without contact data, in the language in force."""
    roles = dict(pair for one in content.sources for pair in _roles(one.payload))

    def change(text: str) -> str:
        return _without_contact(_by_role(text, roles))

    return replace(
        content,
        title=change(content.title),
        occasion=_in_spans(content.occasion, change),
        findings=_in_spans(content.findings, change),
        considerations=_in_spans(content.considerations, change),
        recommendations=tuple(_in_spans(one, change) for one in content.recommendations),
        sources=tuple(_source(one, change) for one in content.sources),
    )


def _roles(payload: Payload) -> tuple[tuple[str, str], ...]:
    """What a speaker who agreed to be named is called instead: "Jan Pot, vader" and "Jan Pot" become "vader"."""
    if not isinstance(payload, QuotePrint) or payload.consent != BY_NAME or not payload.speaker:
        return ()
    name, _comma, role = payload.speaker.partition(", ")
    role = role or _("resident")
    return (payload.speaker, role), (name, role)


def _by_role(text: str, roles: dict[str, str]) -> str:
    for name in sorted(roles, key=len, reverse=True):
        text = text.replace(name, roles[name])
    return text


def _without_contact(text: str) -> str:
    mark = _("[left out: contact details]")
    while found := found_contact(text):  # what is left beside a piece may be found only then
        for one in reversed(found):
            text = text[: one.start] + mark + text[one.end :]
    return text


def _source(source: Source, change: Callable[[str], str]) -> Source:
    payload = source.payload
    if isinstance(payload, QuotePrint):
        payload = replace(
            payload,
            words=change(payload.words),
            speaker=change(payload.speaker),
            conversation=change(payload.conversation),
            place=change(payload.place),
        )
    elif isinstance(payload, SignalText):
        payload = replace(payload, title=change(payload.title))
    return replace(source, sentence=change(source.sentence), payload=payload)


def _in_spans(markdown: str, change: Callable[[str], str]) -> str:
    return rich.serialise(rich.normal(tuple(_block(block, change) for block in rich.parse(markdown))))


def _block(block: rich.Block, change: Callable[[str], str]) -> rich.Block:
    if isinstance(block, rich.Line):
        return replace(block, spans=_spans(block.spans, change))
    return rich.Table(tuple(tuple(_spans(cell, change) for cell in row) for row in block.rows))


def _spans(spans: tuple[rich.Span, ...], change: Callable[[str], str]) -> tuple[rich.Span, ...]:
    return tuple(
        replace(span, text=change(span.text), href="" if span.href.startswith(_PERSONAL) else span.href)
        for span in spans
    )
