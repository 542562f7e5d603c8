"""What one worker has shown, each worker of the machine can show while the database is silent."""

import os

import pytest

from tests import factories as make
from tests.trakyakent_site.page_cache.cached_site import Site
from trakyakent_site.page_cache.copies import ABANDONED, PART, Copies
from trakyakent_site.page_cache.store import Page
from unions.tenancy import scope

pytestmark = pytest.mark.usefixtures("connections_kept")


@pytest.fixture
def workers(union, tmp_path):
    """Two workers of one machine."""
    with scope.everything():
        yield Site(folder=tmp_path), Site(folder=tmp_path)


def test_a_worker_shows_what_only_its_neighbour_has_been_asked_for(workers):
    asked, other = workers
    seen = {address: asked.get(address) for address in ["/tr/", "/", "/tr/ara/?q=karar", "/sitemap.xml"]}
    other.numbers.is_silent = True

    for address, page in seen.items():
        copy = other.get(address)
        assert copy == page
        assert 'detail="stale"' in copy.note
        assert copy.headers.get("ETag") == page.headers.get("ETag")
        assert copy.headers["Content-Security-Policy"] == page.headers["Content-Security-Policy"]
    assert other.get("/tr/", HTTP_ACCEPT_ENCODING="br").headers["Content-Encoding"] == "br"
    assert other.asked == 0
    assert other.get("/tr/haberler/").status == 503


def test_the_newest_copy_of_any_worker_is_shown(workers, union):
    asked, other = workers
    asked.get("/tr/haberler/")
    other.get("/tr/haberler/")
    make.make_post(union=union, title_tr="Yeni haber")
    newest = asked.get("/tr/haberler/")
    other.numbers.is_silent = True

    assert "Yeni haber" in newest.text
    assert other.get("/tr/haberler/") == newest


def test_what_was_withdrawn_and_asked_for_since_does_not_come_back(workers, union):
    asked, other = workers
    post = make.make_post(union=union)
    address = post.get_absolute_url()
    assert asked.get(address).status == 200
    type(post).objects.filter(pk=post.pk).update(status="draft")
    assert asked.get(address).status == 404
    other.numbers.is_silent = True

    assert other.get(address).status == 503


def test_pages_of_staff_and_addresses_that_do_not_exist_take_no_place(workers, tmp_path):
    asked, _other = workers
    asked.get("/tr/", HTTP_COOKIE="session=abc")
    for number in range(3):
        asked.get(f"/tr/yok-{number}/")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_only_the_owner_reads_the_copies(workers, tmp_path):
    workers[0].get("/tr/")

    modes = {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "pages").rglob("*")}
    assert modes == {"0o600"}
    assert oct((tmp_path / "pages").stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize("cut", [0, 5, 200, -1])
def test_a_torn_copy_is_none(workers, tmp_path, cut):
    asked, other = workers
    asked.get("/tr/")
    for path in (tmp_path / "pages").iterdir():
        path.write_bytes(path.read_bytes()[:cut])
    other.numbers.is_silent = True

    assert other.get("/tr/").status == 503


def page_of(size: int, since: float) -> Page:
    return Page("200 OK", [("Content-Type", "text/html")], b"a" * size, (1, 1), since, since + 300)


def test_the_oldest_go_when_there_are_too_many_bytes(tmp_path):
    copies = Copies(tmp_path, 50_000)
    for number in range(20):
        copies.put((str(number),), page_of(10_000, 1_000_000 + number))
    abandoned = tmp_path / f"{PART}left"
    abandoned.write_bytes(b"")
    os.utime(abandoned, (1, 1))
    copies.sweep()

    assert copies.newer_than(("0",), None) is None
    assert copies.newer_than(("19",), None) is not None
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 50_000
    assert ABANDONED
    assert not abandoned.exists()


def test_a_disk_that_takes_nothing_costs_no_page(workers, tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("trakyakent_site.page_cache.copies.tempfile.mkstemp", full)

    assert workers[0].get("/tr/").status == 200
    assert workers[0].get("/tr/").note == "pages; hit"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
