"""What can be followed: an address of the site, read as the rows that stand there, with its filters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.standards.open_data.datasets import DATASETS
from members.standards.open_data.dcat import last_changes
from pages.follow.models import PublicSince
from pages.kinds import KINDS
from pages.page_kind import PageKind
from pages.search.feeding import index_for
from pages.search.index import Unusable
from pages.search.results import results_in
from pages.search.showing import LABELS, kind_named
from unions.lists import parameters
from unions.models import Decision, Meeting, Organ, Paper, PathRedirect, Subject, Union
from unions.publishing.addresses import LANGUAGES

# Of one topic in one letter or feed.
MOST_ROWS = 30
# In place of a kind: that there was a first look.
FIRST_LOOK = "first look"


@dataclass(frozen=True)
class Told:
    """One line of a letter: what is new, and where it stands."""

    title: str
    path: str


@dataclass
class Topic:
    """What stands at an address: its name, its rows by kind, and the other ways to follow it."""

    title: str
    path: str
    sources: dict[str, QuerySet] = field(default_factory=dict)
    feed: str = ""
    calendar: str = ""
    # For what has no rows of its own: when it last changed.
    changed_at: Callable[[], datetime | None] | None = None
    # Whose it is, for a feed.
    union: Any = None

    def new_since(self, union: Union, moment: datetime) -> tuple[list[Told], bool]:
        """What has become public since, and is; and whether there is more than a letter holds."""
        told: list[Told] = []
        for source, rows in self.sources.items():
            new = rows.filter(pk__in=PublicSince.objects.later_than(union, source, moment))
            told += [Told(title_of(row), page_of(row)) for row in new[: MOST_ROWS + 1]]
        if self.changed_at and (changed := self.changed_at()) and changed > moment:
            told.append(Told(_("The data have changed: %(title)s") % {"title": self.title}, self.path))
        return told[:MOST_ROWS], len(told) > MOST_ROWS

    def newest(self) -> list[Any]:
        """The rows for a feed, the newest first."""
        rows = [row for source in self.sources.values() for row in source[:MOST_ROWS]]
        return sorted(rows, key=published_at, reverse=True)[:MOST_ROWS]


def title_of(row: Any) -> str:
    if isinstance(row, Membership):
        return _("New member: %(name)s") % {"name": row.municipality}
    return f"{row.citation} {row.title}" if isinstance(row, Decision) else str(getattr(row, "title", "") or row)


def page_of(row: Any) -> str:
    return str((row.municipality if isinstance(row, Membership) else row).get_absolute_url())


def published_at(row: Any) -> datetime:
    return getattr(row, "publish_at", None) or row.created_at


def every_source() -> dict[str, QuerySet]:
    """All public rows with pages of their own, by the names under which the search knows them."""
    return {
        **{kind.name: kind.rows().published() for kind in KINDS},
        "decision": Decision.objects.published().with_organ(),
        "meeting": Meeting.objects.published(),
        "paper": Paper.objects.published(),
        "membership": Membership.objects.current().select_related("municipality"),
    }


def note_what_is_public(union: Union) -> None:
    """Remember which rows are public for the first time; those of before the first look are not new."""
    looked = PublicSince.objects.filter(union=union, source=FIRST_LOOK)
    moment = timezone.now() if looked.exists() else union.created_at
    for source, rows in every_source().items():
        known = PublicSince.objects.filter(union=union, source=source)
        keys = rows.order_by().exclude(pk__in=known.values("row")).values_list("pk", flat=True)
        PublicSince.objects.note(union, source, keys, moment)
    PublicSince.objects.note(union, FIRST_LOOK, [0], moment)


def topic_of(union: Union, address: str) -> Topic | None:
    """What stands at a path of the site; None where nothing does that can be followed. The code is bound to the union.

    The words of the address are those of its language.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path[1:3] not in LANGUAGES:
        return None
    query = QueryDict(parts.query)
    return standing_at(union, parts.path, query) or moved_from(union, parts.path, query)


