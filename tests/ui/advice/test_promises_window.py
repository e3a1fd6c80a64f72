"""A promise of the college, from the answer to an advice to the list where it is kept."""

from __future__ import annotations

from datetime import date

from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.queries import PromiseRow
from wijkraad_app.features.advice.ui.promises import PromiseDialog

from ..desk import KEY, MOD
from .desk import Desk

BOTH = MOD.ControlModifier | MOD.ShiftModifier


def promises(desk: Desk, show: str = "all") -> list[PromiseRow]:
    return list(desk.read(queries.promise_rows, desk.read(queries.promise_ids, show=show)))


def test_a_promise_in_an_answer_is_kept_with_its_page_and_checked_off_in_the_list(desk: Desk) -> None:
    advice = desk.world.advice
    desk.do(service.add_recommendation, advice=advice, text="Leg een zebrapad aan.")
    desk.do(service.adopt, advice=advice, by_mail=True)
    desk.do(service.register_sent, advice=advice, day=date(2026, 10, 1))
    desk.do(service.register_answer, advice=advice, day=date(2026, 11, 2))
    desk.click(desk.button("Toezegging toevoegen"))
    dialog = desk.dialog(PromiseDialog)
    desk.write("Het zebrapad komt er")
    desk.tab_to(dialog.due)
    desk.write("9-11-2026")
    desk.tab_to(dialog.recommendation)
    desk.press(KEY.Key_Down)
    desk.tab_to(dialog.page)
    desk.write("2")
    desk.main(dialog)
    (made,) = promises(desk)
    assert (made.advice, made.recommendation_number, made.page, made.due) == (advice, 1, "2", date(2026, 11, 9))
    assert made.made_on == date(2026, 11, 2), "the day of the answer"

    desk.click(desk.button("Bekijk toezeggingen"))
    table = desk.page.promises.table
    desk.find_row(table, "14 dagen te laat")
    desk.press(KEY.Key_Space)
    assert promises(desk, "kept")[0].done_on == date(2026, 11, 23)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert promises(desk, "open") == [made]

    desk.click(desk.page.list)
    desk.press(KEY.Key_T, BOTH)
    assert desk.page.showing_promises() and table.count() == 1
    desk.menu("Niet meer verwacht", desk.page.promises)
    assert promises(desk)[0].state == "dropped" and table.count() == 0
