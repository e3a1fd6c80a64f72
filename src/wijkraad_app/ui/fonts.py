"""Source Sans 3, loaded from the resources; one font per text style."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from wijkraad_app.kernel import resources

from . import theme

_loaded = False


def load() -> None:
    """Register the program's fonts once; needs a QGuiApplication."""
    global _loaded
    if not _loaded:
        for file in sorted(resources.path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        _loaded = True


def font(style: str = "body", *, italic: bool = False) -> QFont:
    """The font of a text style of `theme.TYPE` at the text scale in force."""
    kind = theme.TYPE[style]
    made = QFont(theme.FAMILY)
    made.setPixelSize(theme.px(kind.size))
    made.setWeight(QFont.Weight(kind.weight))
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def measure(text: str, style: str = "body") -> float:
    """Width of ``text`` in pixels at the text scale in force."""
    return QFontMetricsF(font(style)).horizontalAdvance(text)
