import pytest

from tests import factories as make
from tests.members.exchange.runs import plan

pytestmark = pytest.mark.django_db


HEADINGS = ["Karar No", "Karar Tarihi", "Konusu", "Sonuç"]


@pytest.fixture
def assembly(union):
    return make.make_organ(title_tr="Birlik Meclisi")


def only(union, headings, *rows, **answers):
    organ = make.assembly_of(union)
    return plan("decisions", headings, *rows, answers={"organ": str(organ.pk), **answers})


def test_whose_decisions_they_are_is_asked_where_no_column_says_it(union, assembly):
    asked = plan("decisions", HEADINGS, ["1", "04.05.2023", "Bütçe", "kabul"])

    assert asked.obstacles
    assert only(union, HEADINGS, ["1", "04.05.2023", "Bütçe", "kabul"]).new[0].rows[-1].organ == assembly
