"""Meetings with their agendas: a row a meeting with the agenda in one cell, or a row an item."""

from collections import defaultdict
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.cells import AtColumn, Cells, Question, Unclear, answer_key
from members.exchange.models import ImportRun
from members.exchange.resources.agendas import (
    ITEM_LENGTH,
    ITEM_TWICE,
    LONG_ITEM,
    NUMBER_TWICE,
    NUMBER_WITHOUT_ITEM,
    OTHER_NUMBER,
    agenda_lines,
    agenda_text,
    stored_items,
)
from members.exchange.resources.meeting_columns import ABOUT_MEETING, AGENDA_NUMBER, COLUMNS, KINDS, STATES
from members.exchange.resources.proceedings import MISSING, Proceedings
from unions.models import AgendaItem, Meeting, Organ
from unions.publishing.addresses import LANGUAGES
from unions.text.partial_dates import PartialDate
from unions.text.turkish import MONTHS, letters

NO_KIND = _(
    "It is not clear whether the meeting was ordinary or extraordinary. Add a column “%(heading)s”, or say it in the "
    "title."
)
WHICH_MEETING = _(
    "On record there is a meeting of this organ that may be the same (%(name)s). Choose it, or say that this is "
    "another."
)
SAYS_OTHERWISE = _("Row %(row)s says “%(other)s” of the same meeting. Correct one of the two.")
TWO_HOURS = _("The hour in this cell is not that beside the date (%(other)s). Correct one of the two.")
HOUR_WITHOUT_DAY = _("An hour needs a day. Enter the whole date, or delete the hour.")

# The answer that none of the meetings offered is meant.
NEW_MEETING = "new"
KIND_WORDS = [("olaganustu", KINDS.EXTRAORDINARY), ("extraordinary", KINDS.EXTRAORDINARY),
              ("olagan", KINDS.ORDINARY), ("ordinary", KINDS.ORDINARY)]  # fmt: skip


