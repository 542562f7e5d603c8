import pytest

from pages.search import feeding
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_without_the_database_the_file_answers(union, rf, tmp_path, settings):
    from pages.search.outage import search_without_database
    from trakyakent_site.failures.pages import HEADERS, surroundings

    make.make_host(host="ornek.test")
    make.make_page(title_tr="Bisiklet yolu")
    settings.SEARCH_INDEX = tmp_path / "search.sqlite3"
    settings.ALLOWED_HOSTS = ["ornek.test", "baska.test"]
    feeding.machine_index.cache_clear()
    try:
        feeding.catch_up(feeding.machine_index(), union)

        def asked(path: str, host: str = "ornek.test", **values):
            return search_without_database(rf.get(path, values, headers={"host": host}), surroundings, HEADERS)

        page = asked("/tr/ara/", q="bisiklet")
        assert page.status_code == 200
        assert '<a href="/tr/bisiklet-yolu/"><mark>Bisiklet</mark> yolu</a>' in page.content.decode()
        assert page["Cache-Control"] == "no-store"
        proposals = asked("/tr/ara/oneriler/", s="bisik")
        assert "Bisiklet yolu" in proposals.content.decode()
        assert proposals["Cache-Control"] == "no-store"
        assert asked("/tr/uyeler/") is None
        assert asked("/tr/ara/", host="baska.test", q="bisiklet") is None
        assert asked("/isler") is None
    finally:
        feeding.machine_index.cache_clear()
