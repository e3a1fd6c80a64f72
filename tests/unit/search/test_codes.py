"""No code of the dossier is shown to people: each has its word in both languages, and so has each field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import String, inspect

from wijkraad_app import bootstrap
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.features.search.rules.codes import CODED, code_word
from wijkraad_app.features.search.rules.fields import WORDLESS, field_word
from wijkraad_app.kernel import i18n

TYPED = {
    "accent", "address", "addressee_lines", "alt", "answer_file_name", "asked", "changes_text", "channel", "code",
    "copies_to", "definition", "description", "due_reason", "due_rule", "file_name", "function", "guest_name",
    "guest_role", "handling", "instead", "notes", "introducer", "label", "made_by", "mail", "minutes_file_name",
    "municipality", "name", "neighbourhood", "note", "online", "outcome_reason", "owner_name", "page", "party",
    "phone", "place", "progress", "proposed_by", "purpose", "reason", "reference", "reference_pattern",
    "request_reference", "role", "salutation", "sender", "sender_lines", "sent_file_name", "sentence", "signer",
    "skip_days", "skip_months", "sort", "speaker_name", "speaker_role", "subject", "target", "template", "text",
    "title", "ward", "ward_code", "withdrawn_reason", "words", "zone",
}  # fmt: skip
"""Names of fields in which people type; a new one is put here, among the codes or among what is never shown."""


def models() -> dict[str, type[Journaled]]:
    bootstrap.load_slices()
    return {
        kind: model for kind, model in journaled_models().items() if model.__module__.startswith("wijkraad_app")
    }  # fmt: skip


def text_fields() -> set[tuple[str, str]]:
    return {
        (kind, attribute.key)
        for kind, model in models().items()
        for attribute in inspect(model).column_attrs
        if isinstance(attribute.columns[0].type, String) and not attribute.columns[0].info
    }


def test_every_field_of_text_is_typed_or_has_words_for_its_codes_or_is_never_shown() -> None:
    left = {(kind, name) for kind, name in text_fields() if (kind, name) not in CODED and name not in TYPED | WORDLESS}
    assert left == set()


def test_every_code_belongs_to_a_field_there_is() -> None:
    assert set(CODED) <= text_fields()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_field_has_a_name_or_is_never_shown(language: str) -> None:
    with i18n.in_language(language):
        bare = {
            (kind, attribute.key)
            for kind, model in models().items()
            for attribute in inspect(model).column_attrs
            if bool(field_word(attribute.key)) == (attribute.key in WORDLESS)
        }
    assert bare == set()


SAME = {"compliment", "online", "open", "open link", "panel", "procedure"}
"""Words that are alike in both languages."""


@pytest.mark.parametrize("field", sorted(CODED), ids=".".join)
def test_every_code_has_its_words_in_both_languages(field: tuple[str, str]) -> None:
    for code in CODED[field].codes():
        found = {}
        for language in i18n.LANGUAGES:
            with i18n.in_language(language):
                found[language] = code_word(*field, code) or ""
                assert found[language].strip() and "_" not in found[language], code
        assert found["nl"] != found["en"] or found["nl"] in SAME, (code, found)


def test_the_default_of_every_coded_field_is_one_of_its_codes() -> None:
    for kind, name in CODED:
        default = inspect(models()[kind]).columns[name].default
        value = default.arg if default is not None else ""
        assert value == "" or value in CODED[kind, name].codes(), (kind, name)


def test_all_codes_in_the_example_are_known(example_path: Path, tmp_path: Path) -> None:
    workspace = workspaces.open_(Path(shutil.copy(example_path, tmp_path)), write=False)
    try:
        for kind, name in CODED:
            column = getattr(models()[kind], name)
            held = workspace.read(
                lambda session, column=column: {value for (value,) in session.query(column).distinct()}
            )
            assert held - {""} <= set(CODED[kind, name].codes()), (kind, name)
    finally:
        workspace.close()


def test_a_code_of_a_newer_version_is_shown_as_it_is() -> None:
    assert code_word("advice", "state", "postponed") == "postponed"
    assert code_word("advice", "title", "draft") is None