def moved_from(union: Union, path: str, query: QueryDict) -> Topic | None:
    """What has been renamed since: whoever follows it goes on hearing of it."""
    new = PathRedirect.objects.filter(union=union, old_path=path).values_list("new_path", flat=True).first()
    return standing_at(union, new, query) if new and new[1:3] in LANGUAGES else None


def is_gone(union: Union, address: str) -> bool:
    """Whether what stood at the address has been taken away, by whoever could."""
    path = address.partition("?")[0]
    return PathRedirect.objects.filter(union=union, old_path=path, new_path="").exists()


def standing_at(union: Union, path: str, query: QueryDict) -> Topic | None:
    with translation.override(path[1:3]):
        try:
            found = resolve(path)
        except (Resolver404, ValueError):
            return None
        try:
            return made(union, found.url_name or "", found.kwargs, query, path)
        except Http404:
            return None


def made(union: Union, name: str, values: dict[str, Any], query: QueryDict, path: str) -> Topic | None:
    kind = next((kind for kind in KINDS if kind.list_name == name), None)
    if kind:
        return topic_of_kind(kind, query, path)
    makers: dict[str, Callable[[], Topic | None]] = {
        "home": lambda: Topic(_("Everything that is published"), path, every_source()),
        "decision_list": lambda: topic_of_decisions(query, path),
        "meeting_list": lambda: topic_of_meetings(query, path),
        "paper_grid": lambda: Topic(
            _("Annual documents"), path, {"paper": Paper.objects.published()}, feed=reverse("paper_feed")
        ),
        "organ_detail": lambda: topic_of_organ(values["slug"], path),
        "member_detail": lambda: topic_of_member(values["slug"], path),
        "member_list": lambda: Topic(_("Members"), path, {"membership": every_source()["membership"]}),
        "open_data": lambda: topic_of_data(None, path),
        "open_data_file": lambda: topic_of_data(values["word"], path),
        "site_search": lambda: topic_of_search(union, query, path),
    }
    return makers[name]() if name in makers else None


def year_in(query: QueryDict) -> int | None:
    year = parameters.read(query, "year")
    return int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None


def organ_in(query: QueryDict) -> Organ | None:
    word = parameters.read(query, "organ")
    return next((organ for language in LANGUAGES if word and (organ := Organ.objects.with_slug(word, language))), None)


def named(title: str, *narrowed: object) -> str:
    """The name of a list with what it is narrowed to."""
    words = [str(word) for word in narrowed if word]
    return f"{title}: {', '.join(words)}" if words else title


def topic_of_kind(kind: PageKind, query: QueryDict, path: str) -> Topic:
    rows: Any = kind.rows().published()
    chosen: dict[str, Any] = {"year": year_in(query)} if kind.has_years and year_in(query) else {}
    labels: list[object] = list(chosen.values())
    for choice in kind.choices:
        value = parameters.read(query, choice.name)
        if value in choice.choices.values:
            chosen[choice.name] = value
            labels.append(choice.choices(value).label)
    narrowed = rows.narrowed(**chosen) if chosen else rows
    if text := parameters.read(query, "text"):
        chosen["text"] = text
        labels.append(f"“{text}”")
        narrowed = narrowed.with_words(text)
    feed = reverse(kind.feed_name) if kind.has_feed and not chosen else ""
    calendar = reverse("event_calendar") if kind.name == "event" and not chosen else ""
    whole = path + parameters.query_string(chosen)
    return Topic(named(str(kind.title), *labels), whole, {kind.name: narrowed}, feed, calendar)


def topic_of_decisions(query: QueryDict, path: str) -> Topic:
    organ, year = organ_in(query), year_in(query)
    text = parameters.read(query, "text")
    key, outcome = parameters.read(query, "subject"), parameters.read(query, "outcome")
    subject = Subject.objects.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    outcome = outcome if outcome in Decision.Outcome.values else ""
    rows = Decision.objects.published().with_organ().narrowed(organ=organ, year=year, outcome=outcome)
    rows = rows.of_subject(subject)
    rows = rows.with_words(text) if text else rows
    chosen = {
        "organ": organ.slug if organ else "", "year": year, "subject": subject.pk if subject else "",
        "outcome": outcome, "text": text,
    }  # fmt: skip
    ending = parameters.query_string(chosen)
    label = Decision.Outcome(outcome).label if outcome else ""
    title = named(_("Decisions"), organ and organ.title, subject, label, f"“{text}”" if text else "", year)
    return Topic(title, path + ending, {"decision": rows}, "" if ending else reverse("decision_feed"))


