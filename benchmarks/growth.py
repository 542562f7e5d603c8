"""What grows: two unions among two hundred, one with a hundred posts and few meetings, one with many of both."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

MEETINGS = {"few": 50, "many": 5000}
UNIONS = 200


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
        for start in range(0, count, 5000):
            batch = posts(Post, min(5000, count - start))
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
