"""What a page costs the reader: bytes and requests, against the budgets of the design."""

import gzip

import pytest

from tests.browser.samples import SAMPLES

pytestmark = pytest.mark.browser

KIB = 1024
CSS, SCRIPT, HTML = 40 * KIB, 12 * KIB, 60 * KIB
REQUESTS = 8
FIRST_PAGE_ON_THE_WIRE = 60 * KIB
# As a proxy compresses what gunicorn sends as it is; files of the style arrive compressed already.
COMPRESSION = 6
# Lists whose rows have pictures, and what these may weigh together.
LISTED_PICTURES, WEIGHT_OF_LISTED = ["news_list", "event_list", "organ_list", "organ_detail"], 90 * KIB
# Pages whose first large thing is a picture; what is further down waits until a reader comes near.
LED_BY_A_PICTURE = ["news_detail", "gallery_list", "gallery_detail"]
PICTURES = """() => [...document.querySelectorAll("main img")].map((each) => ({
    width: each.getAttribute("width"), height: each.getAttribute("height"),
    loading: each.loading, priority: each.fetchPriority, chosen: each.currentSrc}))"""


# Pictures that stand near enough are asked for when the page has been drawn.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Traffic:
    """What a page asks for, and what has come."""

    def __init__(self, page):
        self.page, self.asked, self.come = page, [], []
        page.on("request", lambda request: self.asked.append(request))
        page.on("requestfinished", lambda request: self.come.append(request))

    def wait_for_all(self) -> list:
        """The answers to everything that was asked."""
        self.page.evaluate(DRAWN)
        while len(self.come) < len(self.asked):
            self.page.wait_for_event("requestfinished", lambda _request: len(self.come) == len(self.asked))
        return [request.response() for request in self.come]


@pytest.mark.parametrize("name", SAMPLES)
def test_page_stays_within_its_budget(opened, name, record_property):
    # A window of its own: nothing has been fetched before.
    with opened() as reader:
        path = reader.server.path("trakyakent", name, next(iter(SAMPLES[name])), "tr")
        traffic = Traffic(reader.page)
        reader.open("trakyakent", path)
        weights = [weigh(response) for response in traffic.wait_for_all()]
        pictures_shown = reader.page.evaluate(PICTURES)

    bytes_of = {
        kind: sum(size for found, size, _wire in weights if found == kind) for kind in ["html", "css", "script"]
    }
    wire = sum(wire for _kind, _size, wire in weights)
    pictures = [size for kind, size, _wire in weights if kind == "picture"]
    # Photographs are what a gallery is for; everything else of its pages is bound like the rest.
    has_many = name.startswith("gallery") or name in LISTED_PICTURES
    requests = len(weights) - (len(pictures) if has_many else 0)
    record_property(
        "figures",
        {"page": name, **bytes_of, "pictures": sum(pictures), "requests": len(weights), "wire": wire},
    )
    assert bytes_of["html"] <= HTML
    assert bytes_of["css"] <= CSS
    assert bytes_of["script"] <= SCRIPT
    assert requests <= REQUESTS
    assert all(each["width"] and each["height"] for each in pictures_shown)
    hurrying = [place for place, each in enumerate(pictures_shown) if each["priority"] == "high"]
    assert all(each["loading"] == "lazy" for place, each in enumerate(pictures_shown) if place not in hurrying)
    if name in LISTED_PICTURES:
        assert sum(pictures) <= WEIGHT_OF_LISTED
    if name in LED_BY_A_PICTURE:
        assert hurrying == [0]
        assert pictures_shown[0]["loading"] != "lazy"
        assert pictures_shown[0]["chosen"].endswith(".avif")
    if name == "home":
        assert wire <= FIRST_PAGE_ON_THE_WIRE


def weigh(response) -> tuple[str, int, int]:
    """What kind of thing came, how large it is, and how large on the wire without its headers."""
    kind = response.headers.get("content-type", "").split(";")[0]
    body = response.body()
    wire = response.request.sizes()["responseBodySize"]
    kinds = {"text/html": "html", "text/css": "css", "text/javascript": "script"}
    if kind in kinds and "content-encoding" not in response.headers:
        wire = len(gzip.compress(body, COMPRESSION))
    return kinds.get(kind, "picture" if kind.startswith("image/") else kind), len(body), wire
