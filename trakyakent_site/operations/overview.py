"""The page of whoever runs the installation: what is there, how it is, and what to do. For superusers alone."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import date as shown_date
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from trakyakent_site.backups import record
from trakyakent_site.operations import recent_errors, upkeep
from trakyakent_site.operations.environment import RELEASED
from trakyakent_site.operations.health import ENOUGH_SHARE, ENOUGH_SPACE, OVERDUE_MINUTES, shipped_migrations
from trakyakent_site.operations.traffic import Traffic
from unions.models import OutgoingMail, User, WorkProcess
from unions.tenancy import scope

# A night's backup that was missed shows on the day after.
OLDEST = timedelta(hours=26)
CERTIFICATE_WARNING = timedelta(days=14)
# Clocks of two machines may differ a little.
TOLERANCE = timedelta(hours=1)
# Bytes, which the next upload or two take.
SCARCE = 100 * 1024**2
SET_CLOCK = "timedatectl set-ntp true"
GOOD, ATTENTION, WRONG = "good", "attention", "wrong"


@dataclass(frozen=True)
class Line:
    """One part of the installation: how it is, in words, and what to do about it."""

    name: str
    state: str
    words: str
    remedy: str = ""

    @property
    def state_in_words(self) -> str:
        return {GOOD: _("in order"), ATTENTION: _("needs attention"), WRONG: _("faulty")}[self.state]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All parts of the installation, and the latest errors."""
    if not request.user.is_superuser:
        raise Http404("Only whoever runs the installation sees this page.")
    context = {
        **admin.site.each_context(request),
        "title": _("Operation"),
        "lines": list(lines(timezone.now())),
        "errors": recent_errors.latest(Path(settings.ERRORS_FILE)),
    }
    return TemplateResponse(request, "operation/overview.html", context)


def lines(now: datetime) -> Iterator[Line]:
    """In the order in which one would look."""
    yield version(now)
    yield tables()
    yield backup(now)
    yield mirror(now)
    yield mail(now)
    if settings.WORK == "separate":
        yield work(now)
    yield disk()
    yield clock(now)
    yield certificate(now)
    yield traffic()


def version(now: datetime) -> Line:
    about = _("Version of %(date)s; Django %(django)s, Python %(python)s, %(database)s") % {
        "date": shown_date(RELEASED, "DATE_FORMAT"),
        "django": django.get_version(),
        "python": platform.python_version(),
        "database": "PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
    }
    if now - RELEASED > timedelta(days=365):
        return Line(_("Version"), ATTENTION, about, _("Update: security fixes of a year are missing."))
    return Line(_("Version"), GOOD, about)


def tables() -> Line:
    missing = len(shipped_migrations() - MigrationRecorder(connection).applied_migrations().keys())
    if missing:
        words = ngettext(
            "%(number)s change of the tables is missing.", "%(number)s changes of the tables are missing.", missing
        ) % {"number": missing}
        return Line(_("Database"), WRONG, words, "manage.py migrate")
    return Line(_("Database"), GOOD, _("Its tables are those of this version."))


def backup(now: datetime) -> Line:
    noted, made_at = record.read(), upkeep.backup_made_at()
    failed_at, unproved_at = record.moment_of(noted.failed_at), record.moment_of(noted.proof_failed_at)
    command = "manage.py backup --prove"
    if failed_at and (made_at is None or failed_at > made_at):
        words = _("The last one failed on %(moment)s.") % {"moment": shown_moment(failed_at)}
        return Line(_("Backup"), WRONG, words, run(command))
    if unproved_at and noted.proof_failed_at > noted.proved_at:
        words = _("One could not be restored in a trial on %(moment)s.") % {"moment": shown_moment(unproved_at)}
        return Line(_("Backup"), WRONG, words, run(command))
    return made(_("Backup"), made_at, now, _("None is known."), command)


def mirror(now: datetime) -> Line:
    none = _("There is none; if the application fails, readers see a message instead of the pages.")
    return made(_("Copy of the public pages"), upkeep.mirror_made_at(), now, none, "manage.py mirror")


def made(name: str, moment: datetime | None, now: datetime, none: str, command: str) -> Line:
    """A task of the night, by when it was done last."""
    if moment is None:
        return Line(name, WRONG, none, run(command))
    words = _("Last made on %(moment)s.") % {"moment": shown_moment(moment)}
    if moment - now > TOLERANCE:
        return Line(
            name,
            ATTENTION,
            words,
            _("That lies in the future: set the clock, and run: %(command)s") % {"command": command},
        )
    if now - moment > OLDEST:
        remedy = _("See whether its nightly task runs, and run: %(command)s") % {"command": command}
        return Line(name, ATTENTION, words, remedy)
    return Line(name, GOOD, words)


