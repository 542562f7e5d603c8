"""What the start page says is to be done, and where each line leads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.people.models import OfficeHolder
from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.reading import leading_to, tasks
from unions.models import Meeting, Organ

pytestmark = pytest.mark.django_db


def test_the_start_page_of_a_new_union_says_what_is_missing(manager):
    lines = tasks(manager)

    assert address("add", model=OfficeHolder) + "?role=president" in lines.values()
    assert reverse("admin:unions_headquarters_add") in lines.values()
    assert {f"{address('add', model=Organ)}?kind={kind}" for kind in Organ.BY_LAW} <= set(lines.values())


def test_a_sitting_president_is_no_task(union, manager):
    make.make_office_holder(union=union, role="president", end_date="2020")
    assert leading_to(manager, address("add", model=OfficeHolder))

    make.make_office_holder(union=union, role="president")

    assert leading_to(manager, address("add", model=OfficeHolder)) == []


def test_past_meetings_without_minutes_are_a_task_that_lists_them(union, manager):
    yesterday = timezone.now() - timedelta(days=1)
    make.make_meeting(union=union, title_tr="Tutanaksız", starts_at=yesterday)
    make.make_meeting(union=union, title_tr="Ertelenmiş", starts_at=yesterday, state="postponed")
    make.make_meeting(union=union, title_tr="Gelecek")
    make.make_meeting(union=union, title_tr="Tutanaklı", starts_at=yesterday, minutes=make.pdf_upload())

    [url] = [
        url
        for url in tasks(manager).values()
        if url.startswith(address("changelist", model=Meeting)) and "minutes" in url
    ]

    assert [row.title for row in manager.get(url).context["cl"].result_list] == ["Tutanaksız"]


def test_decisions_not_sent_to_the_governor_in_time_are_a_task_that_lists_them(union, manager):
    today = timezone.localdate()
    executive = make.make_organ(union=union, kind="executive")
    make.make_decision(union=union, title_tr="Gecikmiş", date=today - timedelta(days=8))
    make.make_decision(union=union, title_tr="Süresi var", date=today - timedelta(days=7))
    make.make_decision(union=union, title_tr="Encümen kararı", organ=executive, date=today - timedelta(days=8))
    make.make_decision(union=union, title_tr="Gönderilmiş", date=today - timedelta(days=8), sent_to_governor_on=today)

    [url] = [url for url in tasks(manager).values() if "sending" in url]

    assert [row.title for row in manager.get(url).context["cl"].result_list] == ["Gecikmiş"]
