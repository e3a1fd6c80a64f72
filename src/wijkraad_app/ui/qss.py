"""The one style sheet, written from the tokens; everything that it can't say is painted.

Widgets ask for a look by dynamic property: ``is`` (frames), ``kind`` (buttons), ``type`` and ``tone`` (labels),
``state`` (inputs: ``error``).
"""

from __future__ import annotations

from PySide6.QtGui import QFont

from . import theme
from .theme import capped, px


def _frames() -> str:
    c = theme.colours()
    flat = "".join(
        f"QFrame[is={kind}], QWidget[is={kind}] {{ background: {getattr(c, kind)}; }}\n"
        for kind in ("ground", "panel", "surface", "desk")
    )
    soft = "".join(
        f"QFrame[is={tone}_soft] {{ background: {getattr(c, tone + '_soft')}; border-radius: {px(8)}px; }}\n"
        for tone in ("ok", "warn", "bad", "vote", "quiet", "accent")
    )
    return (
        flat
        + soft
        + f"""
    QFrame[is=sunken] {{ background: {c.sunken}; border-radius: {px(theme.R_CONTROL)}px; }}
    QFrame[is=card] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {px(theme.R_CARD)}px; }}
    QFrame[is=note] {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: {px(theme.R_CONTROL)}px; }}
    QFrame[is=dialog] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {px(theme.R_DIALOG)}px; }}
    QFrame[is=line] {{ background: {c.line}; border: none; }}
    QFrame[is=line_strong] {{ background: {c.line_strong}; border: none; }}
    """
    )


def _labels() -> str:
    c = theme.colours()
    types = "".join(
        f"QLabel[type={name}] {{ font-size: {px(style.size)}px; font-weight: {style.weight}; }}\n"
        for name, style in theme.TYPE.items()
    )
    tones = "".join(
        f"QLabel[tone={tone}] {{ color: {getattr(c, tone)}; }}\n"
        for tone in ("text", "text_2", "text_3", "accent_text", "on_accent", "ok", "warn", "bad", "vote", "surface",
                     "toast_link")
    )  # fmt: skip
    return "QLabel { background: transparent; border: none; }\n" + types + tones


def _buttons() -> str:
    c = theme.colours()
    body = px(theme.TYPE["body"].size)
    return f"""
    QPushButton {{ min-height: {px(theme.H_CONTROL) - 2}px; padding: 0 {px(14)}px;
        border-radius: {px(theme.R_CONTROL)}px; border: 1px solid {c.line_button}; background: {c.surface};
        color: {c.text}; font-size: {body}px; font-weight: 400; outline: none; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:pressed {{ background: {c.line}; }}
    QPushButton[kind=primary] {{ background: {c.accent}; border-color: {c.accent}; color: {c.on_accent};
        font-weight: 600; }}
    QPushButton[kind=primary]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
    QPushButton[kind=primary]:pressed {{ background: {c.accent_press}; border-color: {c.accent_press}; }}
    QPushButton[kind=danger] {{ background: {c.bad}; border-color: {c.bad}; color: {c.surface}; font-weight: 600; }}
    QPushButton[kind=quiet] {{ background: transparent; border-color: transparent; color: {c.accent_text};
        font-weight: 600; padding: 0 {px(10)}px; }}
    QPushButton[kind=quiet]:hover, QPushButton[kind=icon]:hover {{ background: {c.hover}; }}
    QPushButton[kind=icon] {{ background: transparent; border-color: transparent; padding: 0;
        min-width: {px(34)}px; max-width: {px(34)}px; }}
    QPushButton[kind=icon]:checked {{ background: {c.selected}; }}
    QPushButton:disabled {{ color: {c.text_3}; border: 1px dashed {c.line_button}; background: transparent;
        font-weight: 400; }}
    QPushButton[kind=quiet]:disabled, QPushButton[kind=icon]:disabled {{ border-color: transparent; }}
    QPushButton::menu-indicator {{ image: none; width: 0; }}
    """


