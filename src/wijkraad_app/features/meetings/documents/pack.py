"""The pack of a meeting: its agenda with all annexes, for members, or what of it everyone may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from wijkraad_app.db import blobs
from wijkraad_app.kernel.contact_data import GAP
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, in_language, language
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.pack import Annexed, Chapter, Packed, Step, assemble

from ..queries import ItemRow, MeetingView
from ..queries.rows import AnnexRow
from ..rules import words
from ..rules.privacy import NAME, Privacy, places
from .agenda import agenda_document, document
from .paper import Paper, paper

Load = Callable[[str], bytes]
"""Gives the bytes of a file by its digest."""

_PICTURES = ("image/png", "image/jpeg")
_ITEM_TEXTS = ("title", "introducer", "purpose", "asked", "explanation")


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes in: the meeting as it is then shown, and a line for all that stays out of it or has no file yet."""

    view: MeetingView
    public: bool
    left_out: tuple[str, ...] = ()
    without_file: tuple[str, ...] = ()

    @property
    def annexes(self) -> tuple[AnnexRow, ...]:
        return tuple(annex for item in self.view.items for annex in item.annexes)


def pack_contents(view: MeetingView, *, public: bool) -> Contents:
    """For the public without closed items (all of them at a closed meeting), what stands below them, annexes that
    aren't public, and without telephone numbers, addresses and the like in the agenda's own words. What stands inside
    annexes isn't looked through."""
    made, left_out = _public(view) if public else (view, ())
    names = tuple(annex.title for item in made.items for annex in item.annexes if not annex.file)
    return Contents(made, public, left_out, names)


def _public(view: MeetingView) -> tuple[MeetingView, tuple[str, ...]]:
    closed: set[object] = set()
    said: list[str] = []
    items: list[ItemRow] = []
    for item in view.items:
        if not (view.public and item.public) or item.parent in closed:
            closed.add(item.id)
            said.append(_("Closed item: {title}").format(title=_numbered(item)))
            said += [_("Annex of a closed item: {title}").format(title=one.title) for one in item.annexes]
            continue
        said += [
            _("Annex that isn't public: {title}").format(title=one.title) for one in item.annexes if not one.public
        ]
        values: dict[str, Any] = {name: _without_contact(getattr(item, name), said) for name in _ITEM_TEXTS}
        annexes = tuple(replace(one, title=_without_contact(one.title, said)) for one in item.annexes if one.public)
        items.append(replace(item, annexes=annexes, **values))
    introduction = _without_contact(view.introduction, said) if view.public else ""
    return replace(view, items=tuple(items), introduction=introduction), tuple(said)


def _without_contact(text: str, said: list[str]) -> str:
    for one in reversed(places(text, Privacy())):
        if one.sort != NAME:
            said.append(_("In the text: {words}").format(words=text[one.start : one.end]))
            text = text[: one.start] + GAP + text[one.end :]
    return text


def pack(contents: Contents, house: Paper, load: Load, *, step: Step = lambda _n, _of: None) -> Packed:
    """Draw the agenda and put the annexes behind it. ``step`` may raise to stop."""
    from wijkraad_app.pdf import render

    with in_language(house.language or language()):
        view = contents.view
        title = pack_title(contents)
        agenda = render.render(agenda_document(view, house, public=contents.public, pack=True))

        def page(name: str, *parts: blocks.Block) -> bytes:
            heading = (blocks.Heading(_("Annex: {title}").format(title=name)),)
            made = document(name, (*heading, *parts), house, view, public=contents.public)
            return render.render(replace(made, letterhead=False))

        def slip(name: str, reason: str) -> bytes:
            return page(name, blocks.Paragraph(_("This annex isn't in the pack.")), blocks.Paragraph(reason))

        def read(annex: AnnexRow) -> bytes:
            if not annex.file:
                raise UserError(_("There is no file of it yet."), code="annex_without_file")
            data = load(annex.file)
            if annex.media_type in _PICTURES or data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
                _check_picture(data)
                return page(annex.title, blocks.Picture(data, annex.title))
            if b"%PDF-" not in data[:1024] and annex.media_type != "application/pdf":
                said = _("“{file}” isn't a PDF or a picture. It is sent apart.").format(file=annex.file_name)
                raise UserError(said, code="annex_other_kind")
            return data

        chapters = [
            Chapter(_numbered(item), tuple(Annexed(one.title, partial(read, one)) for one in item.annexes))
            for item in view.items
        ]
        return assemble(agenda, chapters, title, slip, step=step)


def pack_of(
    workspace: Workspace, contents: Contents, *, large: bool = False, step: Step = lambda _n, _of: None
) -> Packed:
    """The pack on the council's paper, with each file read from the dossier when its turn comes."""
    house = replace(workspace.read(paper), large=large)
    return pack(contents, house, partial(workspace.read, blobs.load), step=step)


def pack_title(contents: Contents) -> str:
    """What the pack is called, in the language in force."""
    said = _("Public meeting pack {meeting}") if contents.public else _("Meeting pack {meeting}")
    return said.format(meeting=words.meeting_name(contents.view.title, contents.view.day))


def _check_picture(data: bytes) -> None:
    from wijkraad_app.pdf.pictures import upright

    upright(data, 64)


def _numbered(item: ItemRow) -> str:
    return f"{item.number}  {item.title}" if item.number else item.title
