import pytest

from tests import factories as make
from tests.pages.links.linking import linking_to
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(bound):
    return make.make_page(title_tr="Tarihçe", title_en="History")


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


def test_a_page_shows_the_addresses_of_today_and_its_row_keeps_the_references(bound, page, client):
    post = linking_to("/tr/tarihce/", title_tr="Duyuru")
    page.slug_tr = "gecmis"
    page.save()

    answer = client.get(post.get_absolute_url(), headers={"host": f"{bound.code}.localhost"})
    led_on = client.get(f"/b/page-{page.pk}", headers={"host": f"{bound.code}.localhost"})

    assert 'href="/tr/gecmis/"' in answer.text
    assert "/b/page-" not in answer.text
    assert led_on["Location"] == "/tr/gecmis/"