class Meetings(Proceedings):
    word = "meetings"
    label = ImportRun.Kind.MEETINGS.label
    about = _("The published meetings of the organs with their agendas.")
    model = Meeting
    columns = COLUMNS
    read_only_columns = [AGENDA_NUMBER]
    keys = ["organ", "date", "hour"]

    def rows(self):
        return Meeting.objects.select_related("organ").prefetch_related("agenda_items").order_by("starts_at", "pk")

    def value(self, row, name):
        if name == "organ":
            return row.organ.title_tr
        if name == "date":
            return row.known_date
        if name == "hour":
            known = row.precision == Meeting.Precision.TIME
            return f"{timezone.localtime(row.starts_at):%H:%M}" if known else None
        if name == "meeting_kind":
            return row.kind
        if name == "state":
            # Nobody has said whether it was held.
            return row.state if row.state != STATES.PLANNED or row.is_upcoming else None
        if name == "agenda":
            return agenda_text(self.items_of(row)) or None
        if name == "page":
            return row.get_absolute_url() if row.pk else None
        return getattr(row, name)

    def items_of(self, row: Meeting) -> list[AgendaItem]:
        """The items of a meeting as the file leaves them, or as they are stored."""
        agendas = getattr(self, "agendas", {})
        items = agendas[id(row)] if id(row) in agendas else stored_items(row)
        return sorted(items, key=lambda item: item.number)

    def prepare(self):
        super().prepare()
        self.by_organ: dict[int, list[Meeting]] = defaultdict(list)
        for row in self.rows():
            self.by_organ[row.organ_id].append(row)
        self.by_key = {str(row.pk): row for rows in self.by_organ.values() for row in rows}
        # By what a row says of day and hour: the meeting that it is about.
        self.newcomers: dict[tuple, Meeting] = {}
        # By the meeting: its agenda as the file leaves it, the numbers of its rows, and what they say of it.
        self.agendas: dict[int, list[AgendaItem]] = {}
        self.numbers: dict[int, set[int]] = defaultdict(set)
        self.said: dict[tuple[int, str], tuple[int, str]] = {}
        # By the item of an agenda: the row that names it.
        self.lines: dict[int, int] = {}
        self.above: Meeting | None = None
        self.slugs: set[tuple] = set()

    def everything(self):
        return list(self.by_key.values())

    # Which meeting a row is about

    def begin_row(self, cells):
        if cells.texts.get("date") or cells.texts.get("organ"):
            self.above = None

    def find(self, cells):
        if self.above is None or cells.text("date") or cells.text("organ"):
            self.above = self.meeting(cells)
        elif not cells.text("agenda"):
            raise AtColumn("date", MISSING, "missing", heading=self.by_name["date"].heading)
        self.numbers[id(self.above)].add(cells.number)
        return [self.above]

    def meeting(self, cells: Cells) -> Meeting:
        if not cells.text("date"):
            raise AtColumn("date", MISSING, "missing", heading=self.by_name["date"].heading)
        organ, (day, hour) = self.organ_of(cells), self.moment(cells)
        stored = self.stored_meeting(organ, day, hour, cells)
        if stored is not None:
            row = self.own(stored)
            self.agendas.setdefault(id(row), [self.own(item) for item in stored_items(stored)])
        else:
            row = self.new(organ, day, hour, cells)
        give_moment(row, day, hour)
        return row

    def moment(self, cells: Cells) -> tuple[PartialDate, time | None]:
        """Day and hour of a row, from one cell or two."""
        day, beside = cells.value("date")
        hour = cells.value("hour")
        if None not in [hour, beside] and hour != beside:
            raise AtColumn("hour", TWO_HOURS, "hour", other=f"{beside:%H:%M}")
        hour = hour or beside
        if hour and day.day is None:
            raise AtColumn("hour", HOUR_WITHOUT_DAY, "hour")
        return day, hour

    def stored_meeting(self, organ: Organ, day: PartialDate, hour: time | None, cells: Cells) -> Meeting | None:
        """The meeting on record that is meant; None where it is new; raises Unclear where that has to be said."""
        near = [row for row in self.by_organ[organ.pk] if may_be_same(row.known_date, day)]
        same = [row for row in near if row.known_date == day and hour in [None, hour_of(row)]]
        if len(same) == 1:
            return same[0]
        key = answer_key("meeting", organ.title_tr, str(day), str(hour or ""))
        answer = cells.answers.get(key, "")
        if not near or answer == NEW_MEETING:
            return None
        if answer in [str(row.pk) for row in near]:
            return self.by_key[answer]
        options = [(str(row.pk), f"{row.title_tr}, {row.when}") for row in near]
        question = Question(key, [*options, (NEW_MEETING, str(_("another meeting, not yet recorded")))], len(near) + 1)
        raise Unclear(WHICH_MEETING, question, "date", name=options[0][1])

    def new(self, organ: Organ, day: PartialDate, hour: time | None, cells: Cells) -> Meeting:
        key = (organ.pk, day, hour)
        if key not in self.newcomers:
            meeting = Meeting(organ=organ, status=self.new_status, kind=self.kind_of(cells))
            meeting.union_id = organ.union_id
            give_moment(meeting, day, hour)
            for language in LANGUAGES:
                if not cells.text(f"title_{language}") and (language == "tr" or not cells.text("title_tr")):
                    setattr(meeting, f"title_{language}", usual_title(meeting, language))
            self.newcomers[key] = meeting
            self.agendas[id(meeting)] = []
        return self.newcomers[key]

    def kind_of(self, cells: Cells) -> str:
        """What the column or the title says; nothing else does."""
        if cells.text("meeting_kind"):
            try:
                return cells.value("meeting_kind")
            except ValidationError as error:
                raise AtColumn(
                    "meeting_kind", error.message, error.code or "invalid", **(error.params or {})
                ) from error
        title = letters(f"{cells.text('title_tr')} {cells.text('title_en')}")
        kind = next((kind for word, kind in KIND_WORDS if word in title), None)
        if kind is None:
            raise AtColumn("meeting_kind", NO_KIND, "missing", heading=self.by_name["meeting_kind"].heading)
        return kind

    # What a row says of it

    def take(self, row, name, cells):
        if name == "agenda_number":
            if not cells.text("agenda"):
                raise ValidationError(NUMBER_WITHOUT_ITEM, code="number")
            return
        if name == "agenda":
            self.take_agenda(row, cells)
            return
        if name in ABOUT_MEETING:
            number, other = self.said.setdefault((id(row), name), (cells.number, cells.text(name)))
            if letters(other) != letters(cells.text(name)):
                params = {"row": number, "other": values.shorten(other)}
                raise ValidationError(SAYS_OTHERWISE, code="otherwise", params=params)
        super().take(row, name, cells)

    def set(self, row, name, value):
        if name == "meeting_kind":
            row.kind = value or row.kind
        elif name == "state":
            row.state = value or row.state
        elif name not in ["organ", "date", "hour", "agenda"] and (name != "title_tr" or value is not None):
            super().set(row, name, value)

    def take_agenda(self, row: Meeting, cells: Cells) -> None:
        """Give the meeting the items of a cell: by their numbers where they have one, else by their words."""
        own = cells.value("agenda_number") if "agenda_number" in cells.texts else None
        lines = agenda_lines(cells.value("agenda"))
        if own is not None:
            lines = [(own, " ".join(title for _number, title in lines))]
        for _number, title in lines:
            if len(title) > ITEM_LENGTH:
                params = {"length": len(title), "limit": ITEM_LENGTH, "value": values.shorten(title)}
                raise ValidationError(LONG_ITEM, code="too_long", params=params)
        numbers = [number for number, _title in lines if number]
        titles = [letters(title) for _number, title in lines]
        if twice := [number for number in numbers if numbers.count(number) > 1]:
            raise ValidationError(NUMBER_TWICE, code="twice", params={"number": twice[0]})
        for _number, title in lines:
            if titles.count(letters(title)) > 1:
                raise ValidationError(ITEM_TWICE, code="twice", params={"value": values.shorten(title)})
        for number, title in lines:
            self.take_item(row, number, title, cells.number)

    def take_item(self, row: Meeting, number: int | None, title: str, line: int) -> None:
        items = self.agendas[id(row)]
        same = next((item for item in items if letters(item.title_tr or "") == letters(title)), None)
        at_number = next((item for item in items if item.number == number), None) if number else None
        if same is not None and number and same.number != number:
            params = {"value": values.shorten(title), "number": same.number}
            raise ValidationError(OTHER_NUMBER, code="number", params=params)
        item = same or at_number
        if item is not None and self.lines.get(id(item), line) != line:
            params = {"row": self.lines[id(item)], "other": values.shorten(item.title_tr)}
            raise ValidationError(SAYS_OTHERWISE, code="otherwise", params=params)
        if item is None:
            item = AgendaItem(meeting=row, number=number or max((item.number for item in items), default=0) + 1)
            item.union_id = row.union_id
            items.append(item)
        self.lines[id(item)] = line
        if item.title_tr != title:
            item.title_tr = title

    # Rows that belong together

    def joins(self, rows):
        return all(cells.text("agenda") for cells in rows)

    def rows_about(self, row):
        return self.numbers[id(row)]

    def dependants(self, row):
        self.make_slugs_differ(row)
        items = self.items_of(row)
        return [item for item in items if item.pk is None or item.title_tr != self.stored_twin(item).title_tr]

    def make_slugs_differ(self, row: Meeting) -> None:
        """Several new meetings of a year may have one title; the database is not asked about those of the file."""
        if row.pk is not None:
            return
        row.prepare_for_save()
        for language in LANGUAGES:
            wanted, number = getattr(row, f"slug_{language}"), 2
            taken = row.taken_slugs(language, wanted)
            slug = wanted
            while (row.year, language, slug) in self.slugs or slug in taken:
                slug, number = f"{wanted}-{number}", number + 1
            self.slugs.add((row.year, language, slug))
            setattr(row, f"slug_{language}", slug)

    def identity(self, row):
        return (id(row),)

    def name(self, row):
        return f"{row.title_tr}, {row.when} ({row.organ.title_tr})"


