"""Memberships: which municipalities belong to the union, and since when."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.columns import Column
from members.exchange.models import ImportRun
from members.exchange.resources.base import Resource
from members.exchange.resources.periods import duplicates, nearest
from members.exchange.resources.shared_columns import END, PLACE, START, in_both
from members.membership.models import Membership, overlaps
from unions.models import Decision

UNKNOWN_DECISION = _("There is no published decision “%(name)s”. Enter it as 2026/17 or leave the cell empty.")
TWO_MEMBERSHIPS = _(
    "The municipality would have two memberships at the same time. Enter the day on which the other "
    "one ended, in the file or on its own page."
)


class Memberships(Resource):
    word = "memberships"
    label = ImportRun.Kind.MEMBERSHIPS.label
    about = _("Which municipalities belong to the union, since when and until when, and by which decisions.")
    model = Membership
    columns = [
        *PLACE,
        START,
        END,
        Column(
            "council_decided_on",
            _("Date of the council's decision"),
            _("When the joining municipality's council decided (Law 5355, art. 4)."),
            values.partial_date,
            spellings=["meclis kararı tarihi", "meclis karar tarihi", "belediye meclisi karar tarihi", "karar tarihi"],
        ),
        Column(
            "council_decision_number",
            _("Number of the council's decision"),
            _("The number of that decision."),
            values.short_text(40),
            spellings=["meclis karar no", "meclis kararı no", "belediye meclisi karar no", "karar no", "karar sayısı"],
        ),
        Column(
            "acceptance",
            _("Decision of acceptance"),
            _("The decision of the union's assembly that accepted it: year/number."),
            str,
            spellings=["accepted by decision", "birlik meclisi kararı", "birlik meclis karar no"],
        ),
        Column(
            "council_size",
            _("Councillors"),
            _("Members of the municipality's council, where the statute counts seats by them."),
            values.whole_number,
            spellings=["meclis üye sayısı", "belediye meclisi üye sayısı", "meclis üyesi sayısı"],
        ),
        Column(
            "contribution_share",
            _("Share of the contributions (%)"),
            _("Its share of the members' contributions in per cent, where the statute counts seats by it."),
            values.share,
            spellings=[
                "katılım payı",
                "katılma payı",
                "katılma payı oranı",
                "katılım payı oranı",
                "katkı payı oranı",
                "katkı payı",
                "pay oranı",
                "birliğe katılma payı",
                "aidat oranı",
                "aidat payı",
                "katılma payı yüzdesi",
            ],
        ),
        Column(
            "leaving_decided_on",
            _("Date of the decision to leave"),
            _("When the leaving municipality's council decided (Law 5355, art. 4)."),
            values.partial_date,
            spellings=["ayrılma kararı tarihi", "çıkma kararı tarihi"],
        ),
        Column(
            "leaving_decision_number",
            _("Number of the decision to leave"),
            _("The number of that decision."),
            values.short_text(40),
            spellings=["ayrılma karar no", "çıkma karar no"],
        ),
        *in_both(
            "leaving_reason", _("Why it left (Turkish)"), _("Why it left (English)"), _("Why the membership ended.")
        ),
        *in_both(
            "evidence",
            _("Evidence (Turkish)"),
            _("Evidence (English)"),
            _("Where it is named as a member, if the date of joining is unknown."),
        ),
        Column("evidence_on", _("Date of the evidence"), _("When it was named as a member."), values.partial_date),
    ]
    keys = [*Resource.keys, "start_date", "end_date"]

    def rows(self):
        rows = Membership.objects.with_municipality().with_force_of_acceptances()
        return rows.order_by("municipality__sort_key", "municipality_id", "start_date", "pk")

    def value(self, row, name):
        if name == "acceptance":
            return row.accepted_by.citation if row.accepted_by else None
        return super().value(row, name)

    def prepare(self):
        super().prepare()
        self.stored = defaultdict(list)
        for row in self.rows():
            self.stored[row.municipality_id].append(row)
        self.decisions = {row.citation: row for row in Decision.objects.published().select_related("organ")}

    def find(self, cells):
        municipality = self.needed_municipality(cells)
        start, end = cells.value("start_date"), cells.value("end_date")
        rows = self.stored[municipality.pk]
        stored = nearest([row for row in rows if (Membership, row.pk) not in self.working], start, end)
        return [self.own(stored) if stored else Membership(municipality=municipality, start_date=start)]

    def set(self, row, name, value):
        if name == "acceptance":
            row.acceptance = self.decision(value)
        else:
            super().set(row, name, value)

    def decision(self, text: str | None) -> Decision | None:
        if not text:
            return None
        citation = text.replace(" ", "").replace("-", "/", 1) if "/" not in text else text.replace(" ", "")
        if citation not in self.decisions:
            raise ValidationError(UNKNOWN_DECISION, code="decision", params={"name": values.shorten(text)})
        return self.decisions[citation]

    def identity(self, row):
        return (row.municipality_id, str(row.start_date), str(row.end_date))

    def contradictions(self, rows):
        open_ones = duplicates(
            self.beside(rows), rows, lambda row: row.end_date is None and row.municipality_id, TWO_MEMBERSHIPS
        )
        named = {id(row) for row, _message, _others in open_ones}
        overlapping = overlaps(rows, beside=[row for row in self.beside(rows) if not any(row is own for own in rows)])
        return [
            *open_ones,
            *(
                (row, message, [other for other in rows if other.municipality_id == row.municipality_id])
                for row, message in overlapping
                if id(row) not in named
            ),
        ]
