"""The list of what a site has to show follows the records."""

import pytest

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
