"""What searches find, each kind of row declared once: which rows, by what words, and on which other rows they rest.

The page types of `pages.kinds` need no declaration here. `pages.E009` refuses a model of the map of the site that has
none.
"""

from functools import cache

from django.db.models import Model, Prefetch, QuerySet
from django.utils.translation import gettext as _

from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality, PopulationFigure
from members.municipalities.population import populations_of
from members.people.mayors import name_shown
from members.people.models import OfficeHolder, Person
from pages.search.fixed_pages import Sections
from pages.search.page_types import WEIGHTS, publication_sources
from pages.search.source import Source, dated, joined, public, rich_words
from pages.tree.models import Page
from unions.models import AgendaItem, AgendaPaper, Decision, Meeting, Organ, OrganPower, Paper, Subject, UnionOwned
from unions.text.richtext import plain_text
from unions.text.turkish import format_date, format_number


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


def meeting_files(row: Meeting) -> list:
    papers = [paper.file for item in row.agenda_items.all() for paper in item.papers.all()]
    return [row.minutes, row.call_letter, *papers]


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
