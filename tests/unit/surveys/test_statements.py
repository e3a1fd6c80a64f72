"""Which questions stand beside each other, and which end of a scale is against."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.features.surveys.rules.statements import against_first, groups

AGREE = ("Oneens", "Neutraal", "Eens")


@dataclass(frozen=True)
class Question:
    id: UUID
    text: str
    kind: Kind = Kind.SCALE


def asked(number: int, text: str, kind: Kind = Kind.SCALE) -> Question:
    return Question(UUID(int=number), text, kind)


def test_rows_of_a_grid_and_scales_with_the_same_answers_belong_together() -> None:
    one, two = asked(1, "Stellingen – Het is hier veilig"), asked(2, "Stellingen – Het is hier schoon")
    three, four = asked(3, "Andere – Een"), asked(4, "Leeftijd", Kind.SINGLE)
    five, six = asked(5, "Is het fijn?"), asked(6, "Is het groen?")
    found = groups([(one, AGREE), (two, AGREE), (three, AGREE), (four, AGREE), (five, AGREE), (six, AGREE)])
    assert found == ((one, two), (five, six))


def test_other_answers_or_too_many_stand_alone() -> None:
    one, two = asked(1, "Een"), asked(2, "Twee")
    assert groups([(one, AGREE), (two, ("Slecht", "Matig", "Goed"))]) == ()
    assert groups([(one, tuple("123456")), (two, tuple("123456"))]) == ()


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        (("helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"), True),
        (("heel veilig", "veilig", "niet veilig, niet onveilig", "onveilig", "heel onveilig"), False),
        (("Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"), False),
        (("1", "2", "3", "4", "5"), True),
    ],
)
def test_the_words_tell_which_end_is_against(answers: tuple[str, ...], first: bool) -> None:
    assert against_first(answers) is first
