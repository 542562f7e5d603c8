"""What searches find, each kind of row declared once: which rows, by what words, and on which other rows they rest.

The page types of `pages.kinds` need no declaration here. `pages.E009` refuses a model of the map of the site that has
none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, partial
from html import unescape
from itertools import islice
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality, PopulationFigure
from members.municipalities.population import populations_of
from members.people.mayors import name_shown
from members.people.models import OfficeHolder, Person
from pages.frame.sections import sections
from pages.kinds import KINDS
from pages.publications import AttachedFile, Publication
from pages.search.entries import Entry
from pages.search.section_words import SECTION_WORDS, names_of_union, section_text
from pages.tree.models import Page
from unions.models import (
    AgendaItem,
    AgendaPaper,
    ContactPoint,
    Decision,
    Duty,
    FileText,
    Headquarters,
    HistoryEvent,
    LegalBasis,
    Meeting,
    Organ,
    OrganPower,
    Paper,
    StatuteChange,
    Subject,
    Union,
    UnionName,
    UnionOwned,
    Unit,
)
from unions.publishing.addresses import LANGUAGES
from unions.publishing.states import Publishable
from unions.text.languages import is_translated
from unions.text.richtext import RichTextField, plain_text
from unions.text.turkish import capfirst, format_date, format_number

HEADING = re.compile(r"<h[2-4][^>]*>(.*?)</h[2-4]>", re.DOTALL)
EVERY = "*"
# How many rows have the texts of their files read at once.
AT_ONCE = 100
# Documents are Turkish; see `file_link`.
LANGUAGE_OF_FILES = "tr"


@dataclass(frozen=True, eq=False)
class Source:
    """A kind of row with a page of its own that searches find."""

    name: str
    model: type[Any]
    rows: Callable[[], QuerySet]
    words: Callable[[Any], dict]
    # Rows that an entry rests on, and the way from them to the key of its own row; none: all entries rest on them.
    parts: dict[type[Model], str] = field(default_factory=dict)
    weight: int = 6
    # The stored files whose texts are searched as the entry's own.
    files: Callable[[Any], list[Any]] = lambda _row: []

    def entries(self, union: Union, keys: set[str] | None) -> Iterator[Entry]:
        """The entries of these rows, or of all; the code is bound to the union."""
        rows = self.rows()
        if keys is not None:
            rows = rows.filter(pk__in=keys)
        for part in batched(rows, AT_ONCE):
            texts = texts_of({file.name for row in part for file in self.files(row) if file})
            for row in part:
                for language in LANGUAGES:
                    if is_translated(row, language):
                        with translation.override(language):
                            yield self.entry(union, row, language, texts)

    def entry(self, union: Union, row, language: str, texts: dict[str, FileText]) -> Entry:
        publishing = [getattr(row, name, None) for name in ("publish_at", "expire_at")]
        shown = dict(zip(("shown_from", "shown_until"), map(moment, publishing), strict=True))
        words = {"kind": self.name, "weight": self.weight, **self.words(row)}
        words = {name: value for name, value in words.items() if value is not None}
        read = [texts[file.name] for file in self.files(row) if file and file.name in texts]
        words["remark"] = next((text.state for text in read if text.state != FileText.State.READ), "")
        if language == LANGUAGE_OF_FILES:
            words["text"] = joined(words.get("text"), *(text.text for text in read))
        for name in ("title", "headings", "summary", "text"):
            words[name] = " ".join(str(words.get(name, "")).split())
        return Entry(
            union.pk, language, key=f"{self.name}:{row.pk}", path=str(row.get_absolute_url()), **{**shown, **words}
        )


def batched(rows: QuerySet, size: int) -> Iterator[list]:
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


def texts_of(names: set[str]) -> dict[str, FileText]:
    return FileText.objects.by_name(names) if names else {}


def moment(value: datetime | None) -> str:
    return value.astimezone(UTC).isoformat() if value else ""


def day_of(value: date | datetime | None) -> date | None:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def dated(value: date | datetime | None) -> dict:
    day = day_of(value)
    return {"date": day.isoformat(), "year": day.year} if day else {}


def public(rows: QuerySet) -> QuerySet:
    """Rows that are public, or will be by themselves."""
    return rows.filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()), status=Publishable.Status.PUBLISHED)


def rich_words(row: Any) -> dict:
    """Headings and text of all formatted texts of a row, in the active language."""
    names = [name for name in row.translated if isinstance(row._meta.get_field(name), RichTextField)]
    html = " ".join(getattr(row, name) or "" for name in names)
    return {
        "headings": " · ".join(plain_text(unescape(found)) for found in HEADING.findall(html)),
        "text": plain_text(html),
    }


def joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


# Page types

SHORT_TEXTS = {"place", "audience", "result", "number"}
DATE_OF = {kind.model: kind.date for kind in KINDS}
WEIGHTS = {
    "document": 7,
    "event": 7,
    "announcement": 7,
    "news": 6,
    "gallery": 4,
    "tender": 8,
    "vacancy": 8,
    "service": 8,
}


def publication_words(row: Publication) -> dict:
    words = rich_words(row)
    short = [getattr(row, name, "") for name in sorted(SHORT_TEXTS)]
    files = [str(file) for file in row.files.all()] if hasattr(row, "files") else []
    return {
        **words,
        **dated(getattr(row, DATE_OF[type(row)])),
        "kind": row.kind_name,
        "title": row.title,
        "summary": joined(row.summary, *short),
        "text": joined(words["text"], *files),
        "weight": WEIGHTS.get(row.kind_name, 6),
    }


def publication_files(row: Publication) -> list:
    own = getattr(row, "file", None)
    return [own, *(part.file for part in row.files.all())] if hasattr(row, "files") else [own]


def meeting_files(row: Meeting) -> list:
    papers = [paper.file for item in row.agenda_items.all() for paper in item.papers.all()]
    return [row.minutes, row.call_letter, *papers]


def public_rows(model: type[Any]) -> QuerySet:
    rows = public(model.objects.all())
    return rows.prefetch_related("files") if parts_of(model) else rows


def publication_sources() -> list[Source]:
    models: list[type[Publication]] = list(dict.fromkeys(kind.model for kind in KINDS))
    return [
        Source(
            str(model._meta.model_name),
            model,
            partial(public_rows, model),
            publication_words,
            {part: f"{part.union_from}_id" for part in parts_of(model)},
            files=publication_files,
        )
        for model in models
    ]


def parts_of(model: type[Model]) -> list[type[AttachedFile]]:
    related: list[Any] = [relation.related_model for relation in model._meta.related_objects]
    return [part for part in related if issubclass(part, AttachedFile)]


# The institution and its records


def page_words(row: Page) -> dict:
    return {**rich_words(row), "title": row.title, "summary": row.summary}


def organ_words(row: Organ) -> dict:
    powers = [power.text for power in row.powers.all()]
    texts = [row.composition, row.term_rule, row.meeting_rule, *powers]
    return {
        "title": row.title,
        "headings": row.get_kind_display(),
        "summary": row.summary,
        "text": joined(*texts),
        "organ": row.pk,
    }


def paper_words(row: Paper) -> dict:
    return {"title": str(row), "summary": row.summary, "date": f"{row.year}-01-01", "year": row.year}


def meeting_words(row: Meeting) -> dict:
    items = list(row.agenda_items.all())
    papers = [paper.title for item in items for paper in item.papers.all()]
    return {
        "title": row.title,
        "summary": joined(row.when, row.place, row.state_in_words),
        "text": joined(plain_text(row.text), *(f"{item.number}. {item.title} {item.text}" for item in items), *papers),
        "organ": row.organ_id,
        **(dated(row.starts_at) if row.is_day_known else {"year": row.year}),
    }


def decision_words(row: Decision) -> dict:
    number = _("Decision %(number)s") % {"number": row.citation}
    return {
        "title": row.title,
        "headings": row.citation,
        "summary": joined(f"{number}, {format_date(row.date)}", row.organ.title, row.get_outcome_display()),
        "text": joined(plain_text(row.text), row.legal_ground, row.carrying_out, row.subject and row.subject.title),
        "organ": row.organ_id,
        "citation": f"{row.year}_{row.series.lower()}{row.number}",
        **dated(row.date),
    }


def person_words(row: Person) -> dict:
    offices = [
        joined(office.get_role_display(), office.organ.title, office.municipality and office.municipality.name)
        for office in row.offices.all()
    ]
    return {"title": str(row), "summary": "; ".join(dict.fromkeys(offices)), "text": row.text, "weight": 8}


def member_words(row: Municipality) -> dict:
    listing = next(iter(row.listings.all()), None)
    facts = [f"{row.province.name}", row.former_names]
    populations = populations_of(row)
    if populations:
        facts.append(f"{_('Population')}: {format_number(populations[-1].population)}")
    # The same name as on the card.
    mayor = name_shown(list(row.office_holders.all()), listing.mayor if listing else "")
    if mayor:
        facts.append(f"{_('Mayor')}: {mayor}")
    if listing:
        named = [(_("Telephone"), listing.phone), (_("E-mail"), listing.email)]
        facts += [f"{label}: {value}" for label, value in named if value]
        facts += [listing.address, listing.website]
    asked = [_("Mayor"), _("Telephone"), _("Address"), _("Population"), _("E-mail"), _("Membership"), row.head_title]
    heads = joined(*asked)
    return {
        "title": member_title(row),
        "headings": heads,
        "summary": joined(*facts),
        "text": listing.text if listing else "",
    }


def member_title(row: Municipality) -> str:
    kinds = Municipality.Kind
    if row.kind in (kinds.SPECIAL_ADMINISTRATION, kinds.VILLAGE):
        return str(row)
    if row.kind == kinds.METROPOLITAN:
        return _("%(name)s Metropolitan Municipality") % {"name": row.name}
    return _("%(name)s Municipality") % {"name": row.name}


def members() -> QuerySet:
    rows = Municipality.objects.filter(pk__in=Membership.objects.order_by().values("municipality"))
    seats = Prefetch("office_holders", OfficeHolder.objects.by_office().with_person().latest_first())
    return rows.select_related("province").prefetch_related(of_union("listings", Listing), seats)


def of_union(relation: str, model: type[UnionOwned]):
    return Prefetch(relation, model.objects.all())


def people() -> QuerySet:
    offices = OfficeHolder.objects.select_related("organ", "municipality")
    return Person.objects.filter(pk__in=OfficeHolder.objects.order_by().values("person")).prefetch_related(
        Prefetch("offices", offices)
    )


PEOPLE_BY_PART: dict[type[Model], str] = {
    OfficeHolder: "person_id",
    Organ: "office_holders__person_id",
    Municipality: "office_holders__person_id",
}


# The fixed pages


class Sections:
    """The pages that every union has, found by their names, by what people call them, and by what they show."""

    name = "section"
    model = Union
    parts = dict.fromkeys(
        [Union, UnionName, Headquarters, ContactPoint, Unit, LegalBasis, StatuteChange, Duty, HistoryEvent], EVERY
    )

    def entries(self, union: Union, keys: set[str] | None) -> Iterator[Entry]:
        labels = {
            **dict(sections()),
            "open_data": gettext_lazy("open data"),
            "barrier": gettext_lazy("Report a barrier"),
        }
        for language in LANGUAGES:
            with translation.override(language):
                for name, label in labels.items():
                    title, headings = SECTION_WORDS.get(name, {}).get(language, ("", ""))
                    title = title or capfirst(str(label), language)
                    if name == "union_detail":
                        headings = " · ".join([headings, *names_of_union()])
                    summary, text = section_text(name, union)
                    yield Entry(
                        union.pk,
                        language,
                        "section",
                        f"section:{name}",
                        reverse(name),
                        title,
                        headings,
                        summary,
                        text,
                        weight=10,
                    )


@cache
def sources() -> dict[str, "Source | Sections"]:
    every: list[Source | Sections] = [
        *publication_sources(),
        Source("page", Page, lambda: public(Page.objects.all()), page_words, weight=9),
        Source("organ", Organ, Organ.objects.with_powers, organ_words, {OrganPower: "organ_id"}, weight=9),
        Source(
            "paper", Paper, lambda: public(Paper.objects.all()), paper_words, weight=8, files=lambda row: [row.file]
        ),
        Source(
            "meeting",
            Meeting,
            lambda: public(Meeting.objects.prefetch_related("agenda_items__papers")),
            meeting_words,
            {AgendaItem: "meeting_id", AgendaPaper: "agenda_item__meeting_id"},
            files=meeting_files,
        ),
        Source(
            "decision",
            Decision,
            lambda: public(Decision.objects.select_related("organ", "subject")),
            decision_words,
            {Subject: "decisions__pk", Organ: "decisions__pk"},
            files=lambda row: [row.file],
        ),
        Source("person", Person, people, person_words, PEOPLE_BY_PART),
        Source(
            "member",
            Municipality,
            members,
            member_words,
            {
                **dict.fromkeys([Membership, Listing, PopulationFigure, OfficeHolder], "municipality_id"),
                Person: "offices__municipality_id",
            },
            weight=9,
        ),
        Sections(),
    ]
    return {source.name: source for source in every}


def searched_models() -> set[type[Model]]:
    return {source.model for source in sources().values()}


def weight_of(kind: str) -> float:
    """What a kind adds to the score of its entries."""
    weights = {"section": 10, "page": 9, "organ": 9, "paper": 8, "person": 8, "member": 9, **WEIGHTS}
    return (weights.get(kind, 6) - 6) * 0.05
