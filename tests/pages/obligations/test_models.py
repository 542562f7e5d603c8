import pytest
from django.utils import timezone

from pages.models import Page
from pages.obligations import board
from tests import factories as make
from unions.institution.founding import equip
from unions.models import Union


def met(union: Union) -> set[str]:
    return {line.duty.key for line in board.lines(union) if line.is_met}


@pytest.mark.django_db
def test_duties_follow_the_records(union):
    year = timezone.localdate().year
    equip(union)
    seat = make.make_office_holder(end_date=str(year - 1))
    old = [make.make_paper(kind=kind, year=year - 5) for kind in ["budget", "final_accounts", "activity_report"]]
    page = Page.objects.get(source_key="site:disclosure")
    before = met(union)

    seat.end_date = None
    seat.save()
    for paper, age in zip(old, [0, 2, 2], strict=True):
        paper.year = year - age
        paper.save()
    page.status = Page.Status.PUBLISHED
    page.save()
    make.make_duty_record(duty="filing", since=timezone.localdate())
    union.host_provider = "Örnek Barındırma, Ankara"
    union.save()
    make.make_decision()

    gained = met(union) - before
    assert gained >= {"managers", "budget", "activity_report", "disclosure", "filing", "host_provider", "decisions"}
    assert "verbis" not in gained
    since = {line.duty.key: line.since for line in board.lines(union)}
    assert since["filing"] == since["host_provider"] == timezone.localdate()
