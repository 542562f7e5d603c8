"""The filters of the lists of meetings and decisions, as their addresses say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from members.meetings.filters import DecisionFilter
from tests.addresses import address
from tests.factories import make_decision, make_meeting, make_organ
from unions.models import Subject

pytestmark = pytest.mark.django_db

ISTANBUL = ZoneInfo("Europe/Istanbul")


def past(year=2024, **fields):
    return make_meeting(starts_at=datetime(year, 5, 12, 14, 0, tzinfo=ISTANBUL), **{"state": "held", **fields})


def test_list_is_narrowed_by_organ_and_year(reader, union):
    assembly, executive = make_organ(), make_organ(kind="executive")
    past(2024, organ=assembly, title_tr="Doğru")
    past(2025, organ=assembly, title_tr="Başka yıl")
    past(2024, organ=executive, title_tr="Başka organ")

    response = reader.get(address("meeting_list") + "?organ=meclis&yil=2024")

    assert [meeting.title for meeting in response.context["page"]] == ["Doğru"]
    assert response.context["page"].paginator.count == 1


def test_organ_is_known_by_its_word_in_the_other_language_too(reader, union):
    past(organ=make_organ(title_tr="Meclis", title_en="Assembly"))
    past(organ=make_organ(kind="executive", title_en="Committee"))

    response = reader.get(address("meeting_list", "en") + "?organ=meclis")

    assert len(response.context["page"]) == 1
    assert '<option value="assembly" selected>' in response.text


def test_organ_without_meetings_is_understood_and_has_none(reader, union):
    past(title_tr="Meclisin", organ=make_organ())
    make_organ(kind="executive", title_tr="Encümen", title_en="Committee")

    for word in ["encumen", "committee"]:
        response = reader.get(address("meeting_list") + f"?organ={word}")

        assert 'class="errorlist"' not in response.text
        assert "Meclisin" not in response.text
        assert '<option value="encumen" selected>' in response.text
    assert "Encümen" not in reader.get(address("meeting_list")).text


@pytest.mark.parametrize("query", ["yil=abc", "yil=1850", "organ=yok", "yil=99999999999999999999", "organ=%00"])
def test_filter_value_that_means_nothing_narrows_nothing(reader, union, query):
    past()

    response = reader.get(address("meeting_list") + f"?{query}")

    assert response.status_code == 200
    assert len(response.context["page"]) == 1


def test_filter_value_that_means_nothing_is_explained_at_its_field(reader, union):
    past()

    assert 'class="errorlist"' in reader.get(address("meeting_list") + "?yil=1850").text


def test_decisions_are_filtered_by_subject_and_its_choices_cost_one_query(reader, union, django_assert_max_num_queries):
    budget, _staff = (Subject.objects.create(title_tr=title) for title in ["Bütçe", "Personel"])
    make_decision(date=date(2026, 5, 12), subject=budget, title_tr="Doğru")
    make_decision(date=date(2026, 5, 12), title_tr="Başka konu")
    response = reader.get(address("decision_list") + f"?konu={budget.pk}")

    assert [decision.title for decision in response.context["page"]] == ["Doğru"]
    with django_assert_max_num_queries(1):
        form = DecisionFilter(response.wsgi_request, [], [])
        assert [label for _key, label in form.choice("subject").choices][1:] == ["Bütçe", "Personel"]
