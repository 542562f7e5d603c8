"""Decisions: what the organs resolved, as decision books and their tables have it."""

from html import escape
from typing import cast

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.cells import AtColumn, Cells, Question, Unclear, answer_key
from members.exchange.citations import Citation, citation
from members.exchange.columns import Column, as_truth, choices, label_writer
from members.exchange.models import ImportRun
from members.exchange.outcome_words import Said, outcome_words
from members.exchange.resources.proceedings import MISSING, ORGAN, PAGE, Proceedings, within_title
from unions import law
from unions.models import Decision, Subject
from unions.text.richtext import lines_of
from unions.text.turkish import letters

NO_YEAR = _("The year is missing. Enter the date, or the number with its year: 2023/9.")
OTHER_YEAR = _("The number is of %(year)s, the date is not. Correct one of the two.")
OTHER_LETTER = _("The decisions of “%(organ)s” have no letter “%(letter)s”. Correct the number or the organ.")
OTHER_ORGAN = _("On record, %(citation)s is a decision of another organ (%(organ)s). Correct the number or the organ.")
UNKNOWN_SUBJECT = _("There is no decision topic called “%(value)s”. The topics on record: %(known)s.")
MAJORITY_OF_WHAT = _(
    "“%(name)s” says that not all agreed, but not what was decided. Choose whether the motion was accepted or "
    "rejected, or add the votes."
)
OTHER_VOTES = _("The text counts %(text)s votes, the column for them %(column)s. Correct one of the two.")

UNKNOWN_SIDE = _("“%(value)s” is no side of a vote. Enter “for” or “against”.")
side = choices(
    Decision.Side.choices,
    {
        "kabul": Decision.Side.FOR, "evet": Decision.Side.FOR, "olumlu": Decision.Side.FOR,
        "lehte": Decision.Side.FOR, "kabul yönünde": Decision.Side.FOR, "ret": Decision.Side.AGAINST,
        "red": Decision.Side.AGAINST, "hayır": Decision.Side.AGAINST, "olumsuz": Decision.Side.AGAINST,
        "aleyhte": Decision.Side.AGAINST, "ret yönünde": Decision.Side.AGAINST,
    },
    UNKNOWN_SIDE,
)  # fmt: skip

FORCE_LABELS = {
    law.Force.NOT_YET_TAKEN.value: _("no: not decided yet"),
    law.Force.UNRECORDED.value: _("not known: outcome not recorded"),
    law.Force.NOT_ADOPTED.value: _("no: not accepted"),
    law.Force.ANNULLED.value: _("no: annulled by a court"),
    law.Force.STAYED.value: _("no: stayed by a court"),
    law.Force.REPEALED.value: _("no: repealed"),
    law.Force.SENT_BACK.value: _("no: sent back"),
    law.Force.NOT_FINAL.value: _("no: not on record as final"),
    law.Force.NOT_SENT.value: _("no: not on record as sent to the governor"),
    law.Force.PARTLY.value: _("yes, except the part annulled by a court"),
    law.Force.AMENDED.value: _("yes, as amended"),
    law.Force.FULL.value: _("yes"),
}

