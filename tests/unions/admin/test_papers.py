"""The pages of the yearly papers."""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.reading import complaint, leading_urls
from unions.models import Paper

pytestmark = pytest.mark.django_db


def test_a_paper_of_a_year_that_is_recorded_is_refused(union, manager):
    make.make_paper(union=union, kind="budget", year=2026)

    answer = manager.save(address("add", model=Paper), kind="budget", year="2026")

    assert list(complaint(answer)) == ["year"]


def test_an_impossible_year_is_refused_at_the_year(manager):
    answer = manager.save(address("add", model=Paper), kind="budget", year="26")

    assert list(complaint(answer)) == ["year"]


def test_papers_that_a_year_owes_are_a_task_that_opens_the_form_for_the_first(union, manager):
    make.make_organ(union=union, meeting_months="5,11")
    last_year = timezone.localdate().year - 1
    union.papers_since = last_year
    union.save()

    [url] = [url for url in leading_urls(manager, address("add", model=Paper)) if f"year={last_year}" in url]

    assert manager.form(url)["year"] == str(last_year)
