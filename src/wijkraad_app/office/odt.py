"""Parts as OpenDocument text 1.3 (ISO/IEC 26300)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import odt_styles
from .odt_styles import NAMESPACES, style_name
from .parts import Flat, Grid, Image, Item, Items, NewPage, Para, Part, Run, Runs, Style
from .xml import HEAD, attribute, content, zipped

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


def write(flat: Flat) -> bytes:
    """The whole file."""
    body = _Body(flat)
    parts = "".join(body.part(part) for part in flat.parts)
    automatic = odt_styles.CELL + "".join(body.automatic.values())
    document = (
        f"{HEAD}<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{parts}</office:text></office:body></office:document-content>"
    )
    files: dict[str, str | bytes] = {
        "content.xml": document,
        "styles.xml": odt_styles.styles(flat, sorted(body.signs)),
        "meta.xml": odt_styles.meta(flat),
        **body.pictures,
    }
    return zipped({**files, "META-INF/manifest.xml": _manifest(files)}, ("mimetype", MEDIA_TYPE))


def _manifest(files: dict[str, str | bytes]) -> str:
    kinds = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kinds[name.rsplit(".")[-1]]}"/>'
        for name in files
    )
    return (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
        f'manifest:media-type="{MEDIA_TYPE}"/>{entries}</manifest:manifest>'
    )


@dataclass(slots=True)
class _Body:
    """Writes the parts and keeps what they need elsewhere: automatic styles, pictures, signs of lists."""

    flat: Flat
    automatic: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str | bytes] = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)
    tables: int = 0
    begun: bool = False
    new_page: bool = False

    def part(self, part: Part) -> str:
        match part:
            case Para():
                return self._para(part)
            case Items():
                return self._turned() + self._items(part)
            case Grid():
                return self._turned() + self._grid(part)
            case Image():
                return self._image(part)
            case NewPage():
                self.new_page = True
                return ""

    def _turned(self) -> str:
        """An empty paragraph to turn the page before what can't do that itself."""
        return self._para(Para("small", ())) if self.new_page or not self.begun else ""

    # --- paragraphs --------------------------------------------------------------------
    def _para(self, part: Para) -> str:
        style = self._style(part)
        words = self.inline(part.runs)
        if part.style in odt_styles.HEADINGS:
            level = part.style[1]
            return f'<text:h text:style-name="{style}" text:outline-level="{level}">{words}</text:h>'
        return f'<text:p text:style-name="{style}">{words}</text:p>'

    def _style(self, part: Para) -> str:
        """The style, or an automatic one below it for what this paragraph has of its own."""
        own = []
        if part.keep:
            own.append('fo:keep-with-next="always"')
        if part.close:
            own.append('fo:margin-top="0cm"')
        tab = ""
        if part.hang:
            own.append(f'fo:margin-left="{part.indent + part.hang:.1f}mm" fo:text-indent="-{part.hang:.1f}mm"')
            tab = (
                f'<style:tab-stops><style:tab-stop style:position="{part.hang + part.indent:.1f}mm"/></style:tab-stops>'
            )
        if self.new_page:
            own.append('fo:break-before="page"')
            self.new_page = False
        first, self.begun = not self.begun and self.flat.letterhead, True
        base = style_name(part.style)
        if not own and not first:
            return base
        master = ' style:master-page-name="First"' if first else ""
        made = (
            f'style:family="paragraph" style:parent-style-name="{base}"{master}>'
            f"<style:paragraph-properties {' '.join(own)}>{tab}</style:paragraph-properties></style:style>"
        )
        if made not in self.automatic:
            self.automatic[made] = f'<style:style style:name="P{len(self.automatic) + 1}" {made}'
        return f"P{list(self.automatic).index(made) + 1}"

    def inline(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        if run.note:
            return self._note(run)
        words = text(run.text)
        if run.raised:
            return f'<text:span text:style-name="Raised">{words}</text:span>'
        style = {(True, False): "Strong", (False, True): "Emphasis", (True, True): "Strong_Emphasis"}.get(
            (run.bold, run.italic)
        )
        if style:
            words = f'<text:span text:style-name="{style}">{words}</text:span>'
        if run.href:
            words = (
                f'<text:a xlink:type="simple" xlink:href={attribute(run.href)} text:style-name="Link">{words}</text:a>'
            )
        return words

    def _note(self, run: Run) -> str:
        if run.again:
            return (
                f'<text:span text:style-name="Raised"><text:note-ref text:note-class="footnote" '
                f'text:ref-name="ftn{run.note}" text:reference-format="text">{run.note}</text:note-ref></text:span>'
            )
        gap, words = "<text:s/>", self.inline(self.flat.notes[run.note - 1])
        return (
            f'<text:note text:id="ftn{run.note}" text:note-class="footnote"><text:note-citation>{run.note}'
            f'</text:note-citation><text:note-body><text:p text:style-name="{style_name("note")}">{gap}{words}</text:p>'
            "</text:note-body></text:note>"
        )

    # --- lists -------------------------------------------------------------------------
    def _items(self, part: Items) -> str:
        style: Style = "item_quote" if part.quoted else "item"
        out: list[str] = []
        open_lists: list[str] = []

        def close(to: int) -> None:
            while len(open_lists) > to:
                out.append("</text:list-item></text:list>")
                open_lists.pop()

        for item in part.items:
            name = self._list_style(item)
            close(item.level + 1)
            if len(open_lists) == item.level + 1 and open_lists[-1] != name:
                close(item.level)
            if len(open_lists) == item.level + 1:
                out.append("</text:list-item><text:list-item>")
            else:
                out.append(f'<text:list text:style-name="{name}"><text:list-item>')
                open_lists.append(name)
            out.append(f'<text:p text:style-name="{style_name(style)}">{self.inline(item.runs)}</text:p>')
        close(0)
        return "".join(out)

    def _list_style(self, item: Item) -> str:
        if item.mark in ("", "1"):
            return "Numbered" if item.mark else "Bulleted"
        self.signs.add(item.mark)
        return odt_styles.sign_style(item.mark)

    # --- tables and pictures -----------------------------------------------------------
    def _grid(self, part: Grid) -> str:
        self.tables += 1
        name = f"Table{self.tables}"
        self._table_styles(part, name)
        columns = "".join(
            f'<table:table-column table:style-name="{name}.{at}"/>' for at in range(1, len(part.widths) + 1)
        )
        about = f"<table:title>{content(part.about)}</table:title>" if part.about else ""
        rows = "".join(self._row(part, row, index == len(part.rows) - 1) for index, row in enumerate(part.rows))
        head = "".join(
            self._cell(cell, "cell_head", align) for cell, align in zip(part.header, part.aligns, strict=True)
        )
        return (
            f'<table:table table:name="{name}" table:style-name="{name}">{about}{columns}'
            f"<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>{rows}"
            "</table:table>"
        )

    def _table_styles(self, part: Grid, name: str) -> None:
        width = f'style:width="{sum(part.widths):.1f}mm"'
        self.automatic[name] = (
            f'<style:style style:name="{name}" style:family="table"><style:table-properties {width} '
            'table:align="left" fo:margin-top="3mm" fo:margin-bottom="2mm"/></style:style>'
        )
        for at, width_of in enumerate(part.widths, 1):
            self.automatic[f"{name}.{at}"] = (
                f'<style:style style:name="{name}.{at}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width_of:.1f}mm"/></style:style>'
            )

    def _row(self, part: Grid, row: tuple[Runs, ...], last: bool) -> str:
        total = part.total and last
        cells = "".join(
            self._cell(cell, "cell_strong" if total or (part.row_headers and at == 0) else "cell", part.aligns[at])
            for at, cell in enumerate(row)
        )
        return f"<table:table-row>{cells}</table:table-row>"

    def _cell(self, runs: Runs, style: Style, align: str) -> str:
        name = style_name(style) + ("" if align == "left" else f"_{align}")
        return (
            f'<table:table-cell table:style-name="Cell" office:value-type="string"><text:p text:style-name="{name}">'
            f"{self.inline(runs)}</text:p></table:table-cell>"
        )

    def _image(self, part: Image) -> str:
        number = len(self.pictures) + 1
        name = f"Pictures/{number}.{'png' if part.media_type == 'image/png' else 'jpg'}"
        self.pictures[name] = part.data
        style = self._style(Para("body", ()))
        about = f"<svg:desc>{content(part.alt)}</svg:desc>" if part.alt else ""
        return (
            f'<text:p text:style-name="{style}"><draw:frame draw:name="Picture{number}" text:anchor-type="as-char" '
            f'svg:width="{part.width:.2f}mm" svg:height="{part.height:.2f}mm"><draw:image xlink:href="{name}" '
            f'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>{about}</draw:frame></text:p>'
        )


def text(words: str) -> str:
    """Text with its white as ODF keeps it: runs of spaces and those at an edge, tabs and line ends are elements."""
    made = re.sub(r"^ | $|(?<= ) |(?<=\n) | (?=\n)|(?<=\t) ", "\0", content(words))
    made = re.sub("\0+", lambda found: f'<text:s text:c="{len(found[0])}"/>', made)
    return made.replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