OUTCOME_COLUMN = Column(
    "outcome",
    _("Outcome"),
    _("Accepted, rejected, referred, withdrawn or postponed; or that it is not recorded."),
    outcome_words,
    label_writer(Decision.Outcome.choices),
    spellings=[
        "sonuç", "sonucu", "karar sonucu", "oylama sonucu", "oylama", "kabul/ret", "kabul / red", "karar durumu",
        "oylama şekli", "oy durumu", "kararın sonucu", "result",
    ],
)  # fmt: skip
COLUMNS = [
    Column(
        "citation",
        _("Decision"),
        _("Year and number, as cited."),
        citation,
        spellings=[
            "karar no", "karar sayısı", "karar numarası", "kararın numarası", "kararın sayısı", "karar nosu", "no",
            "sayı", "sayısı", "meclis karar no", "encümen karar no", "decision no", "number",
        ],
        is_needed=True,
    ),
    ORGAN,
    Column(
        "date",
        _("Decided on"),
        _("The day of the vote."),
        values.day,
        spellings=["karar tarihi", "tarih", "tarihi", "kararın tarihi", "karar günü", "date"],
        weak=["toplantı tarihi", "meclis toplantı tarihi", "birleşim tarihi"],
    ),
    Column(
        "title_tr",
        _("Title (Turkish)"),
        _("Name or subject in Turkish."),
        within_title,
        spellings=[
            "konu", "konusu", "karar konusu", "kararın konusu", "başlık", "karar başlığı", "kararın başlığı", "subject",
            "konu başlığı", "title", "kararın adı", "karar adı",
        ],
        weak=["karar özeti", "özet", "özeti", "kararın özeti"],
        width=44,
    ),
    Column(
        "title_en", _("Title (English)"), _("The same in English, if translated."), within_title, width=44,
        spellings=["konu (ingilizce)", "subject (english)"],
    ),
    Column(
        "text_tr", _("Text (Turkish)"), _("The wording, without formatting; a paragraph a line."), values.long_text,
        spellings=["karar metni", "metin", "kararın metni", "içerik", "karar içeriği", "text"], width=44,
    ),
    Column("text_en", _("Text (English)"), _("The same in English, if translated."), values.long_text, width=44),
    Column(
        "topic", _("Decision topic"), _("One of the topics by which readers find decisions."), str,
        spellings=["konu alanı", "karar alanı", "kategori", "alan"],
    ),
    Column(
        "legal_ground_tr",
        _("Legal basis (Turkish)"),
        _("The article it is based on, such as: Law 5355, art. 9."),
        values.short_text(200),
        spellings=["yasal dayanak", "dayanak", "hukuki dayanak", "dayanağı", "kanuni dayanak", "legal basis"],
        width=26,
    ),
    Column(
        "legal_ground_en", _("Legal basis (English)"), _("The same in English, if translated."),
        values.short_text(200), width=26,
    ),
    Column(
        "votes_for", _("Votes for"), _("Number of votes in favour."), values.whole_number,
        spellings=[
            "kabul oyu", "kabul", "evet", "evet oyu", "olumlu oy", "kabul sayısı", "kabul edenler", "kabul oyu sayısı",
            "for",
        ],
    ),
    Column(
        "votes_against", _("Votes against"), _("Number of votes against."), values.whole_number,
        spellings=[
            "ret", "red", "ret oyu", "red oyu", "hayır", "hayır oyu", "olumsuz oy", "ret sayısı", "red sayısı",
            "reddedenler", "ret oyu sayısı", "against",
        ],
    ),
    Column(
        "votes_abstaining", _("Abstentions"), _("Number of abstentions."), values.whole_number,
        spellings=["çekimser", "çekimser oy", "çekimser oyu", "çekimser sayısı", "çekimserler", "abstaining"],
    ),
    Column(
        "is_unanimous", _("Unanimous"), _("Whether no one voted against."), values.yes_or_no, as_truth,
        spellings=["oybirliği", "oy birliği", "oy birliği mi", "oy birliğiyle"],
    ),
    Column(
        "is_secret", _("Secret ballot"), _("Whether the ballot was secret."), values.yes_or_no, as_truth,
        spellings=["gizli oylama", "gizli oy"],
    ),
    Column(
        "chair_side", _("Side of the chair"), _("On which side the chair voted; decides an open vote that is tied."),
        side, label_writer(Decision.Side.choices),
        spellings=["başkanın oyu", "başkanın tarafı", "meclis başkanının oyu", "oturum başkanının oyu", "başkan oyu"],
    ),
    Column(
        "is_repeated", _("Repeated ballot"), _("Whether the votes are those of the second secret ballot."),
        values.yes_or_no, as_truth, spellings=["ikinci oylama", "tekrarlanan oylama", "oylama tekrarlandı mı"],
    ),
    Column(
        "lot", _("Lot"), _("What the lot decided after a second tied secret ballot."), side,
        label_writer(Decision.Side.choices), spellings=["kura sonucu", "ad çekme", "kur'a", "kura çekimi"],
    ),
    OUTCOME_COLUMN,
    Column(
        "in_force",
        _("In force today"),
        _("Whether it is in force on the day of the file, and the reason if it is not."),
        write=label_writer(list(FORCE_LABELS.items())),
    ),
    Column(
        "final_on", _("Final on"), _("The day from which it could no longer be sent back."), values.day,
        spellings=["kesinleşme tarihi", "kesinleştiği tarih"],
    ),
    Column(
        "sent_to_governor_on",
        _("Sent to the governor on"),
        _("When it was sent to the governor as the highest civil authority of the place."),
        values.day,
        spellings=[
            "valiliğe gönderme tarihi", "valiliğe gönderildiği tarih", "mülki idare amirine gönderildiği tarih",
            "mülki amire gönderilme tarihi", "kaymakamlığa gönderme tarihi", "valiliğe gönderiliş tarihi",
        ],
    ),
    Column(
        "summary_published_on", _("Summary published on"), _("When its summary was published."), values.day,
        spellings=["özetin yayımlandığı tarih", "ilan tarihi", "özet ilan tarihi", "yayımlanma tarihi"],
    ),
    Column(
        "carried_out_on", _("Implemented on"), _("When it was implemented."), values.day,
        spellings=["uygulama tarihi", "uygulandığı tarih"],
    ),
    PAGE,
]  # fmt: skip
# What of a table the database judges, and the field without which it has nothing to judge.
JUDGED = {
    "unions_decision_unanimous_without_opposition": "is_unanimous",
    "unions_decision_final_after_decided": "final_on",
    "unions_decision_sent_after_decided": "sent_to_governor_on",
    "unions_decision_accepted_by_its_votes": "votes_for",
    "unions_decision_rejected_by_its_votes": "votes_for",
}


