"""Ids of long lists, packed."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.kernel.ids import Ids

_some = st.lists(st.uuids(), max_size=30, unique=True)


@given(_some, st.integers(-40, 40), st.integers(-40, 40))
def test_packed_ids_are_the_same_list(ids: list[UUID], one: int, other: int) -> None:
    packed = Ids(ids)
    assert list(packed) == ids and len(packed) == len(ids)
    assert list(Ids.packed(each.bytes for each in ids)) == ids
    assert list(packed[one:other]) == ids[one:other]
    if -len(ids) <= one < len(ids):
        assert packed[one] == ids[one]
    else:
        with pytest.raises(IndexError):
            packed[one]


@given(_some, st.uuids())
def test_the_place_of_an_id_is_found(ids: list[UUID], stranger: UUID) -> None:
    packed = Ids.of(ids)
    assert [packed.place(each) for each in ids] == list(range(len(ids)))
    assert packed.place(stranger) == (ids.index(stranger) if stranger in ids else None)
    assert Ids.of(packed) is packed


def test_bytes_that_lie_over_two_ids_are_no_id() -> None:
    first, second = UUID(bytes=bytes(range(16))), UUID(bytes=bytes(range(16, 32)))
    between = UUID(bytes=bytes(range(8, 24)))
    packed = Ids((first, second, between))
    assert between in packed and packed.place(between) == 2
    assert between not in Ids((first, second))
