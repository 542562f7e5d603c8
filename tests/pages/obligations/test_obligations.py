"""The list of what a site has to show follows the records."""

import pytest
from django.utils import timezone

from pages.models import Page
from pages.obligations.obligations import OBLIGATIONS, lines
from tests import factories as make
from unions.institution.founding import equip

pytestmark = pytest.mark.django_db


def met() -> set[str]:
    return {str(line.title) for line in lines() if line.url}


def test_what_is_published_is_met_and_what_is_not_is_not_yet(union):
    nothing = met()
    equip(union)
    standard = met()
    make.make_decision()
    page = Page.objects.get(source_key="site:disclosure")
    page.status = Page.Status.PUBLISHED
    page.save()

    titles = {obligation.section or obligation.page: str(obligation.title) for obligation in OBLIGATIONS}
    assert len(nothing) == 1
    assert {titles["site:information"], titles["site:accessibility"], titles["site:privacy"]} <= standard
    assert titles["site:disclosure"] not in standard
    assert {titles["site:disclosure"], titles["decision_list"]} <= met()


def test_what_has_ended_meets_nothing(union):
    year = timezone.localdate().year
    titles = {obligation.section: str(obligation.title) for obligation in OBLIGATIONS}
    people, papers = str(OBLIGATIONS[3].title), titles["paper_grid"]
    seat = make.make_office_holder(end_date=str(year - 1))
    old = [make.make_paper(kind=kind, year=year - 5) for kind in ["budget", "final_accounts", "activity_report"]]
    assert not {people, papers} & met()

    seat.end_date = None
    seat.save()
    for paper, age in zip(old, [0, 2, 2], strict=True):
        paper.year = year - age
        paper.save()
    assert {people, papers} <= met()
