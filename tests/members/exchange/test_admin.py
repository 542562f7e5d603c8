"""Who may import, and what the start page and the history show of an import."""

import pytest
from django.urls import reverse

from members.exchange.models import ImportRun
from tests import factories as make
from tests.members.exchange.screens import ROWS, UPLOAD, upload, uploaded
from tests.members.exchange.tables import csv_file
from tests.staff_client import address, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


@pytest.mark.parametrize("role", ["editor", "publisher", "auditor"])
def test_only_those_who_may_change_members_may_import(union, places, role):
    person = staff_client(union, role)

    assert person.get(UPLOAD).status_code == 403
    assert upload(person, csv_file(*ROWS)).status_code == 403
    assert not ImportRun.all_unions.exists()


def test_the_start_page_reminds_of_a_file_that_waits(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))

    assert page in [task.url for task in manager.get(reverse("admin:index")).context["tasks"]]
    assert page not in [task.url for task in staff_client(union).get(reverse("admin:index")).context["tasks"]]


def test_an_import_cannot_be_restored_from_its_history(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS[:2]))
    manager.post(page, {**manager.form(page), "_write": "1"})
    run = ImportRun.all_unions.get()
    record = run.history.last()

    answer = manager.post(reverse("admin:members_importrun_record", args=[run.pk, record.pk]))

    assert answer.status_code == 403
    assert ImportRun.all_unions.get().state == "written"
    assert manager.get(address("history", run)).status_code == 200
