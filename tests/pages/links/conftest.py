import pytest

from tests import factories as make
from unions.tenancy import scope


@pytest.fixture
def page(bound):
    return make.make_page(title_tr="Tarihçe", title_en="History")


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


@pytest.fixture
def things(union):
    with scope.of(union):
        page = make.make_page(title_tr="İtfaiye")
        make.make_page(title_tr="İtfaiye eğitimi", status="draft")
        make.make_post(title_tr="Yeni itfaiye araçları", body_tr='<p><a href="/tr/itfaiye/">söz</a></p>')
        make.make_person(name="Ali İtfaiyeci")
        make.make_decision(title_tr="Ortak itfaiye")
        make.make_membership(municipality=make.make_municipality(name="İtfaiyeköy"))
        make.make_page(title_tr="Yabancı itfaiye", union=make.make_union(code="komsu"))
        yield page
