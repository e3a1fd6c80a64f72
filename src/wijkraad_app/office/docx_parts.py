"""What a DOCX holds beside its text: styles, numbering, footnotes, header and footer, description, relations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .look import FONT, FORMATS, INK_QUIET, LEVELS, LINE, LOOKS, SIGNS, Look
from .parts import Flat, Style
from .xml import HEAD, attribute, content

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = {
    "w": _W,
    "r": _R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
_OWN = {"document": "document.main"}
_PARTS = ("styles", "numbering", "footnotes", "settings", "header", "footer")
_TWIPS = 1440 / 25.4
_IDS: dict[str, str] = {"Body Text": "BodyText", "Footnote": "FootnoteText"}
_NAMES: dict[str, str] = {"Footnote": "footnote text"}
"""What Word calls those of its own styles that are named otherwise here."""


@dataclass(frozen=True, slots=True)
class Package:
    """The text with what it refers to: footnotes as runs, addresses, the mark of each list, pictures."""

    document: str
    notes: Sequence[str]
    links: Sequence[str]
    lists: Sequence[str]
    pictures: Sequence[tuple[str, bytes]]


def style_id(style: Style) -> str:
    """The id of a style: "Heading1"."""
    name = LOOKS[style].name
    return _IDS.get(name, name.replace(" ", ""))


def files(flat: Flat, package: Package) -> dict[str, str | bytes]:
    """All files of the package by name, in order."""
    media = {f"word/media/{at}.{_ending(kind)}": data for at, (kind, data) in enumerate(package.pictures, 1)}
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            [("r1", f"{_R}/officeDocument", "word/document.xml"),
             ("r2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")]
        ),
        "docProps/core.xml": _core(flat),
        "word/document.xml": package.document,
        "word/_rels/document.xml.rels": _document_relations(package),
        "word/_rels/footnotes.xml.rels": _relations((), _links(package)),
        "word/styles.xml": _styles(flat),
        "word/numbering.xml": _numbering(package.lists, flat.scale),
        "word/footnotes.xml": _footnotes(package.notes),
        "word/settings.xml": _settings(flat),
        "word/header.xml": _header(flat),
        "word/footer.xml": _footer(flat),
        **media,
    }  # fmt: skip


def section(flat: Flat) -> str:
    """The page: A4, margins, header from page 2 where there is a letterhead, footer on all."""
    side = round(flat.side * _TWIPS)
    title = "<w:titlePg/>" if flat.letterhead else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId_header"/>'
        '<w:footerReference w:type="default" r:id="rId_footer"/><w:footerReference w:type="first" r:id="rId_footer"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="{side}" w:bottom="1247" w:left="{side}" '
        f'w:header="737" w:footer="624" w:gutter="0"/>{title}</w:sectPr>'
    )


def _ending(media_type: str) -> str:
    return "png" if media_type == "image/png" else "jpg"


def _types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{_OWN.get(part, part)}+xml"/>'
        for part in ("document", *_PARTS)
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpg" '
        f'ContentType="image/jpeg"/>{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(rows: Sequence[tuple[str, str, str]], links: Mapping[str, str] | None = None) -> str:
    own = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for id, kind, target in rows)
    outside = "".join(
        f'<Relationship Id="{id}" Type="{_R}/hyperlink" Target={attribute(uri)} TargetMode="External"/>'
        for id, uri in (links or {}).items()
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{own}{outside}</Relationships>'


def _document_relations(package: Package) -> str:
    rows = [(f"rId_{part}", f"{_R}/{part}", f"{part}.xml") for part in _PARTS]
    rows += [
        (f"rIdP{at}", f"{_R}/image", f"media/{at}.{_ending(kind)}")
        for at, (kind, _data) in enumerate(package.pictures, 1)
    ]
    return _relations(rows, _links(package))


def _links(package: Package) -> dict[str, str]:
    """Addresses by id; text and footnotes share them."""
    return {f"rIdL{at}": uri for at, uri in enumerate(package.links, 1)}


def _core(flat: Flat) -> str:
    day = flat.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{content(flat.title)}</dc:title>'
        f"<dc:subject>{content(flat.subject)}</dc:subject><dc:creator>{content(flat.author)}</dc:creator>"
        f"<dc:language>{flat.language}</dc:language>{stamps}</cp:coreProperties>"
    )


# --- styles ----------------------------------------------------------------------------
def _styles(flat: Flat) -> str:
    size = round(10.5 * flat.scale * 2)
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
        f'w:cs="{FONT}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{flat.language}"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    own = "".join(_style(style, look, flat) for style, look in LOOKS.items())
    quiet = INK_QUIET[1:]
    running = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name.lower()}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{round(flat.width * _TWIPS)}"/></w:tabs></w:pPr><w:rPr>'
        f'<w:color w:val="{quiet}"/><w:sz w:val="{round(17 * flat.scale)}"/></w:rPr></w:style>'
        for name in ("Header", "Footer")
    )
    letters = (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        f'<w:color w:val="{flat.accent[1:]}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE[1:]}"/>' for side in
                    ("top", "bottom", "insideH"))  # fmt: skip
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '</w:style><w:style w:type="table" w:styleId="TableLines"><w:name w:val="Table Lines"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>'
        '<w:top w:w="57" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return f'{HEAD}<w:styles xmlns:w="{_W}">{defaults}{normal}{own}{running}{letters}{table}</w:styles>'


def _style(style: Style, look: Look, flat: Flat) -> str:
    name = _NAMES.get(look.name, look.name.lower() if look.level else look.name)
    follows = '<w:next w:val="BodyText"/>' if look.level else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id(style)}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{follows}<w:qFormat/><w:pPr>{_spacing(look, flat.scale)}</w:pPr><w:rPr>{_letters(look, flat)}</w:rPr>"
        "</w:style>"
    )


def _spacing(look: Look, scale: float) -> str:
    """In the order of the schema."""
    made = "<w:keepNext/>" if look.keep else ""
    if look.bar:
        made += f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="{LINE[1:]}"/></w:pBdr>'
    if look.line:
        made += f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{LINE[1:]}"/></w:pBdr>'
    made += (
        f'<w:spacing w:before="{round(look.above * 20 * scale)}" w:after="{round(look.below * 20 * scale)}" '
        f'w:line="{round(240 * look.line_height)}" w:lineRule="auto"/>'
    )
    if look.indent:
        made += f'<w:ind w:left="{round(look.indent * _TWIPS)}"/>'
    return made + (f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "")


def _letters(look: Look, flat: Flat) -> str:
    made = "<w:b/><w:bCs/>" if look.bold else ""
    made += "<w:i/><w:iCs/>" if look.italic else ""
    if look.accent or look.quiet:
        made += f'<w:color w:val="{(flat.accent if look.accent else INK_QUIET)[1:]}"/>'
    size = round(look.size * 2 * flat.scale)
    return f'{made}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


# --- numbering, footnotes, furniture ---------------------------------------------------
def _numbering(lists: Sequence[str], scale: float) -> str:
    """A numbering for each list, so that each begins at 1; all of one kind share their looks."""
    kinds = sorted(set(lists))
    looks = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{_levels(kind, scale)}'
        "</w:abstractNum>"
        for at, kind in enumerate(kinds)
    )
    numbers = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{kinds.index(kind)}"/>{_anew()}</w:num>'
        for at, kind in enumerate(lists, 1)
    )
    return f'{HEAD}<w:numbering xmlns:w="{_W}">{looks}{numbers}</w:numbering>'


def _anew() -> str:
    return "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(LEVELS)
    )


def _levels(mark: str, scale: float) -> str:
    made = []
    for level in range(LEVELS):
        if mark == "1":
            form, sign = FORMATS[level % len(FORMATS)], f"%{level + 1}."
        else:
            form, sign = "bullet", mark or SIGNS[level % len(SIGNS)]
        step = 7 * _TWIPS * scale
        made.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val={attribute(sign)}/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{round(step * (level + 1))}" w:hanging="{round(step)}"/></w:pPr></w:lvl>'
        )
    return "".join(made)


def _footnotes(notes: Sequence[str]) -> str:
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, id, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    style = style_id("note")
    own = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr>'
        '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t>'
        f"</w:r>{words}</w:p></w:footnote>"
        for at, words in enumerate(notes, 1)
    )
    return f"{HEAD}<w:footnotes {NAMESPACES}>{rules}{own}</w:footnotes>"


def _settings(flat: Flat) -> str:
    marks = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    mode = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    return f'{HEAD}<w:settings xmlns:w="{_W}">{marks}{mode}<w:themeFontLang w:val="{flat.language}"/></w:settings>'


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{content(text)}</w:t></w:r>' if text else ""


def _header(flat: Flat) -> str:
    left, right = flat.header
    words = f"{_words(left)}<w:r><w:tab/></w:r>{_words(right)}"
    return f'{HEAD}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{words}</w:p></w:hdr>'


def _footer(flat: Flat) -> str:
    before, between, after = flat.page_words
    words = f"{_words(flat.footer)}<w:r><w:tab/></w:r>{_words(before)}{_field('PAGE')}{_words(between)}"
    words += f"{_field('NUMPAGES')}{_words(after)}"
    return f'{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}</w:p></w:ftr>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