class Decisions(Proceedings):
    word = "decisions"
    label = ImportRun.Kind.DECISIONS.label
    about = _("The published decisions of the organs with their votes and the steps until they enter into force.")
    model = Decision
    columns = COLUMNS
    keys = ["citation", "organ", "date"]

    def constraints_on(self, row):
        constraints = [rule for rule in Decision._meta.constraints if isinstance(rule, CheckConstraint)]
        return [rule for rule in constraints if is_said(row, JUDGED.get(rule.name))]

    def rows(self):
        rows = Decision.objects.select_related("organ", "subject").with_force()
        return rows.order_by("date", "pk")

    def value(self, row, name):
        if name == "organ":
            return row.organ.title_tr
        if name == "topic":
            return row.subject.title_tr if row.subject_id else None
        if name == "in_force":
            return row.force.value if row.pk else None
        if name == "page":
            return row.short_address if row.pk else None
        if name.startswith("text_"):
            # What no cell of an import holds is left on its page.
            text = lines_of(getattr(row, name) or "")
            return text if len(text) <= values.LONGEST_TEXT else None
        return getattr(row, name)

    def prepare(self):
        super().prepare()
        self.subjects = {letters(title): row for row in Subject.objects.all() for title in names_of(row)}
        self.stored = {(row.year, row.series, row.number): row for row in self.rows()}
        self.found: dict[tuple, Decision] = {}

    def everything(self):
        return list(self.stored.values())

    def find(self, cells):
        number = cells.value("citation")
        if number is None:
            raise AtColumn("citation", MISSING, "missing", heading=self.by_name["citation"].heading)
        organ, year = self.organ_of(cells), self.year_of(number, cells)
        if number.series and number.series != organ.decision_series:
            params = {"organ": organ.title_tr, "letter": number.series}
            raise AtColumn("citation", OTHER_LETTER, "letter", **params)
        stored = self.stored.get((year, organ.decision_series, number.number))
        if stored is None:
            return [self.new(cells, organ, number, year)]
        if stored.organ_id != organ.pk:
            params = {"citation": stored.citation, "organ": stored.organ.title_tr}
            raise AtColumn("organ", OTHER_ORGAN, "organ", **params)
        return [self.own(stored)]

    def new(self, cells: Cells, organ, number: Citation, year: int) -> Decision:
        for name in ["date", "title_tr"]:
            if not cells.text(name):
                raise AtColumn(name, MISSING, "missing", heading=self.by_name[name].heading)
        decision = Decision(organ=organ, number=number.number, date=cells.value("date"), status=self.new_status)
        decision.union_id = organ.union_id
        decision.fill_number_parts()
        # Nothing is related to it yet; asking would cost a query each.
        for flag in ["has_rulings", "has_changes"]:
            setattr(decision, flag, False)
        return decision

    def year_of(self, number: Citation, cells: Cells) -> int:
        day = cells.value("date")
        if day is None and number.year is None:
            raise AtColumn("citation", NO_YEAR, "missing")
        if day is not None and number.year not in [None, day.year]:
            raise AtColumn("citation", OTHER_YEAR, "year", year=number.year)
        return day.year if day is not None else cast(int, number.year)

    def take(self, row, name, cells):
        if name == "outcome":
            self.take_outcome(row, cells)
        elif name == "topic":
            row.subject = self.subject(cells.text(name))
        else:
            super().take(row, name, cells)

    def set(self, row, name, value):
        if name in ["citation", "organ"] or (name == "date" and value is None):
            return
        if name.startswith("text_"):
            self.set_text(row, name, value)
        elif name == "topic":
            row.subject = None
        elif name == "outcome":
            row.outcome = Decision.Outcome.UNRECORDED
        elif name in ["is_unanimous", "is_secret", "is_repeated"]:
            setattr(row, name, bool(value))
        else:
            super().set(row, name, value)

    def set_text(self, row, name: str, value: str | None) -> None:
        is_shown = self.value(row, name) is not None
        if value is not None or is_shown:
            setattr(row, name, "".join(f"<p>{escape(line)}</p>" for line in (value or "").split("\n") if line.strip()))

    def subject(self, text: str) -> Subject:
        found = self.subjects.get(letters(text))
        if found is None:
            known = ", ".join(sorted({f"“{row.title_tr}”" for row in self.subjects.values()})) or "—"
            raise values.refuse(UNKNOWN_SUBJECT, "subject", text, known=known)
        return found

    def take_outcome(self, row: Decision, cells: Cells) -> None:
        """What the words say: the outcome, that all agreed, the votes; a majority alone says too little."""
        said: Said = cells.value("outcome")
        for name, count in said.votes:
            other = cells.value(name)
            if other not in [None, count]:
                params = {"text": count, "column": other}
                raise ValidationError(OTHER_VOTES, code="votes", params=params)
            setattr(row, name, count)
        if said.is_unanimous:
            row.is_unanimous = True
        if said.is_secret:
            row.is_secret = True
        if said.outcome:
            row.outcome = said.outcome
        elif said.is_by_majority and not (said.votes or cells.value("votes_for")):
            row.outcome = self.answered_outcome(cells)
        else:
            # The votes decide.
            row.outcome = Decision.Outcome.UNRECORDED

    def answered_outcome(self, cells: Cells) -> str:
        text = cells.text("outcome")
        key = answer_key("outcome", text)
        outcomes = [Decision.Outcome.ACCEPTED, Decision.Outcome.REJECTED]
        if cells.answers.get(key) in outcomes:
            return cells.answers[key]
        question = Question(key, [(outcome.value, str(outcome.label)) for outcome in outcomes], 2)
        raise Unclear(MAJORITY_OF_WHAT, question, "outcome", name=values.shorten(text))

    def identity(self, row):
        return (row.year, row.series, row.number)

    def name(self, row):
        return f"{row.citation} {values.shorten(row.title_tr, 80)}"


def names_of(subject: Subject) -> list[str]:
    return [name for name in [subject.title_tr, subject.title_en] if name]


def is_said(row: Decision, name: str | None) -> bool:
    """Whether a field holds something; no votes are something as well."""
    value = getattr(row, name) if name else None
    return value is not None and value is not False
