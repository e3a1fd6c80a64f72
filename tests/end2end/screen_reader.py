"""Walks the program as a screen reader does, over AT-SPI, and prints what it got as JSON.

Runs inside ``dbus-run-session`` with the system's Python, which has pyatspi:
``dbus-run-session -- /usr/bin/python3 screen_reader.py LAUNCHER DISPLAY PROGRAM DOSSIER PAGE …``.
"""

import json
import subprocess
import sys
import time

import pyatspi
from gi.repository import GLib

PATIENCE = 30.0
MOST_CHILDREN = 60
TEXTS = (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY, pyatspi.ROLE_PASSWORD_TEXT, pyatspi.ROLE_PARAGRAPH)


class Client:
    """Sees only what the bus tells."""

    def __init__(self):
        self.focused = []
        self.typed = []
        pyatspi.Registry.registerEventListener(self._on_focus, "object:state-changed", "focus", "window")
        pyatspi.Registry.registerEventListener(self._on_text, "object:text-changed:insert")

    def _on_focus(self, event):
        if str(event.type) == "object:state-changed:focused" and event.detail1:
            self.focused.append((event.source.getRoleName(), event.source.name))

    def _on_text(self, event):
        self.typed.append(str(event.any_data))

    def listen(self, seconds=0.2):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            GLib.MainContext.default().iteration(False)
            time.sleep(0.005)

    def wait(self, found):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.listen(0.1)
            value = found()
            if value:
                return value
        raise SystemExit("nothing came in time")

    def until(self, found, seconds):
        """Listen until there is something, or that long."""
        end = time.monotonic() + seconds
        while not found() and time.monotonic() < end:
            self.listen(0.05)

    def frame(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for at in range(desktop.childCount):
            application = desktop.getChildAtIndex(at)
            if application is not None and application.name == "wijkraad" and application.childCount:
                return application.getChildAtIndex(0)
        return None


def shown(part):
    """The part and all in it that is on the screen."""
    try:
        if not part.getState().contains(pyatspi.STATE_SHOWING):
            return
        count = min(part.childCount, MOST_CHILDREN)
    except LookupError:
        return
    yield part
    for at in range(count):
        child = part.getChildAtIndex(at)
        if child is not None:
            yield from shown(child)


def with_role(frame, *roles):
    return [part for part in shown(frame) if part.getRole() in roles]


def press(part):
    actions = part.queryAction()
    names = [actions.getName(at).lower() for at in range(actions.nActions)]
    actions.doAction(names.index("press"))


def tab_of(frame, name):
    """The way to a page in the rail."""
    return next(part for part in with_role(frame, pyatspi.ROLE_PAGE_TAB) if part.name.split(",")[0] == name)


def page_of(client, frame, name):
    """Everything that is found on one page."""
    press(tab_of(frame, name))
    client.until(lambda: tab_of(frame, name).getState().contains(pyatspi.STATE_SELECTED), 10.0)
    client.listen(1.0)
    tab = tab_of(frame, name)  # the rail may have become narrow, which makes new ones
    parts = list(shown(frame))
    can_focus = [part for part in parts if part.getState().contains(pyatspi.STATE_FOCUSABLE)]
    return {
        "selected": tab.getState().contains(pyatspi.STATE_SELECTED),
        "parts": len(parts),
        "focusable": len(can_focus),
        "unnamed": [part.getRoleName() for part in can_focus if not part.name.strip()],
        "rows": rows(parts),
        "cells": cells(parts),
        "texts": texts(parts),
        "unlabelled": unlabelled(parts),
        "walked": walked(client, parts),
        "tabbed": tabbed(client),
    }


def tabbed(client):
    """What is heard when Tab is pressed, key by key; "" where nothing is."""
    heard = []
    for _step in range(8):
        client.focused.clear()
        subprocess.run(["xdotool", "key", "Tab"], check=True)
        client.until(lambda: client.focused, 3.0)
        heard.append(client.focused[-1][1] if client.focused else "")
    return heard


def walked(client, parts):
    """What the down arrow leads to in the first list or table; None when there is none."""
    views = [part for part in parts if part.getRole() in (pyatspi.ROLE_LIST, pyatspi.ROLE_TABLE)]
    views = [part for part in views if part.getState().contains(pyatspi.STATE_FOCUSABLE)]
    if not views:
        return None
    views[0].queryComponent().grabFocus()
    client.listen(0.3)
    client.focused.clear()
    before = focused_in(views[0])
    subprocess.run(["xdotool", "key", "Down"], check=True)
    client.until(lambda: client.focused or focused_in(views[0]) not in ([], before), 2.0)
    return [name for role, name in client.focused] or focused_in(views[0])


def focused_in(view):
    """Of cells the client library passes no events on: then what has the focus by its state."""
    rows = [view.getChildAtIndex(at) for at in range(min(view.childCount, MOST_CHILDREN))]
    return [row.name for row in rows if row is not None and row.getState().contains(pyatspi.STATE_FOCUSED)]


def rows(parts):
    lists = [part for part in parts if part.getRole() == pyatspi.ROLE_LIST]
    return [one.getChildAtIndex(at).name for one in lists for at in range(min(one.childCount, 5))]


def cells(parts):
    found = []
    for part in parts:
        if part.getRole() == pyatspi.ROLE_TABLE:
            table = part.queryTable()
            found += [table.getAccessibleAt(row, 0).name for row in range(min(table.nRows, 3))]
    return found


def unlabelled(parts):
    """Choices that don't say what they are about: their name on this bus is what is chosen, the label a relation."""
    boxes = [part for part in parts if part.getRole() == pyatspi.ROLE_COMBO_BOX]
    return [
        box.name
        for box in boxes
        if not any(relation.getRelationType() == pyatspi.RELATION_LABELLED_BY for relation in box.getRelationSet())
    ]


def texts(parts):
    found = []
    for part in parts:
        if part.getRole() in TEXTS and part.getState().contains(pyatspi.STATE_EDITABLE):
            words = part.queryText()
            found.append([part.name, words.getText(0, -1)[:40], words.caretOffset])
    return found


def typing(client, frame, page, name):
    """Type into the field ``name``: what is heard, what stands there, where the caret is."""
    press(tab_of(frame, page))
    client.listen(1.0)
    field = next(part for part in with_role(frame, *TEXTS) if part.name == name)
    field.queryEditableText().setTextContents("")
    client.typed.clear()
    field.queryEditableText().insertText(0, "lamp", 4)
    client.listen(0.5)
    words = field.queryText()
    result = {"heard": "".join(client.typed), "stands": words.getText(0, -1)}
    words.setCaretOffset(2)
    client.listen(0.3)
    result["caret"] = words.caretOffset
    field.queryEditableText().setTextContents("")
    client.listen(0.3)
    return result


def main(launcher, display, program, dossier, *pages):
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    bus = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    time.sleep(1.0)
    window = subprocess.Popen([program, "-d", dossier])
    try:
        client = Client()
        frame = client.wait(client.frame)
        client.wait(lambda: len(with_role(frame, pyatspi.ROLE_PAGE_TAB)) > 6)
        # There is no window manager to bring the window to front.
        subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Wijkraad", "windowfocus"], check=True)
        client.listen(1.5)
        found = {
            "title": frame.name,
            "pages": {name: page_of(client, frame, name) for name in pages},
            "typing": typing(client, frame, pages[0], "Noteer snel een signaal, actie of idee"),
        }
        sys.stdout.write("\nRESULT " + json.dumps(found) + "\n")
    finally:
        for process in (window, bus, server):
            process.terminate()
            process.wait(10)


main(*sys.argv[1:])
