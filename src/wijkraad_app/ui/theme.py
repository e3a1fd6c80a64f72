"""Design tokens: the only place with colours, sizes, type and motion; `apply` puts them on the application.

Sizes are pixels at 100% text: `px` grows them with the text scale. Colours are roles (``"accent"``, ``"text_2"``),
never raw values, in every other module; `colour` gives the role in the theme in force. Whoever keeps sizes or
pixmaps listens to ``notifier().changed``; the main window builds its pages anew then, so pages need not.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

# --- spacing on a 4-px grid, radii, heights, widths ------------------------
S1, S2, S3, S4, S5, S6, S8, S10, S12 = 4, 8, 12, 16, 20, 24, 32, 40, 48
R_SMALL, R_CONTROL, R_CARD, R_DIALOG = 4, 8, 12, 16
H_CHIP, H_CONTROL, H_ROW, H_ROW2, H_CAPTURE, H_HEADER = 32, 36, 40, 60, 56, 60
RAIL_WIDE, RAIL_NARROW = 184, 56
ICON_SMALL, ICON_BUTTON, ICON, ICON_LARGE = 16, 18, 20, 24
ICON_STROKE = 1.75
FAMILY = "Source Sans 3"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Pixel size, weight and line height at 100%."""

    size: int
    weight: int
    line: int


TYPE: dict[str, TypeStyle] = {
    "display": TypeStyle(30, 600, 36),
    "title": TypeStyle(24, 600, 30),
    "heading": TypeStyle(19, 600, 26),
    "strong": TypeStyle(16, 600, 24),
    "body": TypeStyle(16, 400, 24),
    "reading": TypeStyle(17, 400, 26),
    "small": TypeStyle(15, 400, 20),
    "small_strong": TypeStyle(15, 600, 20),
    "caption": TypeStyle(14, 400, 18),
    "caption_strong": TypeStyle(14, 600, 18),
}

MOTION = {"hover": 80, "press": 60, "fade": 120, "panel": 160, "toast_in": 160, "toast_stay": 6000}


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour role of one theme; ``*_soft`` is the ground under the role's own text."""

    ground: str
    panel: str
    surface: str
    sunken: str
    hover: str
    row_hover: str
    selected: str
    paper: str
    desk: str
    scrim: str
    line: str
    line_button: str
    line_strong: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_text: str
    accent_soft: str
    focus: str
    toast_link: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    vote: str
    vote_soft: str
    quiet: str
    quiet_soft: str
    c1: str
    c2: str
    c3: str
    c4: str
    c5: str
    track: str
    whisker: str
    l1: str
    l2: str
    l3: str
    l4: str
    l5: str
    on_l1: str
    on_l2: str
    on_l3: str
    on_l4: str
    on_l5: str
    missing: str


LIGHT = Colours(
    ground="#F3F1EC", panel="#FAF9F6", surface="#FFFFFF", sunken="#F4F2ED", hover="#EBE7DF", row_hover="#F6F4F0",
    selected="#E3EBF5", paper="#FFFFFF", desk="#E9E6DF", scrim="#57231F1A",
    line="#E4E0D7", line_button="#CFC9BC", line_strong="#888275",
    text="#24221E", text_2="#57534A", text_3="#696459",
    accent="#24548F", accent_hover="#1B4274", accent_press="#15345C", on_accent="#FFFFFF", accent_text="#1F4B82",
    accent_soft="#E6EEF7", focus="#24548F", toast_link="#A9CAF2",
    ok="#22643B", ok_soft="#E5F1E8", warn="#7D4A00", warn_soft="#FAEFD9", bad="#A32A20", bad_soft="#FAE9E6",
    vote="#644088", vote_soft="#F0E9F6", quiet="#57534A", quiet_soft="#EFECE5",
    c1="#2F69AD", c2="#C8691B", c3="#0F4A3E", c4="#73206B", c5="#77736A", track="#EEEBE4", whisker="#24221E",
    l1="#A3470F", l2="#E5AC7B", l3="#DCD8CE", l4="#93B8E0", l5="#24548F",
    on_l1="#FFFFFF", on_l2="#24221E", on_l3="#24221E", on_l4="#24221E", on_l5="#FFFFFF", missing="#C9C4B8",
)  # fmt: skip

DARK = Colours(
    ground="#181716", panel="#1E1D1C", surface="#252423", sunken="#1D1C1B", hover="#31302E", row_hover="#2D2C2A",
    selected="#2A3647", paper="#F3F0E9", desk="#131211", scrim="#8C000000",
    line="#383633", line_button="#56534B", line_strong="#8C867A",
    text="#EFECE6", text_2="#C2BDB3", text_3="#A59F94",
    accent="#8DB8EC", accent_hover="#A9CAF2", accent_press="#C3DAF6", on_accent="#0E2138", accent_text="#A3C7F2",
    accent_soft="#28374A", focus="#A9CAF2", toast_link="#1F4B82",
    ok="#93D0A6", ok_soft="#22352A", warn="#EFC377", warn_soft="#3B301C", bad="#F4A69C", bad_soft="#422723",
    vote="#CDB0E8", vote_soft="#362C41", quiet="#C2BDB3", quiet_soft="#33312D",
    c1="#7FADE2", c2="#C06A2C", c3="#8FE8CC", c4="#B845C9", c5="#A39E94", track="#33312D", whisker="#EFECE6",
    l1="#E08A4E", l2="#8A5A36", l3="#56534C", l4="#41668F", l5="#8DB8EC",
    on_l1="#1B1208", on_l2="#FFFFFF", on_l3="#FFFFFF", on_l4="#FFFFFF", on_l5="#0E2138", missing="#5E5A52",
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK}
INK = {"text": "#1D1B18", "text_2": "#56524A", "line": "#D8D3C8", "accent": "#24548F"}
"""A letter is always ink on paper, in both themes."""


