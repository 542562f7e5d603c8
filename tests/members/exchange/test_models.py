"""The file of an import is kept for a day, and only for the person who chose it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.exchange.models import KEPT, ImportRun
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_file_that_nobody_has_confirmed_is_discarded_after_a_day(union):
    fresh, old = (make.make_import_run(content=b"x") for _run in range(2))
    ImportRun.objects.filter(pk=old.pk).update(created_at=timezone.now() - KEPT - timedelta(minutes=1))

    assert ImportRun.objects.forget() == 1

    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.state, bytes(old.content)) == ("discarded", b"")
    assert fresh.state == "waiting"


def test_only_the_person_who_chose_a_file_may_confirm_it(union):
    clerk, colleague = make.make_staff(union), make.make_staff(union)
    run = make.make_import_run(content=b"x", user=clerk)

    assert run.may_be_confirmed_by(clerk)
    assert not run.may_be_confirmed_by(colleague)
    assert not make.make_import_run(content=b"x", user=None).may_be_confirmed_by(colleague)


def test_the_files_that_wait_for_a_person_are_their_own(union):
    clerk = make.make_staff(union)
    run = make.make_import_run(content=b"x", user=clerk)
    make.make_import_run(content=b"x", user=make.make_staff(union))

    assert list(ImportRun.objects.waiting_for(clerk)) == [run]
