"""What grows: two unions among two hundred, one with few rows of everything, one with as many as a large union has.

`python -m benchmarks.inside growth` makes both in the folder of DATA_DIR, where they stay for the next time.
"""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

MEETINGS = {"few": 50, "many": 5000}
DECISIONS = {"few": 100, "many": 20_000}
EVENTS = {"few": 50, "many": 5000}
# More than one page of each, so that the first pages are alike.
MEMBERS = {"few": 150, "many": 1400}
SEATS = {"few": 150, "many": 900}
UNIONS = 200
BATCH = 5000


def make(many: int) -> None:
    """The unions and their rows; what is there already stays."""
    from unions.models import Union, UnionHost
    from unions.tenancy import scope

    for code, count in [("few", 100), ("many", many)]:
        if not Union.objects.filter(code=code).exists():
            make_union(code, count)
    for number in range(Union.objects.count(), UNIONS):
        union = Union.objects.create(code=f"other-{number}")
        with scope.of(union):
            UnionHost.objects.create(host=f"other-{number}.localhost", is_primary=True)


def make_union(code: str, count: int) -> None:
    from benchmarks.ours import posts
    from pages.models import Post
    from unions.models import Meeting, Organ, Union, UnionHost, UnionName
    from unions.tenancy import scope

    union = Union.objects.create(code=code)
    with scope.of(union):
        UnionHost.objects.create(host=f"{code}.localhost", is_primary=True)
        UnionName.objects.create(name_tr=code)
        for start in range(0, count, BATCH):
            batch = posts(Post, min(BATCH, count - start))
            for number, post in enumerate(batch, start=start):
                post.slug_tr = post.slug_en = f"haber-{number}"
            Post.objects.bulk_create(batch)
        organ = Organ.objects.create(kind=Organ.Kind.ASSEMBLY, title_tr="Meclis", title_en="Assembly")
        newest = datetime(2026, 1, 1, 10, tzinfo=UTC)
        Meeting.objects.bulk_create(
            Meeting(
                organ=organ,
                title_tr=f"Toplantı {number}",
                slug_tr=f"toplanti-{number}",
                slug_en=f"meeting-{number}",
                starts_at=newest - timedelta(days=3 * number),
                state=Meeting.State.HELD,
                status="published",
            )
            for number in range(MEETINGS[code])
        )
        make_proceedings(organ, code)
        make_people(organ, code)


