"""The papers of a year."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
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


@pytest.mark.parametrize(("field", "value"), [("number", 1000), ("number", 0), ("year", 1800), ("year", 9999)])
def test_a_number_that_nobody_means_is_refused_at_its_field(union, field, value):
    paper = Paper(**{"union": union, "kind": "supplementary_budget", "year": 2026, "number": 1, field: value})

    with pytest.raises(ValidationError) as refusal:
        paper.clean()

    assert list(refusal.value.message_dict) == [field]


def test_beside_a_paper_stand_those_of_its_kind_and_those_of_its_year(union):
    paper = make.make_paper(union=union, kind="budget", year=2026)
    before = make.make_paper(union=union, kind="budget", year=2025)
    beside = make.make_paper(union=union, kind="tariff", year=2026)
    make.make_paper(union=union, kind="tariff", year=2025)

    assert set(Paper.all_unions.beside(paper)) == {before, beside}
    assert list(Paper.all_unions.of("budget", 2025)) == [before]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "budget", "number": 2},
        {"kind": "supplementary_budget", "number": 0},
        {"kind": "budget", "sent_to_governor_on": date(2026, 5, 20)},
    ],
)
def test_what_only_some_documents_have_is_refused_for_others(union, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_paper(union=union, **fields)


def test_a_report_goes_to_the_governor_only_by_three_quarters(union):
    organ = make.make_organ(union=union, seat_count=80)
    few, enough = (make.make_decision(organ=organ, votes_for=0, votes_against=votes) for votes in [59, 60])
    report = make.make_paper(union=union, kind="activity_report", decision=few, sent_to_governor_on=date(2026, 5, 20))

    assert [found.is_certain for found in report.findings()] == [False]
    report.decision = enough
    assert report.findings() == []
