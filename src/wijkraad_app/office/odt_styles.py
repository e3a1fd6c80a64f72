"""Styles, page and description of an ODT."""

from __future__ import annotations

from collections.abc import Sequence

from .look import FONT, INK_QUIET, LEVELS, LINE, LOOKS, SIGNS, Look
from .parts import Flat, Style
from .xml import HEAD, attribute, content

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items()) + ' office:version="1.3"'
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS = ("cell", "cell_head", "cell_strong")
_FORMATS = ("1", "a", "i")


def style_name(style: Style) -> str:
    """The name of a style as ODF writes it: "Heading_20_1"."""
    return LOOKS[style].name.replace(" ", "_20_")


def sign_style(sign: str) -> str:
    """The list style of a list with this sign for every item."""
    return "Sign_" + "_".join(f"{ord(one):x}" for one in sign)


CELL = (
    '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
    f'fo:border-bottom="0.5pt solid {LINE}" fo:padding="1.2mm" fo:padding-left="0mm"/></style:style>'
)


def styles(flat: Flat, signs: Sequence[str]) -> str:
    """The whole of styles.xml."""
    language, _dash, country = flat.language.partition("-")
    looks = "".join(_style(style, look, flat) for style, look in LOOKS.items())
    lists = _list_style("Numbered", None, flat.scale) + _list_style("Bulleted", SIGNS, flat.scale)
    lists += "".join(_list_style(sign_style(sign), (sign,), flat.scale) for sign in signs)
    return (
        f'{HEAD}<office:document-styles {NAMESPACES}><office:font-face-decls><style:font-face style:name="{FONT}" '
        f"svg:font-family=\"{FONT}, 'Liberation Sans', sans-serif\"/></office:font-face-decls><office:styles>"
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2" '
        f'style:writing-mode="lr-tb"/><style:text-properties style:font-name="{FONT}" '
        f'fo:font-size="{10.5 * flat.scale:.1f}pt" fo:language="{language}" fo:country="{country or "none"}" '
        'fo:hyphenate="false"/></style:default-style>'
        '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/>'
        '</style:default-style><style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
        f"{looks}{_letters(flat)}{lists}"
        '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Raised" '
        'text:citation-body-style-name="Raised" style:num-format="1" text:start-value="0" '
        'text:footnotes-position="page"/></office:styles>'
        f"{_pages(flat)}</office:document-styles>"
    )


def meta(flat: Flat) -> str:
    """The whole of meta.xml."""
    day = flat.date.strftime("%Y-%m-%dT%H:%M:%S")
    return (
        f"{HEAD}<office:document-meta {NAMESPACES}><office:meta><meta:generator>Wijkraad</meta:generator>"
        f"<dc:title>{content(flat.title)}</dc:title><dc:subject>{content(flat.subject)}</dc:subject>"
        f"<meta:initial-creator>{content(flat.author)}</meta:initial-creator><dc:creator>{content(flat.author)}"
        f"</dc:creator><meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date>"
        f"<dc:language>{flat.language}</dc:language></office:meta></office:document-meta>"
    )


def _style(style: Style, look: Look, flat: Flat) -> str:
    made = _paragraph(style_name(style), look.name, look, flat, "left")
    if style in _CELLS:
        for align in ("right", "center"):
            made += _paragraph(f"{style_name(style)}_{align}", f"{look.name} {align}", look, flat, align)
    return made


