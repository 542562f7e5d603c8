import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.deploy.proxied import write_certificate
from tests.factories import make_staff, make_superuser, make_union
from trakyakent_site.mirror import copying
from trakyakent_site.operations import overview
from trakyakent_site.operations.overview import ATTENTION, GOOD, WRONG
from unions.models import WorkProcess

HOUR = timedelta(hours=1)


def signed_in(user):
    client = Client(headers={"host": "ornek.localhost"})
    client.force_login(user)
    return client


def test_whoever_runs_the_installation_sees_all_parts_in_both_languages(union, settings, tmp_path):
    settings.ERRORS_FILE = tmp_path / "errors.jsonl"
    settings.ERRORS_FILE.write_text(
        'half a li\n{"time": "2026-11-30T01:00:00Z", "logger": "pages", "message": "<b>It failed"}\n'
    )
    operator = make_superuser(username="kurucu")
    page = signed_in(operator).get(reverse("operation"))
    operator.language = "en"
    operator.save()
    english = signed_in(operator).get(reverse("operation")).content.decode()

    text = page.content.decode()
    assert page.status_code == 200
    for words in ["İşletim", "Yedek", "Sertifika", "Disk", "Trafik bilgileri (5651 sayılı Kanun)", "manage.py backup"]:
        assert words in text
    assert "&lt;b&gt;It failed" in text
    for words in ["Operation", "Backup", "Certificate", "Traffic data (Law 5651)", "What to do"]:
        assert words in english
    assert reverse("operation") in signed_in(operator).get(reverse("admin:index")).content.decode()


def test_to_everybody_else_there_is_no_such_page(union):
    manager = signed_in(make_staff(union))

    assert manager.get(reverse("operation")).status_code == 404
    assert reverse("operation") not in manager.get(reverse("admin:index")).content.decode()
    assert Client(headers={"host": "ornek.localhost"}).get(reverse("operation")).status_code == 302


def test_what_was_not_done_for_a_day_needs_attention(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    now = timezone.now()
    assert [overview.backup(now).state, overview.mirror(now).state] == [WRONG, WRONG]

    noted = tmp_path / "backups.json"
    states = []
    for hours in [1, 25, 27, 1000]:
        noted.write_text(f'{{"made_at": "{(now - hours * HOUR).isoformat()}"}}')
        states.append(overview.backup(now).state)
    assert states == [GOOD, GOOD, ATTENTION, ATTENTION]
    for failure in ["failed_at", "proof_failed_at"]:
        noted.write_text(f'{{"made_at": "{(now - 2 * HOUR).isoformat()}", "{failure}": "{(now - HOUR).isoformat()}"}}')
        assert overview.backup(now).state == WRONG
    for hours, state in [(1, GOOD), (30, ATTENTION)]:
        made_at = (now - hours * HOUR).isoformat()
        copying.make_folder(copying.root())
        copying.write_state({"ornek.localhost": copying.Copy(1, "ornek.localhost", 1, made_at, made_at, "a")})
        assert overview.mirror(now).state == state


def test_the_end_of_the_certificate_is_told_in_time(settings, tmp_path):
    now = timezone.now()
    settings.HTTPS, settings.CERTIFICATE = True, ""
    assert overview.certificate(now).state == ATTENTION
    # Made for thirty days.
    certificate, _key = write_certificate(tmp_path, ["ornek.localhost"])
    settings.CERTIFICATE = str(certificate)
    days = [timedelta(days=number) for number in (0, 15, 17, 31)]
    assert [overview.certificate(now + each).state for each in days] == [GOOD, GOOD, ATTENTION, WRONG]

    certificate.write_text("no certificate")
    assert overview.certificate(now).state == WRONG


def test_a_task_of_the_future_needs_attention(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    now = timezone.now()
    (tmp_path / "backups.json").write_text(f'{{"made_at": "{(now + timedelta(days=300)).isoformat()}"}}')

    told = overview.backup(now)

    assert told.state == ATTENTION
    assert "lies in the future" in told.remedy or "gelecekte" in told.remedy


@pytest.mark.django_db
def test_a_clock_that_is_a_year_off_is_said_with_the_command():
    made, year = overview.RELEASED, timedelta(days=366)
    assert [overview.clock(moment).state for moment in [made, made + year, made - year]] == [GOOD, ATTENTION, WRONG]
    make_staff(make_union(), username="ayşe", last_login=made + 9 * HOUR)

    assert overview.clock(made + 8 * HOUR).state == GOOD
    told = overview.clock(made)
    assert (told.state, "timedatectl set-ntp true" in told.remedy) == (WRONG, True)


@pytest.mark.parametrize(("free", "state"), [(1024**2, WRONG), (500 * 1024**2, ATTENTION), (40 * 1024**3, GOOD)])
def test_a_disk_with_a_megabyte_left_is_faulty(monkeypatch, free, state):
    usage = namedtuple("usage", "total used free")(100 * 1024**3, 0, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)

    assert overview.disk().state == state


@pytest.mark.django_db
def test_every_line_says_what_to_do_unless_it_is_good(settings):
    with translation.override("tr"):
        for line in overview.lines(timezone.now()):
            assert line.words
            assert line.state == GOOD or line.remedy, line


@pytest.mark.django_db
def test_work_that_was_given_away_is_watched(settings):
    now = timezone.now()
    with translation.override("en"):
        assert "Background work" not in [line.name for line in overview.lines(now)]
        settings.WORK = "separate"
        assert "Background work" in [line.name for line in overview.lines(now)]
        never = overview.work(now)
        WorkProcess.objects.beat("makine, 7", now - timedelta(minutes=2))
        no_longer = overview.work(now)
        WorkProcess.objects.beat("makine, 7", now)
        working = overview.work(now)

    assert [never.state, no_longer.state, working.state] == [WRONG, WRONG, GOOD]
    assert "Last seen" not in never.words
    assert "Last seen" in no_longer.words
    assert working.words == "1 process works."
