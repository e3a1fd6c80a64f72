"""Dutch is complete, agrees with itself and keeps every placeholder."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

from babel.messages.pofile import read_po

from wijkraad_app.kernel import resources

SOURCE = Path(__file__).resolve().parents[2] / "src" / "wijkraad_app"
MARKERS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def messages() -> dict[str, str]:
    """Every message id in the source, with one place where it stands."""
    found: dict[str, str] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
                arguments = node.args[: MARKERS[node.func.id]]
                if node.func.id == "pgettext":
                    arguments = arguments[1:]
                elif node.func.id == "ngettext":
                    arguments = arguments[:1]
                for argument in arguments:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        found[argument.value] = f"{file.relative_to(SOURCE)}:{node.lineno}"
    return found


def dutch() -> dict[str, dict[str, str]]:
    """Each message id's translations: by context, or by file where it stands twice."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in sorted(resources.path("locale", "nl").glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream):
                if not message.id:
                    continue
                one = message.id if isinstance(message.id, str) else message.id[0]
                text = message.string if isinstance(message.string, str) else "\n".join(message.string)
                found[one][f"{file.name}|{message.context or ''}"] = text
    return found


def test_every_message_has_dutch() -> None:
    known = dutch()
    missing = [
        f"{place}: {message}" for message, place in messages().items() if not any(known.get(message, {}).values())
    ]
    assert missing == []


def test_one_message_has_one_dutch() -> None:
    differing = []
    for message, places in dutch().items():
        by_context: dict[str, set[str]] = defaultdict(set)
        for place, text in places.items():
            by_context[place.split("|")[1]].add(text)
        differing += [f"{message}: {texts}" for texts in by_context.values() if len(texts) > 1]
    assert differing == []


def test_dutch_has_the_apostrophes_and_quotes_of_print() -> None:
    texts = [text for places in dutch().values() for text in places.values()]
    assert [text for text in texts if re.search(r"""\w'\w|(?<!=)"\w""", text)] == []


def test_no_translation_breaks_a_placeholder() -> None:
    broken = []
    for file in sorted(resources.path("locale", "nl").glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream):
                ids = (message.id,) if isinstance(message.id, str) else message.id
                forms = (message.string,) if isinstance(message.string, str) else message.string
                allowed = {placeholder for one in ids for placeholder in PLACEHOLDER.findall(one)}
                strange = [form for form in forms if ids[0] and set(PLACEHOLDER.findall(form)) - allowed]
                broken += [f"{ids[0]} → {form}" for form in strange]
    assert broken == []