def _paragraph(name: str, shown: str, look: Look, flat: Flat, align: str) -> str:
    scale = flat.scale
    about = [
        f'fo:margin-top="{look.above * scale:.1f}pt" fo:margin-bottom="{look.below * scale:.1f}pt"',
        f'fo:line-height="{look.line_height:.0%}" fo:margin-left="{look.indent:.1f}mm"',
    ]
    about += {"left": [], "right": ['fo:text-align="end"'], "center": ['fo:text-align="center"']}[align]
    if look.keep:
        about.append('fo:keep-with-next="always"')
    if look.bar:
        about.append(f'fo:border-left="1.5pt solid {LINE}" fo:padding-left="3mm"')
    if look.line:
        about.append(f'fo:border-bottom="0.75pt solid {LINE}"')
    letters = [f'fo:font-size="{look.size * scale:.1f}pt"']
    letters += ['fo:font-weight="bold"'] if look.bold else []
    letters += ['fo:font-style="italic"'] if look.italic else []
    if look.accent or look.quiet:
        letters.append(f'fo:color="{flat.accent if look.accent else INK_QUIET}"')
    level = f' style:default-outline-level="{look.level}" style:next-style-name="Body_20_Text"' if look.level else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="Standard"{level}><style:paragraph-properties {" ".join(about)}/>'
        f"<style:text-properties {' '.join(letters)}/></style:style>"
    )


def _letters(flat: Flat) -> str:
    looks = {
        "Strong": 'fo:font-weight="bold"',
        "Emphasis": 'fo:font-style="italic"',
        "Strong_Emphasis": 'fo:font-weight="bold" fo:font-style="italic"',
        "Link": f'fo:color="{flat.accent}" style:text-underline-style="solid" style:text-underline-width="auto"',
        "Raised": 'style:text-position="super 60%"',
    }
    return "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        for name, look in looks.items()
    )


def _list_style(name: str, signs: Sequence[str] | None, scale: float) -> str:
    levels = []
    for level in range(1, LEVELS + 1):
        step = 7 * scale
        layout = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" '
            f'text:list-tab-stop-position="{step * level:.1f}mm" fo:text-indent="-{step:.1f}mm" '
            f'fo:margin-left="{step * level:.1f}mm"/></style:list-level-properties>'
        )
        if signs is None:
            form = _FORMATS[(level - 1) % len(_FORMATS)]
            levels.append(
                f'<text:list-level-style-number text:level="{level}" style:num-suffix="." '
                f'style:num-format="{form}">{layout}</text:list-level-style-number>'
            )
        else:
            sign = attribute(signs[(level - 1) % len(signs)])
            levels.append(
                f'<text:list-level-style-bullet text:level="{level}" text:bullet-char={sign}>{layout}'
                "</text:list-level-style-bullet>"
            )
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def _pages(flat: Flat) -> str:
    """A4; a first page under a letterhead has no running header."""
    tab = f'<style:tab-stops><style:tab-stop style:position="{flat.width:.1f}mm" style:type="right"/></style:tab-stops>'
    furniture = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties>{tab}</style:paragraph-properties><style:text-properties "
        f'fo:font-size="{8.5 * flat.scale:.1f}pt" fo:color="{INK_QUIET}"/></style:style>'
        for name in ("Running", "Foot")
    )
    header = '<style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="5mm"/>'
    footer = '<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="4mm"/>'
    layout = (
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" '
        f'fo:margin-top="15mm" fo:margin-bottom="13mm" fo:margin-left="{flat.side}mm" fo:margin-right="{flat.side}mm"/>'
        f"{header}</style:header-style>{footer}</style:footer-style></style:page-layout>"
    )
    before, between, after = (content(words) for words in flat.page_words)
    count = (
        f'{before}<text:page-number text:select-page="current">1</text:page-number>{between}'
        f"<text:page-count>1</text:page-count>{after}"
    )
    foot = (
        f'<style:footer><text:p text:style-name="Foot">{content(flat.footer)}<text:tab/>{count}</text:p></style:footer>'
    )
    left, right = (content(words) for words in flat.header)
    head = f'<style:header><text:p text:style-name="Running">{left}<text:tab/>{right}</text:p></style:header>'
    first = (
        '<style:master-page style:name="First" style:page-layout-name="A4" style:next-style-name="Standard">'
        f"{foot}</style:master-page>"
    )
    return (
        f"<office:automatic-styles>{furniture}{layout}</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="A4">{head}{foot}</style:master-page>'
        f"{first}</office:master-styles>"
    )
