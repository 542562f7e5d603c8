"""Annual documents: budgets, accounts, reports, and the decisions that adopted them; their files are added by hand."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.cells import AtColumn, Cells, Question, Unclear, answer_key
from members.exchange.citations import Citation, citation
from members.exchange.columns import Column, choices, label_writer
from members.exchange.models import ImportRun
from members.exchange.resources.proceedings import MISSING, PAGE, Proceedings
from unions.models import Decision, Paper

KINDS = Paper.Kind

UNKNOWN_KIND = _("“%(value)s” is not a known kind of annual document. Known kinds: %(known)s.")
UNKNOWN_DECISION = _("There is no decision “%(name)s” on record. Import it first, or leave the cell empty.")
NO_YEAR_OF_DECISION = _("The year of the decision is missing. Enter it as 2023/9, or add the day.")
OTHER_DAY = _("The decision %(citation)s is of %(day)s. Correct one of the two.")
NO_DECISION_THAT_DAY = _(
    "There is no decision of that day on record. Import the decisions first, or leave the cell empty."
)
WHICH_DECISION = _("Which decision of that day adopted it?")
# The answer that the decision is left open.
NO_DECISION = "none"

COLUMNS = [
    Column(
        "paper_kind",
        _("Kind of document"),
        _(
            "Activity report, final accounts, budget, supplementary budget, work programme, fee tariff, strategic "
            "plan, performance programme or report of the audit committee."
        ),
        choices(
            KINDS.choices,
            {
                "faaliyet raporu": KINDS.ACTIVITY_REPORT, "yıllık faaliyet raporu": KINDS.ACTIVITY_REPORT,
                "idare faaliyet raporu": KINDS.ACTIVITY_REPORT, "kesin hesap": KINDS.FINAL_ACCOUNTS,
                "kesinhesap": KINDS.FINAL_ACCOUNTS, "kesin hesap cetveli": KINDS.FINAL_ACCOUNTS,
                "yıl sonu kesin hesabı": KINDS.FINAL_ACCOUNTS, "bütçe": KINDS.BUDGET, "yıllık bütçe": KINDS.BUDGET,
                "gelir gider bütçesi": KINDS.BUDGET, "performans esaslı bütçe": KINDS.BUDGET,
                "ek bütçe": KINDS.SUPPLEMENTARY_BUDGET, "çalışma programı": KINDS.WORK_PROGRAMME,
                "yıllık çalışma programı": KINDS.WORK_PROGRAMME, "yatırım ve çalışma programı": KINDS.WORK_PROGRAMME,
                "tarife": KINDS.TARIFF, "ücret tarifesi": KINDS.TARIFF, "stratejik plan": KINDS.STRATEGIC_PLAN,
                "performans programı": KINDS.PERFORMANCE_PROGRAMME, "denetim raporu": KINDS.AUDIT_REPORT,
                "denetim komisyonu raporu": KINDS.AUDIT_REPORT,
            },
            UNKNOWN_KIND,
        ),
        label_writer(KINDS.choices),
        spellings=["belge türü", "türü", "tür", "belge", "belgenin türü", "belge adı", "evrak türü", "document"],
        is_needed=True,
        width=28,
    ),
    Column(
        "year", _("Year"), _("The year the document is for."), values.year,
        spellings=["yılı", "mali yıl", "ait olduğu yıl", "bütçe yılı", "dönemi", "mali yılı"], is_needed=True,
    ),
    Column(
        "number",
        _("Number within the year"),
        _("2 for the second supplementary budget of a year; otherwise empty or 1."),
        values.whole_number,
        spellings=["yıl içindeki sırası", "kaçıncı", "ek bütçe no"],
    ),
    Column(
        "decision",
        _("Decision on it"),
        _("The decision that adopted or rejected it: year/number."),
        citation,
        str,
        spellings=["karar no", "kabul kararı", "meclis kararı", "karar sayısı", "kabul eden karar", "decided by"],
    ),
    Column(
        "adopted_on",
        _("Decided on"),
        _("The day of that decision, by which it is found where its number is not known."),
        values.day,
        spellings=["kabul tarihi", "karar tarihi", "meclis karar tarihi", "meclis kabul tarihi", "adopted on"],
    ),
    Column(
        "published_on", _("Published on"), _("When it was published."), values.day,
        spellings=["yayımlanma tarihi", "yayın tarihi", "ilan tarihi"],
    ),
    Column("summary_tr", _("Summary (Turkish)"), _("A summary of the content."), values.long_text, width=44,
           spellings=["özet", "özeti", "açıklama"]),
    Column("summary_en", _("Summary (English)"), _("The same in English."), values.long_text, width=44),
    PAGE,
]  # fmt: skip


class Papers(Proceedings):
    word = "papers"
    label = ImportRun.Kind.PAPERS.label
    about = _("The published annual documents: which year they are for, and by which decision they were adopted.")
    model = Paper
    columns = COLUMNS
    keys = ["paper_kind", "year", "number", "decision", "adopted_on"]
    has_organ = False

    def rows(self):
        return Paper.objects.with_decision().order_by("year", "kind", "number", "pk")

    def value(self, row, name):
        decision = row.decision if row.decision_id else None
        if self.is_for_readers and decision is not None and not decision.is_public:
            decision = None
        if name == "paper_kind":
            return row.kind
        if name == "decision":
            return decision.citation if decision else None
        if name == "adopted_on":
            return decision.date if decision else None
        if name == "page":
            return row.short_address if row.pk else None
        return getattr(row, name)

    is_for_readers = False

    def prepare(self):
        super().prepare()
        self.stored = {(row.kind, row.year, row.number): row for row in self.rows()}
        self.decisions = list(Decision.objects.select_related("organ"))
        self.by_key = {str(row.pk): row for row in self.decisions}

    def everything(self):
        return list(self.stored.values())

    def find(self, cells):
        for name in ["paper_kind", "year"]:
            if not cells.text(name):
                raise AtColumn(name, MISSING, "missing", heading=self.by_name[name].heading)
        kind, year, number = cells.value("paper_kind"), cells.value("year"), cells.value("number") or 1
        stored = self.stored.get((kind, year, number))
        if stored is None:
            return [Paper(kind=kind, year=year, number=number, status=self.new_status)]
        return [self.own(stored)]

    def take(self, row, name, cells):
        if name == "adopted_on" and cells.text("decision"):
            # It was compared with the decision.
            return
        if name in ["decision", "adopted_on"]:
            found = self.decision(row, cells)
            if found is not None:
                row.decision = found
        else:
            super().take(row, name, cells)

    def set(self, row, name, value):
        if name == "decision" and value is None:
            row.decision = None
        elif name not in ["paper_kind", "year", "number", "decision", "adopted_on"]:
            super().set(row, name, value)

    def decision(self, row: Paper, cells: Cells) -> Decision | None:
        """The decision that a row names by number, by day, or both; asked where the day alone leaves it open."""
        number, day = cells.value("decision"), cells.value("adopted_on")
        if number is not None:
            return self.numbered(number, day, cells.text("decision"))
        that_day = [decision for decision in self.decisions if decision.date == day]
        if not that_day:
            raise AtColumn("adopted_on", NO_DECISION_THAT_DAY, "decision")
        if row.decision_id and row.decision in that_day:
            return row.decision
        key = answer_key("decision", str(day), row.kind, str(row.year), str(row.number))
        answer = cells.answers.get(key, "")
        if answer == NO_DECISION:
            return None
        if answer in self.by_key:
            return self.by_key[answer]
        options = [(str(one.pk), f"{one.citation} {values.shorten(one.title_tr)}") for one in that_day]
        options.append((NO_DECISION, str(_("leave it open"))))
        raise Unclear(WHICH_DECISION, Question(key, options, len(options)), "adopted_on")

    def numbered(self, number: Citation, day: date | None, text: str) -> Decision:
        year = number.year or (day.year if day else None)
        if year is None:
            raise AtColumn("decision", NO_YEAR_OF_DECISION, "missing")
        same = [row for row in self.decisions if (row.year, row.number) == (year, number.number)]
        found = [row for row in same if row.series == number.series]
        if not found:
            raise AtColumn("decision", UNKNOWN_DECISION, "decision", name=values.shorten(text))
        if day is not None and found[0].date != day:
            params = {"citation": found[0].citation, "day": f"{found[0].date:%d.%m.%Y}"}
            raise AtColumn("adopted_on", OTHER_DAY, "day", **params)
        return found[0]

    def identity(self, row):
        return (row.kind, row.year, row.number)

    def name(self, row):
        return str(row)
