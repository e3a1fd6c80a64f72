"""Nothing is frozen that no letter can print; plainer signs are one step away, and back."""

from __future__ import annotations

import pytest

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.council import service as council
from wijkraad_app.kernel.errors import UserError


def test_a_text_with_a_character_that_cannot_be_printed_is_not_adopted_until_it_is_replaced(
    workspace: LocalWorkspace, monday: object
) -> None:
    workspace.do(council.set_up_council, name="Wijkraad De Singels", municipality="Rietdam")
    made = workspace.do(service.add_advice, title="Veilig oversteken")
    workspace.do(service.update_section, id=made, section="occasion", text="Loop ➜ de overkant 😀.")
    workspace.do(service.add_recommendation, advice=made, text="Leg ① zebrapad aan.")
    with pytest.raises(UserError) as refused:
        workspace.do(service.adopt, advice=made, by_mail=True)
    assert refused.value.code == "missing_character" and "“→”" in refused.value.message
    workspace.do(service.replace_unprintable, id=made)
    view = workspace.read(queries.advice, made)
    assert "Loop → de overkant ." in workspace.read(queries.contents.draft_content, made).occasion
    workspace.undo()
    assert "➜" in workspace.read(queries.contents.draft_content, made).occasion
    workspace.redo()
    workspace.do(service.adopt, advice=made, by_mail=True)
    assert workspace.read(queries.advice, made).adopted_on is not None and view is not None