def shown_moment(moment: datetime) -> str:
    return str(shown_date(timezone.localtime(moment), "DATETIME_FORMAT"))


def run(command: str) -> str:
    return _("Run: %(command)s") % {"command": command}


def mail(now: datetime) -> Line:
    with scope.everything():
        mails = OutgoingMail.objects.all()
        waiting, failed = mails.waiting().count(), mails.failed().count()
        minutes = int(mails.longest_wait(now).total_seconds() // 60)
    words = _("Waiting: %(waiting)s; not deliverable: %(failed)s.") % {"waiting": waiting, "failed": failed}
    if minutes > OVERDUE_MINUTES:
        late = _("The oldest has been due for %(minutes)s minutes.") % {"minutes": minutes}
        return Line(_("E-mail"), WRONG, f"{words} {late}", _("Restart the site, or run: manage.py work"))
    if failed:
        return Line(_("E-mail"), ATTENTION, words, _("Outgoing e-mail in the administration says why."))
    return Line(_("E-mail"), GOOD, words)


def work(now: datetime) -> Line:
    name = _("Background work")
    number = WorkProcess.objects.at_work(now).count()
    if number:
        words = ngettext("%(number)s process works.", "%(number)s processes work.", number) % {"number": number}
        return Line(name, GOOD, words)
    last = WorkProcess.objects.last_seen()
    words = _("No one works: mail, pictures and periodic tasks wait.")
    if last:
        words += " " + _("Last seen on %(moment)s.") % {"moment": shown_moment(last)}
    return Line(name, WRONG, words, run("manage.py work"))


def disk() -> Line:
    usage = shutil.disk_usage(settings.DATA_DIR)
    words = _("%(free)s of %(total)s are free.") % {
        "free": filesizeformat(usage.free),
        "total": filesizeformat(usage.total),
    }
    if usage.free < SCARCE:
        return Line(_("Disk"), WRONG, words, _("Free some space now: saves and uploads fail."))
    if usage.free < max(ENOUGH_SPACE, usage.total * ENOUGH_SHARE):
        return Line(_("Disk"), ATTENTION, words, _("Free some space: when it is full, nothing can be saved."))
    return Line(_("Disk"), GOOD, words)


def clock(now: datetime) -> Line:
    """A clock that is a year off makes links open for ever or never, and backups old or new that are not."""
    name, words = _("Clock"), _("It says %(moment)s.") % {"moment": shown_moment(now)}
    newest = User.objects.aggregate(newest=Max("last_login"))["newest"]
    if now < RELEASED - timedelta(days=1):
        remedy = _("That is before this software was made. Run: %(command)s") % {"command": SET_CLOCK}
        return Line(name, WRONG, words, remedy)
    if newest and newest - now > TOLERANCE:
        remedy = _("Someone signed in on %(moment)s, which lies in the future. Run: %(command)s")
        return Line(name, WRONG, words, remedy % {"moment": shown_moment(newest), "command": SET_CLOCK})
    if now - RELEASED > timedelta(days=365):
        remedy = _("If the day is wrong, run: %(command)s") % {"command": SET_CLOCK}
        return Line(name, ATTENTION, words, remedy)
    return Line(name, GOOD, words)


def certificate(now: datetime) -> Line:
    name = _("Certificate")
    if not settings.CERTIFICATE:
        state = ATTENTION if settings.HTTPS else GOOD
        return Line(name, state, _("None is named, so its end is not watched."), _("Name it in CERTIFICATE."))
    end = upkeep.certificate_end(settings.CERTIFICATE)
    if end is None:
        return Line(name, WRONG, _("It cannot be read."), _("See whether CERTIFICATE names it, and who may read it."))
    words = _("Valid until %(date)s.") % {"date": shown_date(timezone.localtime(end), "DATE_FORMAT")}
    if end <= now:
        return Line(name, WRONG, words, _("Renew it now: browsers refuse the site."))
    if end - now < CERTIFICATE_WARNING:
        return Line(name, ATTENTION, words, _("See whether its renewal runs."))
    return Line(name, GOOD, words)


def traffic() -> Line:
    name = _("Traffic data (Law 5651)")
    if not settings.ACCESS_LOG_DIR:
        return Line(name, GOOD, _("Not kept here. The host provider has to keep them for a year."))
    try:
        seals = Traffic(Path(settings.ACCESS_LOG_DIR)).seals()
    except (OSError, ValueError, TypeError):
        return Line(
            name,
            WRONG,
            _("The seals cannot be read."),
            run("manage.py accesslog verify"),
        )
    if not seals:
        return Line(
            name,
            ATTENTION,
            _("No day has been sealed."),
            run("manage.py accesslog seal"),
        )
    return Line(name, GOOD, _("Sealed up to %(day)s.") % {"day": max(seal.day for seal in seals)})
