"""A quick check that a file is fit to be kept and read by everyone, before anyone signs it.

Not a full validator: it looks at what this program promises (PDF/A-2a, PDF/UA-1) and what could break between
rendering and signing. The tests hold it against a full one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from wijkraad_app.kernel.i18n import N_, _

_SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
_IDENTIFIED = (b"<pdfaid:conformance>A</pdfaid:conformance>", b"<pdfuaid:part>1<")
_PART = b"<pdfaid:part>%d</pdfaid:part>"

_NOT_TAGGED = N_("The text has no structure for readers with a screen reader.")
_LOOSE = N_("Page {page} has text outside the structure.")
_FONT = N_("The typeface {font} is not inside the file.")


def problems(data: bytes) -> tuple[str, ...]:
    """What keeps a file from being signed, in plain sentences; empty when nothing does."""
    import pikepdf

    if not data.startswith(b"%PDF-") or not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        return (_("The file is not a whole PDF."),)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return tuple(found for check in _CHECKS for found in check(pdf))
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return (_("The file is not a whole PDF."),)


def _catalogue(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield _("The file is locked.")
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked", False):
        yield _(_NOT_TAGGED)
    if not str(root.get("/Lang", "")):
        yield _("The language is missing.")
    if "/OutputIntents" not in root or not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield _("The description of colours or of the title is missing.")
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield _("The file would run a program when it is opened.")


def _metadata(pdf: Any) -> Iterator[str]:
    text = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    part = _PART % (3 if "/AF" in pdf.Root else 2)
    if not all(word in text for word in (part, *_IDENTIFIED)) or b"<dc:title>" not in text:
        yield _("The description of the file is missing or was changed.")


def _attachments(pdf: Any) -> Iterator[str]:
    """Files inside say what they are to the document, and each is named in its list (ISO 19005-3, 6.8)."""
    from pikepdf import NameTree

    tree = pdf.Root.get("/Names", {}).get("/EmbeddedFiles")
    inside = list(NameTree(tree).values()) if tree is not None else []
    listed = {spec.objgen for spec in pdf.Root.get("/AF", [])}
    if {spec.objgen for spec in inside} != listed or not all("/AFRelationship" in spec for spec in inside):
        yield _("A file inside the letter isn't described.")


def _pages(pdf: Any) -> Iterator[str]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    parents = dict(_numbers(tree.ParentTree))
    for number, page in enumerate(pdf.pages, 1):
        owners = parents.get(int(page.obj.get("/StructParents", -1)))
        mcids, loose = _content(page)
        if loose:
            yield _(_LOOSE).format(page=number)
        if owners is None or mcids != list(range(len(owners))):
            yield _("The structure of page {page} does not fit its text.").format(page=number)
        yield from _annotations(page, number, parents)


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    nums = tree.get("/Nums", [])
    for at in range(0, len(nums), 2):
        yield int(nums[at]), nums[at + 1]
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


def _content(page: Any) -> tuple[list[int], bool]:
    """The numbers of marked content on a page, sorted, and whether text stands outside of any."""
    import pikepdf

    mcids: list[int] = []
    depth, loose = 0, False
    steps: Any = pikepdf.parse_content_stream(page)
    for operands, operator in steps:
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
            if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                mcids.append(int(operands[1].MCID))
        elif name == "EMC":
            depth -= 1
        elif name in _SHOWS_TEXT and depth == 0:
            loose = True
    return sorted(mcids), loose or depth != 0


def _annotations(page: Any, number: int, parents: dict[int, Any]) -> Iterator[str]:
    notes = page.obj.get("/Annots", [])
    if len(notes) and page.obj.get("/Tabs") != "/S":
        yield _("The order of links and fields on page {page} is missing.").format(page=number)
    for note in notes:
        named = note.get("/TU") if note.Subtype == "/Widget" else note.get("/Contents")
        if not str(named or "") or int(note.get("/StructParent", -1)) not in parents:
            yield _("A link or field on page {page} has no description.").format(page=number)


def _fonts(pdf: Any) -> Iterator[str]:
    import pikepdf

    seen: set[str] = set()
    for item in _every_font(pdf):
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and item.get("/Subtype") != "/Type0":
            descriptor: Any = item.get("/FontDescriptor", {})
            name = str(item.get("/BaseFont", "?")).lstrip("/")
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            if not embedded and name not in seen:
                seen.add(name)
                yield _(_FONT).format(font=name)


def _every_font(pdf: Any) -> Iterator[Any]:
    """Also those that stand inside the resources of a page or of the picture of a signature."""
    import pikepdf

    for item in pdf.objects:
        yield item
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            fonts = item.get("/Resources", item).get("/Font", None)
            if isinstance(fonts, pikepdf.Dictionary):
                yield from (font for _name, font in fonts.items())


def _figures(pdf: Any) -> Iterator[str]:
    import pikepdf

    for item in pdf.objects:
        is_figure = isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        if is_figure and item.get("/Type") == "/StructElem" and not str(item.get("/Alt", "")):
            yield _("A picture has no description in words.")
            return


def _tables(pdf: Any) -> Iterator[str]:
    import pikepdf

    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Table" and "/P" in item:
            widths = {len(_listed(row)) for row in _listed(item) if row.get("/S") == "/TR"}
            if len(widths) > 1:
                yield _("A table has rows of different lengths.")
                return


def _listed(elem: Any) -> list[Any]:
    import pikepdf

    kids = elem.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


_CHECKS: tuple[Callable[[Any], Iterator[str]], ...] = (
    _catalogue,
    _metadata,
    _attachments,
    _pages,
    _fonts,
    _figures,
    _tables,
)
