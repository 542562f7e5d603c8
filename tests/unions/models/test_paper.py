"""The papers of a year."""

import pytest
from django.utils import translation

from tests import factories as make
from unions.models import Paper

pytestmark = pytest.mark.django_db


def test_a_yearly_paper_is_named_as_people_name_it(union):
    paper = make.make_paper(union=union, year=2026)

    with translation.override("tr"):
        assert str(paper) == "Bütçe (2026)"


def test_a_paper_is_cited_by_a_short_address_that_is_the_same_in_all_languages(union):
    paper = make.make_paper(union=union, kind="budget", year=2026)

    for language in ["tr", "en"]:
        with translation.override(language):
            assert paper.short_address == "/e/2026-butce"


def test_other_years_are_those_of_the_same_kind(union):
    paper = make.make_paper(union=union, kind="budget", year=2026)
    before = make.make_paper(union=union, kind="budget", year=2025)
    make.make_paper(union=union, kind="tariff", year=2025)

    assert list(Paper.all_unions.of_other_years(paper)) == [before]
    assert list(Paper.all_unions.of("budget", 2025)) == [before]
