"""What is made anew before readers ask: the most asked pages of the union that was edited, and nothing else."""

import threading

import pytest

from tests import factories as make
from trakyakent_site.page_cache.freshening import Freshening

pytestmark = pytest.mark.usefixtures("connections_kept")


@pytest.fixture
def watching_site(site):
    """Its freshening notes what it would do; the test does it, on the connection that sees its transaction."""
    freshening = Freshening(site.cache, rest=lambda seconds: None)
    freshening.noticed = []
    freshening.notice = lambda union, number: freshening.noticed.append(union)
    site.cache.freshening = freshening
    return site


def asked(site, address, times):
    for _again in range(times):
        answer = site.get(address)
    return answer


def test_the_most_asked_pages_are_made_anew_in_the_order_of_what_readers_ask(watching_site, union, monkeypatch):
    site = watching_site
    for address, times in [("/tr/", 3), ("/tr/uyeler/", 9), ("/tr/haberler/", 2), ("/tr/duyurular/", 1)]:
        asked(site, address, times)
    made, django = [], site.cache.application

    def noting(environ, start_response):
        made.append(environ["PATH_INFO"])
        return django(environ, start_response)

    monkeypatch.setattr(site.cache, "application", noting)
    monkeypatch.setattr(Freshening, "MOST", 2)

    make.make_post(union=union, title_tr="Yeni")
    site.cache.freshening.freshen(union.pk)

    assert made == ["/tr/uyeler/", "/tr/"]


def test_a_reader_finds_the_page_made_and_the_news_on_it(watching_site, union):
    site = watching_site
    asked(site, "/tr/haberler/", 2)
    make.make_post(union=union, title_tr="Yeni")

    site.cache.freshening.freshen(union.pk)
    asked_before = site.asked
    page = site.get("/tr/haberler/")

    assert page.note == "pages; hit"
    assert "Yeni" in page.text
    assert site.asked == asked_before
    # What nobody has asked for since is not made again and again.
    for title in ["Daha yeni", "En yeni"]:
        make.make_post(union=union, title_tr=title)
        site.cache.freshening.freshen(union.pk)
    assert site.cache.most_asked(union.pk, 50) == []


def test_an_outdated_page_tells_that_its_union_was_edited_and_a_good_one_does_not(watching_site, union):
    site = watching_site
    asked(site, "/tr/", 3)
    assert site.cache.freshening.noticed == []

    make.make_post(union=union)
    asked(site, "/tr/", 2)

    assert site.cache.freshening.noticed == [union.pk]


def test_readers_come_first(watching_site, union):
    site = watching_site
    asked(site, "/tr/", 3)
    make.make_post(union=union)
    asked_before = site.asked
    taken = [site.cache.slots.acquire(blocking=False) for _slot in range(3)]

    site.cache.freshening.freshen(union.pk)

    assert all(taken)
    assert site.asked == asked_before


def test_the_thread_goes_on_after_a_failure_and_rests_as_long_as_it_says():
    done, rests = threading.Semaphore(0), []

    class Pages:
        def most_asked(self, union, count):
            done.release()
            if union == 1:
                raise ValueError("This union's pages cannot be counted.")
            return []

    def rest(seconds):
        rests.append(seconds)

    freshening = Freshening(Pages(), rest=rest)
    for union, number in [(1, 5), (2, 7), (2, 7)]:
        freshening.notice(union, number)

    assert done.acquire(timeout=20)
    assert done.acquire(timeout=20)
    assert not done.acquire(blocking=False)
    assert rests
    assert min(rests) >= 0