def topic_of_meetings(query: QueryDict, path: str) -> Topic:
    organ, year = organ_in(query), year_in(query)
    text = parameters.read(query, "text")
    rows = Meeting.objects.published().narrowed(organ=organ, year=year)
    rows = rows.with_words(text) if text else rows
    ending = parameters.query_string({"organ": organ.slug if organ else "", "year": year, "text": text})
    calendar = reverse("organ_calendar", args=[organ.slug]) if organ else reverse("meeting_calendar")
    title = named(_("Meetings"), organ and organ.title, f"“{text}”" if text else "", year)
    return Topic(title, path + ending, {"meeting": rows}, calendar=calendar)


def topic_of_organ(slug: str, path: str) -> Topic | None:
    organ = next((row for language in LANGUAGES if (row := Organ.objects.with_slug(slug, language))), None)
    if organ is None:
        return None
    decisions = Decision.objects.published().with_organ().narrowed(organ=organ)
    meetings = Meeting.objects.published().narrowed(organ=organ)
    calendar = reverse("organ_calendar", args=[organ.slug])
    return Topic(organ.title, path, {"decision": decisions, "meeting": meetings}, calendar=calendar)


def topic_of_member(slug: str, path: str) -> Topic | None:
    """What names the member: decisions, news, projects and whatever else is published."""
    municipality = Municipality.objects.filter(slug=slug).first()
    if municipality is None or not municipality.memberships.exists():
        return None
    every: dict[str, Any] = every_source()
    sources = {name: rows.with_words(municipality.name) for name, rows in every.items() if name != "membership"}
    return Topic(str(municipality), path, sources)


def topic_of_data(word: str | None, path: str) -> Topic | None:
    """One data set, or all of them: that it has changed is what there is to tell."""
    if word is None:
        changes = last_changes
        return Topic(_("Open data"), path, changed_at=lambda: max(changes().values(), default=None))
    dataset = next((dataset for dataset in DATASETS if word in dataset.words.values()), None)
    if dataset is None:
        return None
    key = dataset.words["en"]
    return Topic(named(_("Open data"), dataset.title), path, changed_at=lambda: last_changes().get(key))


def topic_of_search(union: Union, query: QueryDict, path: str) -> Topic | None:
    """What a search finds, as the index ranks it; without an index nothing is new."""
    text = parameters.read(query, "text")
    if not text:
        return None
    kind, year, organ = kind_named(parameters.read(query, "category")), year_in(query), organ_in(query)
    tokens = [f"k_{kind}"] * bool(kind) + [f"j_{year}"] * bool(year) + [f"o_{organ.pk}" for organ in [organ] if organ]
    chosen = {
        "text": text, "category": kind, "year": year, "organ": organ.slug if organ else "",
    }  # fmt: skip
    found = found_keys(union, text, tokens)
    sources = {name: rows.filter(pk__in=found[name]) for name, rows in every_source().items() if name in found}
    title = named(_("Search: “%(text)s”") % {"text": text}, kind and LABELS[kind], organ and organ.title, year)
    return Topic(title, path + parameters.query_string(chosen), sources)


def found_keys(union: Union, text: str, tokens: list[str]) -> dict[str, list[int]]:
    """By kind the keys of the rows that a search finds."""
    try:
        index, outdated = index_for(union)
        hits = results_in(index, union.pk, text, tokens, outdated).hits
    except Unusable:
        return {}
    keys: dict[str, list[int]] = {}
    for entry in (entry for hit in hits for entry in [hit.entry, *hit.others]):
        source, _colon, key = entry["key"].partition(":")
        if key.isdigit():
            keys.setdefault(source, []).append(int(key))
    return keys
