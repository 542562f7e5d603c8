"""The page of outgoing mail."""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.reading import leading_to
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_mail_that_failed_or_waits_in_vain_is_a_task_that_lists_it(union, manager):
    failed = make.make_outgoing_mail(union=union, state="failed")
    delayed = make.make_outgoing_mail(union=union, failure="later")
    make.make_outgoing_mail(union=union)

    listed = address("changelist", model=OutgoingMail)

    assert len(leading_to(manager, f"{listed}?state__exact=failed")) == 1
    assert len(leading_to(manager, f"{listed}?state__exact=waiting")) == 1
    assert list(manager.get(listed, state__exact="failed").context["cl"].result_list) == [failed]
    assert delayed in manager.get(listed, state__exact="waiting").context["cl"].result_list


def test_a_manager_has_failed_mail_sent_again_unless_its_text_is_erased(union, manager):
    failed = make.make_outgoing_mail(union=union, state="failed", body="Metin", attempts=9)
    erased = make.make_outgoing_mail(union=union, state="failed", body="")

    answer = manager.post(
        address("changelist", model=OutgoingMail),
        {"action": "try_again", "_selected_action": [failed.pk, erased.pk]},
        follow=True,
    )

    failed.refresh_from_db()
    erased.refresh_from_db()
    assert (failed.state, failed.attempts, erased.state) == ("waiting", 0, "failed")
    assert failed.next_attempt_at <= timezone.now()
    assert [message.level_tag for message in answer.context["messages"]] == ["success", "warning"]


def test_mail_is_neither_written_nor_changed_nor_deleted_by_hand(union, manager):
    mail = make.make_outgoing_mail(union=union)

    answers = [
        manager.get(address("add", model=OutgoingMail)),
        manager.post(address("change", mail), {"to": "baska@ornek.test", "version": "1"}),
        manager.get(address("delete", mail)),
    ]

    mail.refresh_from_db()
    assert [answer.status_code for answer in answers[::2]] == [403, 403]
    assert mail.to != "baska@ornek.test"
