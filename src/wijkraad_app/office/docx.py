"""Parts as Office Open XML (ISO/IEC 29500, transitional), as Word writes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import docx_parts
from .docx_parts import NAMESPACES, Package, style_id
from .parts import Flat, Grid, Image, Items, NewPage, Para, Part, Run, Runs, Style
from .xml import HEAD, attribute, content, zipped

_TWIPS = 1440 / 25.4
_EMU = 36000


def write(flat: Flat) -> bytes:
    """The whole file."""
    body = _Body(flat)
    parts = "".join(body.part(part) for part in flat.parts)
    notes = [body.inline(note) for note in flat.notes]
    document = f"{HEAD}<w:document {NAMESPACES}><w:body>{parts}{docx_parts.section(flat)}</w:body></w:document>"
    package = Package(document, notes, body.links, body.lists, body.pictures)
    return zipped(docx_parts.files(flat, package))


@dataclass(slots=True)
class _Body:
    """Writes the parts and keeps what they need elsewhere: addresses, lists, pictures."""

    flat: Flat
    links: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    new_page: bool = False

    def part(self, part: Part) -> str:
        match part:
            case Para():
                return self._para(part)
            case Items():
                return self._items(part)
            case Grid():
                return self._turned() + self._grid(part)
            case Image():
                return self._image(part)
            case NewPage():
                self.new_page = True
                return ""

    def _turned(self) -> str:
        """An empty paragraph to turn the page before what can't do that itself."""
        return self._para(Para("small", ())) if self.new_page else ""

    # --- paragraphs --------------------------------------------------------------------
    def _para(self, part: Para) -> str:
        return self._paragraph(part.style, self.inline(part.runs), self._own(part))

    def _own(self, part: Para) -> str:
        """What a paragraph has beside its style, in the order of the schema (CT_PPrBase)."""
        own = "<w:keepNext/>" if part.keep else ""
        own += self._break()
        if part.hang:
            own += f'<w:tabs><w:tab w:val="left" w:pos="{twips(part.indent + part.hang)}"/></w:tabs>'
        if part.close:
            own += '<w:spacing w:before="0"/>'
        if part.hang:
            own += f'<w:ind w:left="{twips(part.indent + part.hang)}" w:hanging="{twips(part.hang)}"/>'
        return own

    def _break(self) -> str:
        turned, self.new_page = self.new_page, False
        return "<w:pageBreakBefore/>" if turned else ""

    def _paragraph(self, style: Style, words: str, own: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{own}</w:pPr>{words}</w:p>'

    def inline(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        if run.note:
            return self._note(run)
        look = '<w:rStyle w:val="Hyperlink"/>' if run.href else ""
        look += "<w:b/><w:bCs/>" if run.bold else ""
        look += "<w:i/><w:iCs/>" if run.italic else ""
        look += '<w:vertAlign w:val="superscript"/>' if run.raised else ""
        made = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text(run.text)}</w:r>"
        if not run.href:
            return made
        self.links.append(run.href)
        return f'<w:hyperlink r:id="rIdL{len(self.links)}" w:history="1">{made}</w:hyperlink>'

    def _note(self, run: Run) -> str:
        look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        mark, number = f"_RefNote{run.note}", run.note
        if not run.again:
            return (
                f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/><w:r>{look}<w:footnoteReference w:id="{number}"/>'
                f'</w:r><w:bookmarkEnd w:id="{number}"/>'
            )
        return (
            f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}<w:instrText xml:space="preserve"> NOTEREF '
            f'{mark} \\h </w:instrText></w:r><w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
            f'<w:r>{look}<w:t>{number}</w:t></w:r><w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
        )

    # --- lists -------------------------------------------------------------------------
    def _items(self, part: Items) -> str:
        """Each list, and each nested one that begins anew, has a numbering of its own."""
        style: Style = "item_quote" if part.quoted else "item"
        out: list[str] = []
        running: list[tuple[str, int]] = []
        for item in part.items:
            running = running[: item.level + 1]
            if len(running) <= item.level or running[item.level][0] != item.mark:
                self.lists.append(item.mark)
                running = [*running[: item.level], (item.mark, len(self.lists))]
            number = f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{running[item.level][1]}"/></w:numPr>'
            out.append(self._paragraph(style, self.inline(item.runs), self._break() + number))
        return "".join(out)

    # --- tables and pictures -----------------------------------------------------------
    def _grid(self, part: Grid) -> str:
        columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in part.widths)
        first = int(part.row_headers)
        about = f"<w:tblCaption w:val={attribute(part.about)}/>" if part.about else ""
        head = self._row(part, part.header, ["cell_head"] * len(part.header), "<w:tblHeader/>")
        rows = []
        for index, row in enumerate(part.rows):
            total = part.total and index == len(part.rows) - 1
            looks: list[Style] = ["cell_strong" if total or (first and at == 0) else "cell" for at in range(len(row))]
            rows.append(self._row(part, row, looks))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableLines"/><w:tblW w:w="{twips(sum(part.widths))}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
            f'w:firstColumn="{first}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{about}'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{''.join(rows)}</w:tbl>{self._paragraph('small', '')}"
        )

    def _row(self, part: Grid, cells: tuple[Runs, ...], looks: list[Style], more: str = "") -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>'
            + self._paragraph(look, self.inline(cell), "" if align == "left" else f'<w:jc w:val="{align}"/>')
            + "</w:tc>"
            for cell, look, width, align in zip(cells, looks, part.widths, part.aligns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{made}</w:tr>"

    def _image(self, part: Image) -> str:
        self.pictures.append((part.media_type, part.data))
        number = len(self.pictures)
        size = f'cx="{round(part.width * _EMU)}" cy="{round(part.height * _EMU)}"'
        name = f'id="{number}" name="Picture {number}" descr={attribute(part.alt)}'
        drawing = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="rIdP{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        return self._paragraph("body", drawing, self._break())


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * _TWIPS)


def text(words: str) -> str:
    """Text with line ends and tabs as elements."""
    out = []
    for index, line in enumerate(words.split("\n")):
        out += ["<w:br/>"] if index else []
        for place, piece in enumerate(line.split("\t")):
            out += ["<w:tab/>"] if place else []
            out += [f'<w:t xml:space="preserve">{content(piece)}</w:t>'] if piece else []
    return "".join(out)
