"""A pack: an agenda and its annexes as one file, with bookmarks, page numbers over the whole and links both ways.

The agenda's pages stay as `render` drew them. The whole isn't PDF/A, since annexes come from elsewhere, and doesn't
claim it. From foreign pages only what can be seen is taken along: no scripts, no attachments, no metadata.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import fonts
from .files import LARGEST

Rect = tuple[float, float, float, float]

_LINK = "https://bijlage.invalid/"
_WIDE, _HIGH, _EDGE, _SIZE = 84.0, 12.0, 8.0, 7.0
"""Of the page number, in points: small, and close to the edge, where foreign pages seldom have anything."""
_DEEPEST, _MOST_MARKS = 6, 2000
"""Of a foreign file's own bookmarks."""


def link_to(number: int) -> str:
    """What the agenda links to for annex ``number`` (from 0); `assemble` points it at that annex's first page."""
    return f"{_LINK}{number}"


@dataclass(frozen=True, slots=True)
class Annexed:
    """An annex: ``read`` gives its PDF, or raises `UserError` with why it isn't there in one sentence."""

    title: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An agenda item with its annexes, as they are called in the bookmarks."""

    title: str
    annexes: tuple[Annexed, ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """The file, its pages, and for each annex that isn't in it one sentence."""

    data: bytes
    pages: int
    missing: tuple[str, ...] = ()


Slip = Callable[[str, str], bytes]
"""Title and reason as a page of PDF, in the place of an annex."""
Step = Callable[[int, int], None]
"""Gets how many annexes are in, of how many; may raise to stop."""


def numbered(page: int, pages: int) -> str:
    """ "12 of 48": pages count from 1, over the whole pack."""
    return _("{page} of {pages}").format(page=page, pages=pages)


def assemble(
    agenda: bytes, chapters: Sequence[Chapter], title: str, slip: Slip, *, step: Step = lambda _n, _of: None
) -> Packed:
    """One file in the order of ``chapters``.

    What can't be read, is encrypted or goes beyond `LARGEST` bytes in all gets a page that says so.
    """
    import pikepdf

    with ExitStack() as sources, pikepdf.open(BytesIO(agenda)) as pdf:
        made = _Pack(pdf, slip, sources)
        total, number = sum(len(one.annexes) for one in chapters), 0
        for chapter in chapters:
            marks = []
            for annex in chapter.annexes:
                step(number, total)
                marks.append(made.add(annex))
                number += 1
            made.marks.append((chapter.title, marks))
        step(total, total)
        made.finish(title)
        out = BytesIO()
        pdf.save(out, compress_streams=True, deterministic_id=True)
        return Packed(out.getvalue(), len(pdf.pages), tuple(made.missing))


@dataclass(slots=True)
class _Mark:
    title: str
    page: int
    below: list[_Mark] = field(default_factory=list)


class _Pack:
    """The file while it grows."""

    def __init__(self, pdf: Any, slip: Slip, sources: ExitStack) -> None:
        self.pdf, self.slip, self.sources = pdf, slip, sources
        self.own = len(pdf.pages)
        self.size = 0
        self.starts: list[_Mark] = []
        self.marks: list[tuple[str, list[_Mark]]] = []
        self.missing: list[str] = []

    # --- annexes ---------------------------------------------------------------------
    def add(self, annex: Annexed) -> _Mark:
        """Put it behind the rest."""
        try:
            source, below = self._readable(annex)
        except UserError as error:
            self.missing.append(f"{annex.title}: {error}")
            source, below = self._opened(self.slip(annex.title, str(error))), []
        mark = _Mark(annex.title, len(self.pdf.pages), below)
        self.pdf.pages.extend(source.pages)
        self.starts.append(mark)
        return mark

    def _readable(self, annex: Annexed) -> tuple[Any, list[_Mark]]:
        import pikepdf

        data = annex.read()
        if self.size + len(data) > LARGEST:
            raise UserError(_("It would make the pack too large. Send it apart."), code="pack_too_large")
        try:
            source = self._opened(data)
            below = _bookmarks(source, len(self.pdf.pages))
            for page in source.pages:
                _only_what_is_seen(page)
                _box(page)
        except pikepdf.PasswordError as error:
            raise UserError(_("It is locked with a password. Add a copy without one."), code="annex_locked") from error
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
            raise UserError(_("It is damaged and can't be read. Add it again."), code="annex_damaged") from error
        self.size += len(data)
        return source, below

    def _opened(self, data: bytes) -> Any:
        import pikepdf

        source = self.sources.enter_context(pikepdf.open(BytesIO(data)))
        if not len(source.pages):
            raise ValueError("no pages")
        source.flatten_annotations()
        return source

    # --- the whole -------------------------------------------------------------------
    def finish(self, title: str) -> None:
        """Links, numbers, bookmarks and description."""
        back = self._point_links()
        self._number(back)
        self._outline()
        for name in ("/Metadata", "/OutputIntents", "/Names", "/AF"):
            if name in self.pdf.Root:
                del self.pdf.Root[name]
        self.pdf.docinfo["/Title"] = title

    def _point_links(self) -> dict[int, int]:
        """From the agenda to each annex; gives the agenda's page that each annex's first page goes back to."""
        back: dict[int, int] = {}
        for place, page in enumerate(self.pdf.pages[: self.own]):
            for link in page.get("/Annots", ()):
                if (uri := str(link.get("/A", {}).get("/URI", ""))).startswith(_LINK):
                    mark = self.starts[int(uri.removeprefix(_LINK))]
                    link.A = self._to(mark.page)
                    link.Contents = mark.title
                    back.setdefault(mark.page, place)
        return back

    def _to(self, page: int) -> Any:
        from pikepdf import Array, Dictionary, Name

        return Dictionary(S=Name.GoTo, D=Array([self.pdf.pages[page].obj, Name.Fit]))

    def _number(self, back: dict[int, int]) -> None:
        import pikepdf

        total = len(self.pdf.pages)
        labels = self.sources.enter_context(pikepdf.open(BytesIO(_labels(total))))
        current = 0
        starts = {mark.page for mark in self.starts}
        for place, page in enumerate(self.pdf.pages):
            rect = _corner(page)
            page.add_overlay(labels.pages[place], pikepdf.Rectangle(*rect))
            if place in starts:
                current = back.get(place, 0)
                self._link_back(page, rect, current)

    def _link_back(self, page: Any, rect: Rect, to: int) -> None:
        from pikepdf import Array, Dictionary, Name

        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(rect), Border=Array([0, 0, 0]), F=4,
                          A=self._to(to), Contents=_("Back to the agenda"))  # fmt: skip
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(self.pdf.make_indirect(link))

    def _outline(self) -> None:
        from pikepdf import OutlineItem

        def item(mark: _Mark) -> Any:
            made = OutlineItem(mark.title, mark.page)
            made.children.extend(item(one) for one in mark.below)
            return made

        with self.pdf.open_outline() as outline:
            outline.root.clear()
            outline.root.append(OutlineItem(_("Agenda"), 0))
            for title, marks in self.marks:
                chapter = OutlineItem(title, marks[0].page if marks else 0)
                chapter.children.extend(item(mark) for mark in marks)
                outline.root.append(chapter)


