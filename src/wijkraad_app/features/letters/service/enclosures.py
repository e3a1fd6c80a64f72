"""Files that go with a letter, until somebody signed it."""

from __future__ import annotations

from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.kernel.i18n import N_

from ..model import Enclosure
from ..rules import LetterState, check_enclosure, may_enclose
from .rows import live_letters


@verb(label=N_("Add enclosure “{title}”"))
def add_enclosure(
    uow: UnitOfWork,
    *,
    advice: UUID,
    title: str,
    how: str,
    file_name: str,
    data: bytes,
    media_type: str,
    alt: str = "",
) -> UUID:
    """Let a file go with the letter of an advice, as `pdf.enclosing.look` found it. Raises what
    `rules.check_enclosure` and `rules.may_enclose` raise."""
    check_enclosure(title, how, alt)
    uow.describe(title=title.strip())
    _may_enclose(uow, uow.get(Advice, advice).id)
    fields = {"title": title.strip(), "how": how, "alt": alt.strip(), "file_name": file_name, "media_type": media_type}
    file = uow.store_blob(data, media_type)
    return uow.add(Enclosure(advice=advice, file=file, **checked(Enclosure, fields))).id


@verb(label=N_("Change enclosure “{title}”"))
def change_enclosure(uow: UnitOfWork, *, id: UUID, title: str, alt: str = "") -> None:
    """Call it something else in the letter. Raises as `add_enclosure`."""
    row = uow.get(Enclosure, id)
    check_enclosure(title, row.how, alt)
    uow.describe(title=title.strip())
    _may_enclose(uow, row.advice)
    uow.update(row, **checked(Enclosure, {"title": title.strip(), "alt": alt.strip()}))


@verb(label=N_("Remove enclosure “{title}”"))
def remove_enclosure(uow: UnitOfWork, *, id: UUID) -> None:
    """It no longer goes with the letter. Raises what `rules.may_enclose` raises."""
    row = uow.get(Enclosure, id)
    uow.describe(title=row.title)
    _may_enclose(uow, row.advice)
    uow.remove(row)


def _may_enclose(uow: UnitOfWork, advice: UUID) -> None:
    for letter in live_letters(uow, advice):
        may_enclose(LetterState(letter.state))