# --- the theme in force ------------------------------------------------------
@dataclass(slots=True)
class _Active:
    wanted: str = "system"
    name: str = "light"
    scale: float = 1.0
    accent: str | None = None
    colours: Colours = LIGHT


_active = _Active()


class Notifier(QObject):
    """``changed`` is sent after colours, sizes or text scale changed."""

    changed = Signal()


_notifier: Notifier | None = None


def notifier() -> Notifier:
    global _notifier
    if _notifier is None:
        _notifier = Notifier()
    return _notifier


def name() -> str:
    """``light`` or ``dark``."""
    return _active.name


def scale() -> float:
    return _active.scale


def house_accent() -> str | None:
    """The council's accent colour in force, None for the program's own."""
    return _active.accent


def colours() -> Colours:
    return _active.colours


def value(role: str) -> str:
    """The role as ``#RRGGBB``; a raw colour is passed through."""
    return role if role.startswith("#") else str(getattr(_active.colours, role))


def colour(role: str) -> QColor:
    return QColor(value(role))


def px(size: float) -> int:
    """``size`` at the text scale in force, at least 1 px."""
    return max(1, round(size * _active.scale))


def capped(size: float) -> int:
    """For icons in the narrow rail and scroll bars: grows to 140% at most."""
    return max(1, round(size * min(_active.scale, 1.4)))


def pane(width: float) -> int:
    """The width of a list or side pane: grows with the text to 130% at most."""
    return max(1, round(width * min(_active.scale, 1.3)))


def large_text() -> bool:
    """From 150% on: one column, narrow rail, a second line instead of a second column."""
    return _active.scale >= 1.5


def motion(part: str) -> int:
    """Milliseconds; 0 when the system asks for less motion (a toast stays as long)."""
    app = QApplication.instance()
    if part != "toast_stay" and isinstance(app, QApplication) and not app.isEffectEnabled(Qt.UIEffect.UI_General):
        return 0
    return MOTION[part]


