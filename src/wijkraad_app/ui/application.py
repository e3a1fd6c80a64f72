"""Makes the QApplication: Fusion, fonts, theme, Qt's own words in Dutch, Qt's messages in the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from wijkraad_app.kernel import i18n, resources
from wijkraad_app.kernel.preferences import Preferences

from . import fonts, roles, theme

log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _to_log(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug in a slot: into the log, and told by the window in front; the program goes on."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    for window in QApplication.topLevelWidgets():
        tell = getattr(window, "tell_fault", None)
        if tell is not None and window.isVisible():
            tell(error)
            return
    logging.getLogger(__name__).error("unexpected", exc_info=(kind, error, trace))


def make_application(argv: Sequence[str], preferences: Preferences | None = None) -> QApplication:
    """The one QApplication, ready to show windows; language, theme and text size from ``preferences``.

    Preferences: ``language`` (nl, en), ``theme`` (system, light, dark), ``text_scale`` (1.0–2.0).
    """
    qInstallMessageHandler(_to_log)
    sys.excepthook = _fault
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    app.setApplicationName("wijkraad")
    app.setApplicationDisplayName("Wijkraad")
    app.setDesktopFileName("wijkraad")
    app.setWindowIcon(QIcon(str(resources.path("icon.svg"))))
    dress(app, preferences or Preferences())
    return app


def dress(app: QApplication, preferences: Preferences) -> None:
    """Style, fonts, theme and language (tests dress the application that pytest-qt made)."""
    app.setStyle("Fusion")
    fonts.load()
    roles.install()
    use_preferences(app, preferences)


def use_preferences(app: QApplication, preferences: Preferences, *, accent: str | None = None) -> None:
    """Put language, theme and text size on; also after the user changed them."""
    code = str(preferences.get("language", "nl"))
    i18n.set_language(code if code in i18n.LANGUAGES else "nl")
    _translate_qt(app)
    try:
        scale = float(preferences.get("text_scale", 1.0))
    except (TypeError, ValueError):
        scale = 1.0
    wanted = str(preferences.get("theme", "system"))
    theme.apply(app, wanted if wanted in ("system", "light", "dark") else "system", scale, accent)


def use_accent(accent: str | None) -> None:
    """Put on the accent of a council."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.use_accent(app, accent)


_translators: list[QTranslator] = []


def _translate_qt(app: QApplication) -> None:
    """The buttons and menus that Qt makes itself; ours comes last, so that it goes before Qt's own."""
    while _translators:
        app.removeTranslator(_translators.pop())
    QLocale.setDefault(QLocale(QLocale.Language.Dutch if i18n.language() == "nl" else QLocale.Language.English))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (f"{folder}/qtbase_{i18n.language()}.qm", str(resources.path("locale", i18n.language(), "qt.qm"))):
        translator = QTranslator(app)
        if translator.load(file):
            app.installTranslator(translator)
            _translators.append(translator)
