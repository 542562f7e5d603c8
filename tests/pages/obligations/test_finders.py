"""By what a site shows that a duty is met."""

from datetime import date

import pytest

from pages.obligations.finders import Known, Met, both, either, page
from tests import factories as make

MAY, JUNE = Met(date(2026, 5, 1)), Met(date(2026, 6, 1))


def test_what_has_two_parts_is_met_once_both_are_there_since_the_later_day(union):
    known = Known(union)

    assert both(lambda _known: MAY, lambda _known: JUNE)(known).since == date(2026, 6, 1)
    assert both(lambda _known: MAY, lambda _known: None)(known) is None


def test_what_this_site_shows_goes_before_what_the_union_says_of_another_place(union):
    known = Known(union)

    assert either(lambda _known: MAY, lambda _known: JUNE)(known) == MAY
    assert either(lambda _known: None, lambda _known: JUNE)(known) == Met(date(2026, 6, 1), is_elsewhere=True)
    assert either(lambda _known: None, lambda _known: None)(known) is None


@pytest.mark.django_db
def test_a_page_counts_that_is_public_and_speaks_of_the_thing(union):
    make.make_page(union=union, source_key="site:information", body_tr="<p>CİMER üzerinden de başvurabilirsiniz.</p>")
    make.make_page(union=union, source_key="site:privacy", status="draft")

    assert page("site:information")(Known(union))
    assert page("site:information", "üzerinden")(Known(union))
    assert page("site:information", "dilekçe")(Known(union)) is None
    assert page("site:privacy")(Known(union)) is None