def _only_what_is_seen(page: Any) -> None:
    """No actions, and of notes only links to addresses: what else there was to see is part of the page by now."""
    from pikepdf import Array

    for name in ("/AA", "/StructParents", "/Metadata", "/PieceInfo", "/AF", "/B"):
        if name in page:
            del page[name]
    kept = []
    for link in page.get("/Annots", ()):
        if str(link.get("/Subtype", "")) == "/Link" and _is_address(link.get("/A")):
            for name in ("/StructParent", "/AA", "/PA", "/Parent", "/P"):
                if name in link:
                    del link[name]
            if "/Next" in link.A:
                del link.A["/Next"]
            kept.append(link)
    if "/Annots" in page:
        page.Annots = Array(kept)


def _is_address(action: Any) -> bool:
    if action is None or str(action.get("/S", "")) != "/URI":
        return False
    return str(action.get("/URI", "")).startswith(("https://", "http://", "mailto:"))


def _bookmarks(source: Any, before: int) -> list[_Mark]:
    """The file's own, pointing at pages of the pack; those that point nowhere are left out."""
    places = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    left = iter(range(_MOST_MARKS))

    def marks(items: Sequence[Any], depth: int) -> Iterator[_Mark]:
        for one in items:
            page = _target(one, places)
            if page is not None and next(left, None) is not None:
                below = list(marks(one.children, depth + 1)) if depth < _DEEPEST else []
                yield _Mark(one.title, before + page, below)

    try:
        with source.open_outline() as outline:
            return list(marks(list(outline.root), 0))
    except Exception:  # a wrong outline is no reason to refuse the pages
        return []


def _target(item: Any, places: dict[tuple[int, int], int]) -> int | None:
    from pikepdf import Array

    found = item.destination
    if found is None and item.action is not None:
        found = item.action.get("/D")
    return places.get(found[0].objgen) if isinstance(found, Array) and len(found) else None


def _box(page: Any) -> Rect:
    """What is seen of the page, left, bottom, right, top."""
    x1, y1, x2, y2 = (float(one) for one in page.cropbox)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _corner(page: Any) -> Rect:
    """Bottom right as it is looked at, also of a turned page."""
    left, bottom, right, top = _box(page)
    along, up = _EDGE + _WIDE, _EDGE + _HIGH
    match int(page.get("/Rotate", 0)) % 360:
        case 90:
            return right - up, top - along, right - _EDGE, top - _EDGE
        case 180:
            return left + _EDGE, top - up, left + along, top - _EDGE
        case 270:
            return left + _EDGE, bottom + _EDGE, left + up, bottom + along
    return right - along, bottom + _EDGE, right - _EDGE, bottom + up


def _labels(total: int) -> bytes:
    """A small page a number, to lay over the pack's pages: on white, so that it can be read on anything."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(_WIDE, _HIGH), invariant=True)
    for page in range(1, total + 1):
        text = numbered(page, total)
        wide = fonts.width(text, fonts.REGULAR, _SIZE) + 6
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(_WIDE - wide, 0, wide, _HIGH, stroke=0, fill=1)
        canvas.setFillColorRGB(0.25, 0.25, 0.25)
        canvas.setFont(fonts.REGULAR, _SIZE)
        canvas.drawRightString(_WIDE - 3, 3.5, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