def _inputs() -> str:
    c = theme.colours()
    inner = f"border-radius: {px(theme.R_CONTROL)}px; background: {c.surface}; color: {c.text};"
    select = f"selection-background-color: {c.accent}; selection-color: {c.on_accent};"
    fields = "QLineEdit, QPlainTextEdit, QTextEdit[is=input]"
    focus = "QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[is=input]:focus"
    return f"""
    {fields} {{ border: 1px solid {c.line_strong}; {inner} {select} }}
    QLineEdit {{ min-height: {px(theme.H_CONTROL) - 2}px; padding: 0 {px(11)}px;
        placeholder-text-color: {c.text_3}; }}
    QPlainTextEdit, QTextEdit[is=input] {{ padding: {px(5)}px {px(7)}px; }}
    {focus} {{ border: 2px solid {c.focus}; }}
    QLineEdit:focus {{ min-height: {px(theme.H_CONTROL) - 4}px; padding: 0 {px(11) - 1}px; }}
    QPlainTextEdit:focus, QTextEdit[is=input]:focus {{ padding: {px(5) - 1}px {px(7) - 1}px; }}
    QPlainTextEdit {{ placeholder-text-color: {c.text_3}; }}
    QLineEdit[state=error], QPlainTextEdit[state=error] {{ border: 2px solid {c.bad}; }}
    QLineEdit[state=error] {{ min-height: {px(theme.H_CONTROL) - 4}px; padding: 0 {px(11) - 1}px; }}
    QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {c.text_2}; border: 1px dashed {c.line_button};
        background: transparent; }}
    QTextEdit[is=page] {{ border: none; border-left: 2px solid transparent; }}
    QTextEdit[is=page]:focus {{ border-left-color: {c.focus}; }}
    QTextBrowser[is=reading] {{ border: 2px solid transparent; border-radius: {px(theme.R_CONTROL)}px;
        background: {c.surface}; {select} }}
    QTextBrowser[is=reading]:focus {{ border-color: {c.focus}; }}
    QLineEdit[is=bare] {{ border: none; background: transparent; padding: 0; }}
    """


def _menus() -> str:
    c = theme.colours()
    small = px(theme.TYPE["small"].size)
    return f"""
    QMenu {{ background: {c.surface}; border: 1px solid {c.line_button}; padding: {px(6)}px; font-size: {px(16)}px; }}
    QMenu::item {{ padding: {px(7)}px {px(28)}px {px(7)}px {px(12)}px; border-radius: {px(6)}px; color: {c.text}; }}
    QMenu::item:selected {{ background: {c.selected}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.text_3}; }}
    QMenu::icon {{ padding-left: {px(8)}px; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(5)}px {px(8)}px; }}
    QToolTip {{ background: {c.text}; color: {c.surface}; border: none; padding: {px(5)}px {px(8)}px;
        font-size: {small}px; }}
    """


def _views() -> str:
    c = theme.colours()
    return f"""
    QListView, QTableView, QTreeView {{ border: none; background: {c.surface}; outline: none;
        selection-background-color: transparent; selection-color: {c.text}; }}
    QComboBox QAbstractItemView {{ border: 1px solid {c.line_button}; padding: {px(4)}px;
        selection-background-color: {c.selected}; selection-color: {c.text}; font-size: {px(16)}px; }}
    QComboBox QAbstractItemView::item {{ min-height: {px(32)}px; padding: 0 {px(8)}px; color: {c.text}; }}
    QListView[on=panel] {{ background: {c.panel}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QFileDialog QHeaderView, QFileDialog QHeaderView::section {{ background: {c.panel}; color: {c.text_2};
        border: none; padding: {px(4)}px; }}
    QFileDialog QDialogButtonBox, QMessageBox QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QFileDialog QAbstractItemView {{ selection-background-color: {c.selected}; }}
    QTableView QTableCornerButton::section {{ background: transparent; border: none; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollBar:vertical {{ width: {capped(12)}px; background: transparent; margin: 0; border: none; }}
    QScrollBar:horizontal {{ height: {capped(12)}px; background: transparent; margin: 0; border: none; }}
    QScrollBar::handle:vertical {{ background: {c.line_strong}; border-radius: {capped(3)}px;
        min-height: {px(32)}px; margin: 2px {capped(3)}px; }}
    QScrollBar::handle:horizontal {{ background: {c.line_strong}; border-radius: {capped(3)}px;
        min-width: {px(32)}px; margin: {capped(3)}px 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ border: none; border-radius: {px(3)}px; background: {c.track}; max-height: {px(6)}px;
        min-height: {px(6)}px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}
    QSplitter::handle {{ background: {c.line}; }}
    """


def sheet() -> str:
    """The style sheet for the theme and text scale in force."""
    base = f"QWidget {{ color: {theme.colours().text}; }}\n"
    return base + _frames() + _labels() + _buttons() + _inputs() + _menus() + _views()


def weight(style: str) -> QFont.Weight:
    return QFont.Weight(theme.TYPE[style].weight)
