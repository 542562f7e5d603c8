import pytest

from pages.links.references import Thing, thing_at
from pages.links.targets import targets
from tests import factories as make
from tests.pages.links.linking import hrefs, linking_to
from unions.models import PathRedirect
from unions.text.links import shown

pytestmark = pytest.mark.django_db


def test_a_link_follows_a_new_title_a_new_place_and_a_page_that_takes_the_old_address(bound, page):
    post = linking_to("/tr/tarihce/")
    above = make.make_page(title_tr="Kurumsal")
    page.slug_tr, page.parent = "gecmisimiz", above
    page.save()
    make.make_page(title_tr="Tarihçe", slug_tr="tarihce")

    assert hrefs(shown(post.body_tr, "tr")) == ["/tr/kurumsal/gecmisimiz/"]
    assert hrefs(shown(post.body_tr, "en")) == [page.address("en")]
    # What still holds the old address is understood by its redirect.
    other = make.make_page(title_tr="Başka")
    PathRedirect.record(bound, "/tr/eskiden/", other.address("tr"))
    assert thing_at("/tr/eskiden/", bound.pk) == Thing(targets()["page"], other)