# --- contrast and the house accent ------------------------------------------
def _luminance(hex_colour: str) -> float:
    def channel(part: int) -> float:
        s = part / 255
        return s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4

    r, g, b = (int(hex_colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)


def contrast(a: str, b: str) -> float:
    """WCAG 2.2 contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blend(a: str, b: str, share: float) -> str:
    """``a`` with ``share`` (0–1) of ``b`` in it."""
    mixed = (round(int(a[i : i + 2], 16) + (int(b[i : i + 2], 16) - int(a[i : i + 2], 16)) * share) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in mixed)


GROUNDS = ("ground", "panel", "surface", "sunken", "hover", "row_hover", "selected")
_TONES = ("ok", "warn", "bad", "vote")
_UNDER_TEXT = (*GROUNDS, "desk")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((t, g) for t in ("text", "text_2", "text_3", "accent_text", *_TONES) for g in _UNDER_TEXT),
    *(("on_accent", g) for g in ("accent", "accent_hover", "accent_press")),
    *((t, "accent_soft") for t in ("accent_text", "text", "text_2", *_TONES)),
    *((t, t + "_soft") for t in (*_TONES, "quiet")),
    *((t, s + "_soft") for t in ("text", "text_2", "accent_text") for s in (*_TONES, "quiet")),
    ("surface", "bad"),
    ("surface", "text"),
    ("toast_link", "text"),
    *(("on_" + s, s) for s in ("l1", "l2", "l3", "l4", "l5")),
)
"""Words and the icons beside them, with every ground they stand on."""
SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *(("line_strong", g) for g in (*GROUNDS, "desk")),
    *(("focus", g) for g in (*GROUNDS, "desk", *(f"{t}_soft" for t in (*_TONES, "quiet", "accent")))),
    *(("accent", g) for g in GROUNDS),
    *((c, "surface") for c in ("c1", "c2", "c3", "c4", "c5", "whisker")),
    ("toast_link", "text"),
)
"""Edges, rings, bars and lines that carry meaning."""
DECORATION = frozenset(("paper", "scrim", "line", "line_button", "track", "missing"))
"""Roles that are only decoration, or whose meaning a word beside them carries."""


def report(wanted: Colours) -> list[tuple[str, str, float, float]]:
    """(role, ground, ratio, ratio needed) for every pair that is used: 4.5 for text, 3 for shapes."""
    return [
        (role, ground, contrast(getattr(wanted, role), getattr(wanted, ground)), need)
        for need, pairs in ((4.5, TEXT_PAIRS), (3.0, SHAPE_PAIRS))
        for role, ground in pairs
    ]


def accent_for(theme: str, house: str) -> str:
    """The house-style colour ``#RRGGBB``, moved towards ink or light until it is AA on every ground."""
    base = THEMES[theme]
    for step in range(41):
        mixed = blend(house, "#000000" if theme == "light" else "#FFFFFF", step / 40)
        if min(contrast(mixed, getattr(base, ground)) for ground in GROUNDS) >= 4.6:
            return mixed
    return base.text


def _bears(base: Colours, strong: str, ground: str) -> bool:
    """Whether all words and edges of the theme can be seen on ``ground``, and the accent's own text ``strong``."""
    words = (strong, base.ok, base.warn, base.bad, base.vote, base.text_3)
    return min(contrast(c, ground) for c in words) >= 4.5 and contrast(base.line_strong, ground) >= 3


def with_accent(theme: str, house: str | None) -> Colours:
    """The theme's colours in the house style; without one, or with the program's own colour, as they are."""
    base = THEMES[theme]
    if house is None or house.upper() in {one.accent for one in THEMES.values()}:
        return base
    target = "#000000" if theme == "light" else "#FFFFFF"
    accent = accent_for(theme, house)
    strong = blend(accent, target, 0.12)
    grounds = [blend(base.surface, accent, share / 100) for share in range(12, -1, -1)]
    soft = next((ground for ground in grounds if _bears(base, strong, ground)), grounds[-1])
    return replace(
        base,
        accent=accent,
        accent_hover=blend(accent, target, 0.2),
        accent_press=blend(accent, target, 0.36),
        on_accent="#FFFFFF" if theme == "light" else blend(accent, "#000000", 0.85),
        accent_text=strong,
        accent_soft=soft,
        selected=soft,
        focus=strong if theme == "dark" else accent,
    )


# --- putting it on -----------------------------------------------------------
def apply(app: QApplication, theme: str = "system", scale: float = 1.0, accent: str | None = None) -> None:
    """Use ``theme`` (``system``, ``light``, ``dark``), text ``scale`` (1–2) and house ``accent`` from now on."""
    from . import fonts, qss

    _active.wanted, _active.scale, _active.accent = theme, min(max(scale, 0.8), 2.5), accent
    _follow_system(app)
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(theme)
    if scheme is None:
        app.styleHints().unsetColorScheme()
        theme = "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    else:
        app.styleHints().setColorScheme(scheme)
    _active.name = theme
    _active.colours = with_accent(theme, accent)
    if _wants_contrast(app):
        _active.colours = _system_colours(app, _active.colours)
    app.setFont(fonts.font("body"))
    app.setPalette(_palette())
    app.setStyleSheet(qss.sheet())
    notifier().changed.emit()


def use_accent(app: QApplication, accent: str | None) -> None:
    """Another council's accent; nothing happens when it is the one in force."""
    if accent != _active.accent:
        apply(app, _active.wanted, _active.scale, accent)


def _wants_contrast(app: QApplication) -> bool:
    hints = app.styleHints()  # held: what it hands out lives no longer than its wrapper
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _system_colours(app: QApplication, base: Colours) -> Colours:
    """High contrast: the system's own few colours; icons, words and bars still tell what is what."""
    system, role = app.style().standardPalette(), QPalette.ColorRole
    ground, text = system.color(role.Base).name().upper(), system.color(role.Text).name().upper()
    accent, on_accent = system.color(role.Highlight).name().upper(), system.color(role.HighlightedText).name().upper()
    wanted = {name: ground for name in (*GROUNDS, "accent_soft", *(f"{t}_soft" for t in _TONES))}
    wanted |= {name: text for name in ("text", "text_2", "text_3", "line", "line_button", "line_strong", "accent_text",
                                       "focus", "quiet", *_TONES)}  # fmt: skip
    wanted |= {"accent": accent, "accent_hover": accent, "accent_press": accent, "on_accent": on_accent}
    return replace(base, **wanted)


def _follow_system(app: QApplication) -> None:
    if not app.property("followsScheme"):
        app.setProperty("followsScheme", True)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _system_changed(app))


def _system_changed(app: QApplication) -> None:
    if _active.wanted != "system":
        return
    now = "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    if now != _active.name:
        apply(app, "system", _active.scale, _active.accent)


def _palette() -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for target, source in {
        role.Window: "ground",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "panel",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "on_accent",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent_text",
        role.LinkVisited: "accent_text",
        role.PlaceholderText: "text_3",
        role.ToolTipBase: "text",
        role.ToolTipText: "surface",
        role.Mid: "line_strong",
        role.Light: "surface",
        role.Dark: "line_strong",
        role.Accent: "accent",
    }.items():
        palette.setColor(target, colour(source))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, colour("text_3"))
    return palette


def roles() -> tuple[str, ...]:
    """The names of all colour roles."""
    return tuple(f.name for f in fields(Colours))
