"""What programs read, as tests read it."""

from xml.etree import ElementTree

from django.utils import timezone
from icalendar import Calendar

from pages.kinds import KINDS
from pages.models import Event, Gallery, Post
from tests.pages.addresses import address
from tests.publications import make_many

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(response):
    return ElementTree.fromstring(response.content)  # noqa: S314 - made by ourselves a moment ago


def feed(client, name="news_feed", language="tr"):
    return parsed(client.get(address(name, language)))


def entries(client, name="news_feed", language="tr"):
    return feed(client, name, language).findall(f"{ATOM}entry")


def calendar(client, language="tr"):
    return Calendar.from_ical(client.get(address("event_calendar", language)).content)


def parts(client):
    """The addresses of the parts of the map."""
    return [part.findtext(f"{MAP}loc") for part in parsed(client.get("/sitemap.xml"))]


def places(client):
    """The addresses of the map of the site, each with its alternates by language; no two parts name the same."""
    urls = [url for part in parts(client) for url in parsed(client.get(part.partition(".localhost")[2]))]
    found = {
        url.findtext(f"{MAP}loc"): {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        for url in urls
    }
    assert len(found) == len(urls)
    return found


def fill(count):
    """So many public rows of each page type."""

    def words(kind, number):
        return {
            "title_tr": "Başlık",
            "slug_tr": f"{kind}-{number}",
            "slug_en": f"{kind}-{number}",
            "status": "published",
        }

    now, numbers = timezone.now(), range(count)
    for kind in ["news", "announcement"]:
        Post.objects.bulk_create(Post(kind=kind, **words(kind, number)) for number in numbers)
    Event.objects.bulk_create(Event(starts_at=now, ends_at=now, **words("event", number)) for number in numbers)
    Gallery.objects.bulk_create(Gallery(**words("gallery", number)) for number in numbers)
    for kind in KINDS:
        if kind.model not in [Post, Event, Gallery]:
            make_many(kind, count)
