from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.addresses import address
from tests.factories import make_agenda_item, make_decision, make_meeting, make_organ, make_union, pdf_upload
from unions.models import AgendaItem, Meeting

ISTANBUL = ZoneInfo("Europe/Istanbul")


def past(year=2024, **fields):
    return make_meeting(starts_at=datetime(year, 5, 12, 14, 0, tzinfo=ISTANBUL), **{"state": "held", **fields})


@pytest.mark.parametrize("language", ["tr", "en"])
def test_empty_list_says_that_it_is_empty(reader, union, language):
    response = reader.get(address("meeting_list", language))

    assert response.status_code == 200
    assert 'class="empty-state"' in response.text


@pytest.mark.parametrize("count", [1, 3, 300])
def test_list_costs_eight_queries_however_long(reader, union, django_assert_max_num_queries, count):
    organ = make_organ()
    now = timezone.now()
    rows = [
        Meeting(
            organ=organ,
            title_tr=f"Toplantı {n}",
            starts_at=now + timedelta(days=10 - n),
            status="published",
            year=(now + timedelta(days=10 - n)).year,
        )
        for n in range(count)
    ]
    Meeting.objects.bulk_create(rows)

    with django_assert_max_num_queries(8):
        response = reader.get(address("meeting_list"))

    assert len(response.context["page"]) == min(count, 20)
    assert response.context["page"].paginator.count == count


def test_meetings_to_come_stand_first_the_nearest_on_top(reader, union):
    past(title_tr="Geçmiş")
    now = timezone.now()
    make_meeting(title_tr="Uzak", starts_at=now + timedelta(days=60))
    make_meeting(title_tr="Yakın", starts_at=now + timedelta(days=6))

    html = reader.get(address("meeting_list")).text

    assert html.index("Yakın") < html.index("Uzak") < html.index("Geçmiş")


@pytest.mark.parametrize("number", ["0", "2", "x"])
def test_unknown_page_is_not_found(reader, union, number):
    past()

    assert reader.get(address("meeting_list") + f"?sayfa={number}").status_code == 404


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"publish_at": timezone.now() + timedelta(days=1)}])
def test_meeting_that_is_not_public_is_nowhere(reader, union, fields):
    meeting = past(title_tr="Gizli toplantı", **fields)

    assert reader.get(meeting.address("tr")).status_code == 404
    assert "Gizli toplantı" not in reader.get(address("meeting_list")).text


def test_meeting_of_another_union_is_nowhere(reader, union):
    other = make_union()
    meeting = make_meeting(union=other, title_tr="Yabancı toplantı")

    assert reader.get(meeting.address("tr")).status_code == 404
    assert "Yabancı toplantı" not in reader.get(address("meeting_list")).text


def test_meeting_has_its_whole_file(reader, union):
    meeting = past(
        called_on=date(2024, 5, 3),
        second_call_at=datetime(2024, 5, 16, 14, 0, tzinfo=ISTANBUL),
        place_tr="Edirne",
        minutes=pdf_upload("tutanak.pdf"),
    )
    item = make_agenda_item(meeting=meeting, title_tr="Bütçe görüşmesi", number=4)
    decision = make_decision(agenda_item=item, date=date(2024, 5, 12), number=17)

    html = reader.get(meeting.address("tr")).text

    for fact in ["12 Mayıs 2024 Pazar, 14.00", "16 Mayıs 2024", "3 Mayıs 2024", "Edirne", "Bütçe görüşmesi", "2024/17"]:
        assert fact in html
    assert meeting.minutes.url in html
    assert decision.address("tr") in html


def test_meeting_says_what_is_missing(reader, union):
    meeting = past(agenda=["Açılış"])

    html = reader.get(meeting.address("en")).text

    assert "The minutes are not published." in html
    assert "No decision on this item has been published." in html
    assert "The date of the call is not on record." in html


def test_meeting_does_not_show_draft_decisions(reader, union):
    meeting = past()
    make_decision(agenda_item=make_agenda_item(meeting=meeting), title_tr="Gizli karar", status="draft")

    assert "Gizli karar" not in reader.get(meeting.address("tr")).text


def test_planned_meeting_whose_day_has_passed_is_not_said_to_be_planned(reader, union):
    meeting = past(state="planned")

    assert "Not recorded whether it was held" in reader.get(meeting.address("en")).text


@pytest.mark.parametrize("state", ["cancelled", "postponed", "inquorate"])
def test_meeting_that_did_not_take_place_says_so_loudly(reader, union, state):
    assert 'class="alert"' in reader.get(past(state=state).address("tr")).text


@pytest.mark.parametrize("count", [1, 3, 300])
def test_meeting_costs_ten_queries_however_long_its_agenda(reader, union, django_assert_max_num_queries, count):
    meeting = past()
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=meeting, number=n + 1, title_tr=f"Madde {n}") for n in range(count)]
    )
    make_decision(agenda_item=meeting.agenda_items.first())

    with django_assert_max_num_queries(10):
        assert reader.get(meeting.address("tr")).status_code == 200


def test_word_of_the_other_language_leads_on(reader, union):
    meeting = past(title_tr="Mayıs", title_en="May")

    response = reader.get(address("meeting_detail", "en", year=2024, slug="mayis"))

    assert response.status_code == 301
    assert response["Location"] == meeting.address("en")


def test_untranslated_meeting_has_a_notice_and_a_marked_title(reader, union):
    html = reader.get(past(title_tr="Mayıs toplantısı").address("en")).text

    assert '<h1><span lang="tr">Mayıs toplantısı</span></h1>' in html
    assert html.count('class="notice"') == 1


@pytest.mark.parametrize("year", ["0", "99999999999999999999"])
def test_year_that_cannot_be_is_not_found(reader, union, year):
    assert reader.get(f"/tr/toplantilar/{year}/mayis/").status_code == 404