def hour_of(row: Meeting) -> time | None:
    return timezone.localtime(row.starts_at).time() if row.precision == Meeting.Precision.TIME else None


def may_be_same(recorded: PartialDate, day: PartialDate) -> bool:
    """Whether two dates, as far as they are known, may be those of one meeting; a mere year says too little."""
    if recorded == day:
        return True
    if None in [recorded.month, day.month]:
        return False
    return recorded.earliest <= day.latest and day.earliest <= recorded.latest


def give_moment(row: Meeting, day: PartialDate, hour: time | None) -> None:
    """Set the beginning as far as the file knows it; what is on record more precisely stays."""
    if row.pk and row.known_date == day and hour in [None, hour_of(row)]:
        return
    if row.pk and day.day is None:
        return
    row.starts_at = timezone.make_aware(datetime.combine(day.earliest, hour or time()))
    known = Meeting.Precision
    row.precision = known.TIME if hour else known.DAY if day.day else known.MONTH if day.month else known.YEAR


def usual_title(meeting: Meeting, language: str) -> str:
    """What a meeting without a title is called: Mayıs 2024 olağan toplantısı."""
    day = meeting.known_date
    with translation.override(language):
        month = f"{MONTHS[language][day.month - 1]} " if day.month else ""
        words = {
            KINDS.ORDINARY: _("ordinary meeting"),
            KINDS.EXTRAORDINARY: _("extraordinary meeting"),
            KINDS.FIRST: _("first meeting after the elections"),
        }
        return f"{month}{day.year} {words[KINDS(meeting.kind)]}"