def make_proceedings(organ, code: str) -> None:
    """Decisions, a hundred a year, and events."""
    from pages.models import Event
    from unions.models import Decision

    for start in range(0, DECISIONS[code], BATCH):
        Decision.objects.bulk_create(
            Decision(
                organ=organ,
                title_tr=f"{number}. kararın konusu",
                title_en=f"Subject of decision {number}",
                date=date(2026 - number // 100, 6, 1),
                number=1 + number % 100,
                outcome=Decision.Outcome.ACCEPTED,
                status="published",
            )
            for number in range(start, min(start + BATCH, DECISIONS[code]))
        )
    newest = datetime(2026, 1, 1, 10, tzinfo=UTC)
    Event.objects.bulk_create(
        Event(
            title_tr=f"Etkinlik {number}",
            slug_tr=f"etkinlik-{number}",
            slug_en=f"event-{number}",
            starts_at=newest - timedelta(days=number),
            ends_at=newest - timedelta(days=number) + timedelta(hours=2),
            status="published",
        )
        for number in range(EVENTS[code])
    )


def make_people(organ, code: str) -> None:
    """Members, and those who sit in the assembly for them."""
    from members.directory.models import Listing
    from members.membership.models import Membership
    from members.people.models import OfficeHolder, Person

    places = municipalities(MEMBERS[code])
    Membership.objects.bulk_create(Membership(municipality=place, start_date=date(2000, 1, 1)) for place in places)
    Listing.objects.bulk_create(Listing(municipality=place, phone="0284 811 01 01") for place in places)
    people = Person.objects.bulk_create(Person(name=f"Ayşe Yılmaz {number}") for number in range(SEATS[code]))
    OfficeHolder.objects.bulk_create(
        OfficeHolder(
            organ=organ,
            person=person,
            municipality=places[number % len(places)],
            role=OfficeHolder.Role.MEMBER,
            start_date=date(2024, 4, 1),
        )
        for number, person in enumerate(people)
    )


def municipalities(count: int) -> list:
    """So many, made where they are not there yet."""
    from members.municipalities.models import Municipality, Province

    province, _is_new = Province.objects.get_or_create(
        plate=99, defaults={"name": "Ölçüm", "slug": "olcum", "sort_key": "olcum"}
    )
    known = list(Municipality.objects.filter(province=province).order_by("pk")[:count])
    made = Municipality.objects.bulk_create(
        Municipality(
            code=f"measured-{number}",
            province=province,
            name=f"Beldeköy {number}",
            slug=f"beldekoy-{number}",
            kind=Municipality.Kind.TOWN,
            population=5000 + number,
            population_year=2025,
        )
        for number in range(len(known), count)
    )
    return [*known, *made]


def asked_pages(many: int) -> dict[str, list[tuple[str, str]]]:
    """By name the path and the host of a page with little behind it, and of the same one with much."""
    few_host, many_host = "few.localhost", "many.localhost"
    alike = {
        "home": "/tr/",
        "news": "/tr/haberler/",
        "news of a year": "/tr/haberler/?yil=2020",
        "post": "/tr/haberler/haber-1/",
        "feed": "/tr/haberler/akis/",
        "meetings": "/tr/toplantilar/",
        "union, 200 of them": "/tr/birlik/",
        "decisions": "/tr/kararlar/",
        "decision": "/tr/kararlar/2026/1/",
        "events": "/tr/etkinlikler/",
        "members": "/tr/uyeler/",
        "member": "/tr/uyeler/beldekoy-1/",
        "organs": "/tr/organlar/",
        "assembly": "/tr/organlar/meclis/",
        "feed of decisions": "/tr/kararlar/akis/",
        "feed of many kinds": "/tr/duyurular/akis/",
        "open data": "/tr/acik-veri/",
        "map of the site": "/sitemap.xml",
        "OParl, system": "/oparl/tr/",
        "OParl, meetings": "/oparl/tr/meeting/",
        "OParl, papers": "/oparl/tr/paper/",
        "OParl, people": "/oparl/tr/person/",
        "administration, start page": "/yonetim/",
        "administration, decisions": "/yonetim/unions/decision/",
        "administration, events": "/yonetim/pages/event/",
        "administration, members": "/yonetim/members/membership/",
        "administration, seats": "/yonetim/members/officeholder/",
        "administration, posts": "/yonetim/pages/post/",
        "administration, posts of a state": "/yonetim/pages/post/?publication=public",
        "administration, meetings": "/yonetim/unions/meeting/",
    }
    pages = {name: [(path, few_host), (path, many_host)] for name, path in alike.items()}
    # What lies deep is compared with what stands first in the same archive.
    second = ("/tr/haberler/?sayfa=2", many_host)
    deep = -(-many // 12)
    return pages | {
        "deep page by key": [second, (f"/tr/haberler/?sayfa={deep - 100}&sonra={place_of_row(1200)}", many_host)],
        "part of the map": [
            ("/sitemap.xml?part=news", many_host),
            (f"/sitemap.xml?part=news_{place_of_row(many // 2)}", many_host),
        ],
        "deep page by number": [second, (f"/tr/haberler/?sayfa={deep}", many_host)],
    }


def place_of_row(number: int) -> str:
    """The place of the news that has so many older ones."""
    from pages.models import Post
    from unions.lists.paging import key_of
    from unions.models import Union
    from unions.tenancy import scope

    with scope.of(Union.objects.get(code="many")):
        news = Post.objects.news().published()
        return key_of(news, news.reverse()[number])


def signed_in(application):
    """The application as somebody meets it who runs the installation."""
    from unions.models import User

    user, _is_new = User.objects.get_or_create(username="measures", is_superuser=True, is_staff=True)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    return lambda environ, start: application(environ | {"HTTP_COOKIE": cookie}, start)
