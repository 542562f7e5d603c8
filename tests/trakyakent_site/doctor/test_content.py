from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone

from tests import factories as make
from trakyakent_site.doctor import content
from trakyakent_site.doctor.findings import Level
from unions.background import periodic
from unions.models import OutgoingMail, UnionHost, User, WorkProcess
from unions.tenancy import scope


@pytest.fixture(autouse=True)
def everything(union):
    with scope.everything():
        yield


def worst(findings) -> Level:
    levels = [finding.level for finding in findings]
    return Level.FAULT if Level.FAULT in levels else Level.WARNING if Level.WARNING in levels else Level.OK


def test_host_that_is_none_is_a_fault(union):
    assert worst(content.look_at_hosts()) == Level.OK
    UnionHost.all_unions.create(union=union, host="*")

    assert worst(content.look_at_hosts()) == Level.FAULT


@pytest.mark.parametrize(("setting", "value"), [("DEBUG", True), ("HTTPS", False)])
def test_public_host_asks_for_public_settings(settings, union, setting, value):
    settings.DEBUG, settings.HTTPS = False, True
    UnionHost.all_unions.create(union=union, host="www.trakya.bel.tr")
    assert worst(content.look_at_hosts()) == Level.OK

    setattr(settings, setting, value)

    assert worst(content.look_at_hosts()) == Level.FAULT


def test_union_that_nobody_can_open_is_doubtful(union):
    UnionHost.all_unions.all().delete()

    assert worst(content.look_at_hosts()) == Level.WARNING


@pytest.mark.parametrize(
    ("host", "is_public"),
    [
        ("trakya.gov.tr", True),
        ("trakyakent.localhost", False),
        ("192.168.1.4", False),
        ("site", False),
        ("a.test", False),
    ],
)
def test_hosts_of_a_laptop_are_not_public(host, is_public):
    assert content.is_public(host) == is_public


def test_installation_without_an_administrator_is_a_fault():
    assert worst(content.look_at_people()) == Level.FAULT
    User.objects.create_superuser(username="yonetici", password="gizli-1234567")

    assert worst(content.look_at_people()) == Level.OK


def test_file_that_is_gone_is_named(union):
    photo = make.make_photo(union=union)
    [name, *_others] = content.file_names(type(photo))
    assert worst(content.look_at_media()) == Level.OK
    default_storage.delete(name)

    [finding] = content.look_at_media()

    assert finding.level == Level.FAULT
    assert name in finding.words


def test_mail_that_nobody_sends_is_a_fault(union):
    assert worst(content.look_at_outbox()) == Level.OK
    OutgoingMail.all_unions.create(
        union=union, to="a@birlik.example", subject="x", body="y", next_attempt_at=timezone.now() - timedelta(hours=1)
    )

    assert worst(content.look_at_outbox()) == Level.FAULT


def test_hourly_tasks_that_rest_are_doubtful():
    cache.delete(periodic.LAST_RUN)
    assert worst(content.look_at_jobs()) == Level.WARNING
    cache.set(periodic.LAST_RUN, timezone.now(), None)
    assert worst(content.look_at_jobs()) == Level.OK
    cache.set(periodic.LAST_RUN, timezone.now() - timedelta(hours=5), None)

    assert worst(content.look_at_jobs()) == Level.WARNING
    cache.delete(periodic.LAST_RUN)


def test_work_that_was_given_away_and_that_nobody_does_is_a_fault(settings):
    cache.set(periodic.LAST_RUN, timezone.now(), None)
    assert worst(content.look_at_jobs()) == Level.OK
    settings.WORK = "separate"
    assert worst(content.look_at_jobs()) == Level.FAULT
    WorkProcess.objects.beat("makine, 7", timezone.now() - timedelta(minutes=2))
    assert worst(content.look_at_jobs()) == Level.FAULT
    WorkProcess.objects.beat("makine, 7", timezone.now())

    assert worst(content.look_at_jobs()) == Level.OK
    cache.delete(periodic.LAST_RUN)


@pytest.mark.parametrize(("days", "level"), [(-1, Level.OK), (2, Level.FAULT), (-500, Level.WARNING)])
def test_clock_is_compared_with_the_newest_row(days, level):
    User.objects.create_user(username="a", date_joined=timezone.now() + timedelta(days=days))

    assert worst(content.look_at_newest_rows()) == level
