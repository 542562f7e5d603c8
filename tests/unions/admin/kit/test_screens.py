"""Pages of the admin with a template of their own, shown in its frame."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.staff_client import staff_client
from unions.models import Meeting

pytestmark = pytest.mark.django_db


def test_a_screen_is_shown_in_the_frame_of_the_admin_with_its_title():
    page = staff_client(make.make_union(), language="en").get(reverse("admin:unions_meeting_prepare"))

    assert page.context["opts"] is Meeting._meta
    assert "<title>Prepare a meeting | " in page.text
    assert 'id="user-tools"' in page.text


def test_a_screen_answers_with_the_status_it_is_given():
    union = make.make_union()
    meeting = make.make_meeting(union=union, status="published")

    page = staff_client(union, "editor").get(reverse("admin:unions_meeting_results", args=[meeting.pk]))

    assert page.status_code == 403
    assert page.context["original"] == meeting


def test_a_screen_about_a_row_is_found_where_there_is_one_and_shown_to_those_who_may_see_it():
    union = make.make_union()
    asked = make.make_request(union=union)
    manager, editor = staff_client(union, "manager"), staff_client(union, "editor")

    assert manager.get(reverse("admin:unions_meeting_results", args=[999_999])).status_code == 404
    assert editor.get(reverse("admin:pages_request_change", args=[asked.pk])).status_code == 403
