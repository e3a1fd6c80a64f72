"""Settings: what the council is and how it decides."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Slot

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.autosave import Autosave
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import NumberField

from .. import queries, service
from ..queries import CouncilRow, MemberRow
from ..rules import quorum, voting
from .body_kind import BodyKind
from .place import Place
from .saving import CouncilForm, Saving


class CouncilSection(CouncilForm):
    """Name, kind, ward; quorum and notice."""

    def build(self) -> None:
        self._members: int | None = None
        self.name = LineField(_("Name"), limit=200)
        self.kind = BodyKind()
        self.place = Place()
        self.formal = CheckField(
            _("Has a formal right to advise"), hint=_("A by-law or agreement says that the college has to react.")
        )
        self.quorum = ChoiceField(_("Quorum"), [(rule, quorum.quorum_label(rule)) for rule in quorum.RULES])
        self.number = NumberField(_("Number of members"), least=1, most=100)
        self.need = Label("", "small", "text_2", wrap=True)
        self.notice = NumberField(_("Days between agenda and meeting"), most=90)
        self.fields = {
            "name": self.name,
            "formal_right": self.formal,
            "notice_days": self.notice,
            **self._voting(),
        }
        self._kind_saves = Autosave(self.kind, self._save_kind)
        self.kind.edited.connect(self._kind_saves.touched)
        self.kind.choice.edited.connect(lambda _kind: self._kind_saves.leave())
        self._place_saves = Autosave(self.place, self._save_place)
        self.place.municipality.edited.connect(lambda _text: self._place_saves.touched(None))
        self.place.ward.edited.connect(lambda _text: self._place_saves.touched(None))
        self.place.choice.edited.connect(lambda _code: self._ward_chosen())
        self.quorum.edited.connect(self._save_quorum)
        self.number.edited.connect(lambda _number: self._save_quorum(self.quorum.value()))
        self.form.setLayout(
            column(
                self.name,
                self.kind,
                self.place,
                self.formal,
                10,
                Label(_("How it decides"), "heading"),
                row((self.quorum, 2), (self.number, 1), gap=16, top=True),
                self.need,
                self.aside,
                self.notice,
                10,
                Label(_("How votes are counted"), "heading"),
                row((self.abstentions, 1), (self.blanks, 1), gap=16, top=True),
                self.tie,
                gap=14,
            )
        )

    def _voting(self) -> dict[str, Saving]:
        """What the council agreed about votes."""
        counting = [(key, _(word)) for key, word in voting.COUNTING.items()]
        self.abstentions = ChoiceField(_("Abstentions"), counting)
        self.blanks = ChoiceField(_("Blank votes"), counting)
        self.tie = ChoiceField(_("When the votes are tied"), [(key, _(word)) for key, word in voting.TIES.items()])
        self.aside = CheckField(
            _("A member who steps aside counts for the quorum"),
            hint=_("Someone with a personal interest in an item doesn't vote on it."),
        )
        return {
            "abstentions": self.abstentions,
            "blanks": self.blanks,
            "tie_rule": self.tie,
            "aside_in_quorum": self.aside,
        }

    def shown(self, row: CouncilRow) -> None:
        if not self._kind_saves.pending:
            self.kind.show_kind(row.body_kind)
        if not self._place_saves.pending:
            self.place.show_place(row.municipality, row.ward, row.ward_code)
        self.quorum.refresh(row.quorum_rule)
        if not self.number.line.hasFocus():
            self.number.set_value(row.quorum_number or None)
        self.number.setVisible(row.quorum_rule == "number")
        self.app.read(self, queries.members, done=self._count, latest="members")

    def _count(self, members: Sequence[MemberRow]) -> None:
        if self.row is None:
            return
        voting = sum(member.votes for member in members)
        need = quorum.quorum_need(voting, self.row.quorum_rule, self.row.quorum_number)
        text = ngettext("Now {need} of {count} member.", "Now {need} of {count} members.", voting)
        self.need.setText(text.format(need=need, count=voting) if voting else _("There are no members yet."))

    def _save_kind(self, kind: str, group: UUID) -> None:
        self.save("body_kind", kind, group)

    def _ward_chosen(self) -> None:
        self._place_saves.touched(None)
        self._place_saves.leave()

    def _save_place(self, _changed: None, group: UUID) -> None:
        self.app.do(
            self,
            service.update_council,
            group=group,
            municipality=self.place.municipality.value().strip(),
            ward=self.place.ward_name(),
            ward_code=self.place.ward_code(),
        )

    @Slot(object)
    def _save_quorum(self, rule: str) -> None:
        number = self.number.value() or 0
        self.number.setVisible(rule == "number")
        if rule != "number" or number:
            self.app.do(self, service.update_council, quorum_rule=rule, quorum_number=number)
        else:
            self.number.setFocus()
