"""A manager runs a round from one page, and the start page says what waits."""

import pytest
from django.urls import reverse

from members.checks.models import CheckRound
from tests import factories as make
from tests.members.checks.walkthrough import mails, the_check
from tests.staff_client import staff_client
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_the_round_is_run_from_one_page(union, member):
    clerk = staff_client(union)
    check_round = make.make_check_round(started_at=None)
    page = reverse("admin:members_checkround_run", args=[check_round.pk])

    def press(act, **data):
        version = CheckRound.objects.get().version
        return clerk.post(page, {"act": act, "version": version, **data}, follow=True).content.decode()

    assert "Bir üyeye e-posta gönderiliyor." in press("ask", everybody="1")
    assert "Bir hatırlatma gönderiliyor." in press("remind", chosen=[the_check().pk])
    assert "Bir istek geri alındı." in press("revoke", chosen=[the_check().pk])
    assert "Kontrol bitirildi" in press("end")
    assert len(mails()) == 2


def test_a_double_click_sends_no_second_mail(union, member):
    clerk = staff_client(union)
    check_round = make.make_check_round(started_at=None)
    page = reverse("admin:members_checkround_run", args=[check_round.pk])
    clerk.post(page, {"act": "ask", "version": "1", "everybody": "1"})
    clerk.post(page, {"act": "remind", "version": "2", "everybody": "1"})

    clerk.post(page, {"act": "remind", "version": "2", "everybody": "1"})

    assert len(mails()) == 2


def test_answers_and_failures_are_tasks_of_the_start_page(union, proposal):
    OutgoingMail.objects.update(state="failed", failure="address")

    page = staff_client(union).get(reverse("admin:index")).content.decode()

    assert "Bir belediye, kartında değişiklik öneriyor." in page
    assert "Bir ileti teslim edilemedi." in page
