"""What the home page shows: the union in a sentence and on a map, what is new, what comes next, who leads it."""

from datetime import date
from functools import cached_property
from operator import attrgetter

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from members.directory.map import MemberMap, stroke_of
from members.membership.rows import MembershipRow
from members.people.models import OfficeHolder
from members.people.presiding import presides, presiding_among
from pages.frame.identity import Identity
from pages.models import Event, Post
from unions.caching.fragments import cached_fragment
from unions.caching.per_generation import cached_large_value, cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.models import Decision, Meeting, Organ
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import format_number

MAP = "pages/frame/includes/home_map.html"
# A link weighs eight times its dot: more would break the budget of the page.
MOST_LINKS = 120
# In units of the drawing, which is 1000 wide. A high one is made smaller to fit, and its dots are still to be seen.
DOT_RADIUS = 13
DOTS_IN_HEIGHT = 55
# More names of provinces than these make no sentence.
MOST_NAMED = 4
ROWS_BESIDE_THE_FIRST = 3
MOST_NEWS = 5
MOST_DECISIONS = 3
# More faces or names than these are for the organ's own page.
MOST_SEATS = 8


class Home:
    """The parts of the home page; each is empty where the union has nothing for it."""

    def __init__(self, request: UnionRequest):
        self.request = request
        self.today = timezone.localdate()

    @cached_property
    def identity(self) -> Identity:
        meetings = self.meetings
        return Identity(self.request, next_meeting=meetings[0] if meetings else None)

    @property
    def derived_headline(self) -> str:
        """How many municipalities the union unites, and where; empty where that is not known."""
        return headline_of(self.identity.member_count, self.identity.members if self.identity.is_list_complete else [])

    @property
    def map(self) -> SafeString | str:
        """The members as dots, each a link; nothing where no member has a place."""
        placed = [row for row in self.identity.members if row.has_place]
        # All that the drawing shows of a member.
        shown = tuple((row.slug, row.name, row.latitude, row.longitude, row.province_id) for row in placed)
        return cached_fragment(MAP, shown, lambda: values_of_map(placed, self.today)) if placed else ""

    @cached_property
    def meetings(self) -> list[Meeting]:
        return cached_large_value(self.request, meetings_ahead)

    @cached_property
    def coming(self) -> list[Meeting | Event]:
        """Meetings and events together, the nearest first."""
        events = cached_large_value(self.request, events_ahead)
        return sorted([*self.meetings, *events], key=attrgetter("starts_at"))[: ROWS_BESIDE_THE_FIRST + 1]

    @property
    def next(self) -> Meeting | Event | None:
        """The next meeting, even if an event comes before it; without one the next event."""
        return next(iter([*self.meetings, *self.coming]), None)

    @property
    def coming_after(self) -> list[Meeting | Event]:
        return [entry for entry in self.coming if entry != self.next][:ROWS_BESIDE_THE_FIRST]

    @cached_property
    def posts(self) -> list[Post]:
        """News and announcements together; the newest that has a picture leads."""
        return cached_large_value(self.request, newest_posts)

    @cached_property
    def decisions(self) -> list[Decision]:
        return cached_large_value(self.request, newest_decisions)

    @cached_property
    def organs_by_law(self) -> list[Organ]:
        """The organs that every union has, while it has published nothing else that a reader could begin with."""
        leadership = self.leadership
        if self.posts or self.next or self.decisions or leadership.presiding.holder or leadership.members:
            return []
        return [organ for organ in Organ.objects.all() if organ.kind in Organ.BY_LAW]

    @cached_property
    def leadership(self) -> "Leadership":
        return cached_per_generation(self.request, leadership_on, self.today)


class Leadership:
    """Who presides over the union, and who sits in the executive committee."""

    def __init__(self, holders: list[OfficeHolder], day: date):
        self.presiding = presiding_among(holders, day)
        first = self.presiding.holder
        others = [each for each in holders if not (presides(each) or (first and each.person_id == first.person_id))]
        # One seat a person, in the order of roles.
        self.members = list({each.person_id: each for each in reversed(others)}.values())[::-1][:MOST_SEATS]


@made_of_rows
def meetings_ahead() -> list[Meeting]:
    return list(Meeting.objects.published().upcoming().select_related("organ")[: ROWS_BESIDE_THE_FIRST + 1])


@made_of_rows
def events_ahead() -> list[Event]:
    return list(Event.objects.published().upcoming()[: ROWS_BESIDE_THE_FIRST + 1])


@made_of_rows
def newest_posts() -> list[Post]:
    """News and announcements together; the newest that has a picture leads."""
    by_kind = Post.objects.published().newest_of_each_kind(MOST_NEWS)
    both = [post for posts in by_kind.values() for post in posts]
    newest = sorted(both, key=attrgetter("date", "pk"), reverse=True)[:MOST_NEWS]
    return sorted(newest, key=lambda post: post != next((each for each in newest if each.picture), newest[0]))


@made_of_rows
def newest_decisions() -> list[Decision]:
    return list(Decision.objects.published().with_origin()[:MOST_DECISIONS])


@made_of_rows
def leadership_on(day: date) -> Leadership:
    """In one query."""
    holders = OfficeHolder.objects.leading_the_union().on(day).seated().select_related("person", "municipality")
    return Leadership(list(holders.in_order()), day)


def headline_of(count: int, members: list[MembershipRow]) -> str:
    """The union in a sentence, derived from its members."""
    if not count:
        return ""
    provinces = list(dict.fromkeys(row.province for row in sorted(members, key=attrgetter("province_order"))))
    numbers = {"count": format_number(count), "provinces": format_number(len(provinces))}
    if not provinces:
        return ngettext("The union of %(count)s municipality", "The union of %(count)s municipalities", count) % numbers
    if len(provinces) > MOST_NAMED:
        return gettext("The union of %(count)s municipalities in %(provinces)s provinces") % numbers
    named = numbers | {"provinces": listed(provinces)}
    return (
        ngettext(
            "The union of %(count)s municipalities in the province of %(provinces)s",
            "The union of %(count)s municipalities in %(provinces)s",
            len(provinces),
        )
        % named
    )


def listed(names: list[str]) -> str:
    """Names in a sentence: A, B and C."""
    *others, last = names
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last} if others else last


def values_of_map(rows: list[MembershipRow], day: date) -> dict:
    """The drawing, and for a union of more members than a page has room for links all dots as one stroke."""
    drawn = MemberMap(rows, day, day)
    places = [(dot.x, dot.y) for dot in drawn.dots]
    return {
        "map": drawn,
        "stroke": stroke_of(places) if len(places) > MOST_LINKS else "",
        "dot_radius": max(DOT_RADIUS, drawn.drawing.height // DOTS_IN_HEIGHT),
    }
