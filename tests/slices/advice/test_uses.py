"""A signal tells in which advice it was used."""

from __future__ import annotations

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service
from wijkraad_app.features.advice.queries.uses import signal_uses
from wijkraad_app.features.signals import service as signals


def test_a_signal_names_the_advice_that_cites_it(workspace: LocalWorkspace, monday: object) -> None:
    signal = workspace.do(signals.add_signal, title="Losse tegels", text="Bij de bushalte")
    advice = workspace.do(service.add_advice, title="Veilige stoep")
    workspace.do(service.insert_evidence, advice=advice, kind="signal", source=signal)
    (use,) = workspace.read(lambda session: list(signal_uses(session, signal)))
    assert use.text == "Gebruikt in advies “Veilige stoep”" and use.ref and use.ref.id == advice
    workspace.undo()
    assert workspace.read(lambda session: list(signal_uses(session, signal))) == []
