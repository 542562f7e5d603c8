import pytest
from django.db.models import Q

from unions.models import (
    AgendaPaper,
    Decision,
    Meeting,
    Statute,
)

pytestmark = pytest.mark.slow


def test_decisions_show_every_way_a_decision_can_go(union):
    decisions = Decision.objects.published()
    sent_back = decisions.get(sent_back_on__isnull=False)

    assert sent_back.sent_back_on < sent_back.upheld_on == sent_back.final_on < sent_back.sent_to_governor_on
    later = {decision.amendment: decision for decision in decisions.exclude(amends=None)}
    assert set(later) == {"amends", "repeals"}
    assert all(decision.amends.date < decision.date for decision in later.values())
    assert not decisions.filter(Q(subject=None) | Q(legal_ground_tr="") | Q(legal_ground_en="")).exists()
    assert decisions.filter(is_secret=True, is_unanimous=False).exists()
    assert decisions.filter(is_unanimous=True, votes_against=0).exists()
    for year in {decision.year for decision in decisions}:
        numbers = sorted(decisions.filter(year=year).values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_next_meeting_has_papers_and_the_statute_its_numbers(union):
    coming = Meeting.objects.published().upcoming().get()

    assert AgendaPaper.objects.filter(agenda_item__meeting=coming).exclude(file="").exists()
    assert Statute.objects.get().is_demo
    assert Statute.objects.get().elected_seats


def test_no_meeting_and_no_decision_breaks_a_rule(union):
    for row in [*Meeting.objects.all(), *Decision.objects.select_related("agenda_item__meeting", "organ")]:
        assert [found.text for found in row.findings()] == []
