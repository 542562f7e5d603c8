"""What lies in the database and must fit the world: hosts, people, files, mail and the newest rows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.db.models import Max
from django.utils import timezone

from trakyakent_site.backups.installation import bucket
from trakyakent_site.doctor.findings import Finding, as_found, fault, ok, warning
from unions.background import periodic
from unions.files.storage import UNFINISHED
from unions.models import FileRecord, OutgoingMail, Union, UnionHost, User, WorkProcess

# Names that only this machine or a test knows (RFC 6761, RFC 6762).
PRIVATE_ENDINGS = ("localhost", "test", "example", "invalid", "local", "internal", "home.arpa")
OVERDUE = timedelta(minutes=15)
MISSING_SHOWN = 5


def is_public(host: str) -> bool:
    return "." in host and not host.endswith(PRIVATE_ENDINGS) and not host.replace(".", "").isdigit()


def look_at_hosts() -> Iterator[Finding]:
    field = UnionHost._meta.get_field("host")
    hosts = list(UnionHost.all_unions.select_related("union").order_by("host"))
    for host in hosts:
        try:
            field.run_validators(host.host)
        except Exception:
            yield fault(f'"{host.host}" of {host.union.code} is no host name.', "Mend it in the administration.")
    for union in Union.objects.order_by("code"):
        own = [host for host in hosts if host.union_id == union.pk]
        names = ", ".join(host.host for host in own)
        if not own:
            yield warning(f"{union.code} has no host name: nobody can open it.", "Add one in the administration.")
        elif not any(host.is_primary for host in own):
            yield warning(f"{union.code} has no main host among {names}.", "Mark one as main in the administration.")
        else:
            yield ok(f"{union.code} answers under {names}.")
    public = [host.host for host in hosts if is_public(host.host)]
    if public and settings.DEBUG:
        yield fault(f"DEBUG is on, and {public[0]} is public.", "Leave DEBUG out.")
    if public and not settings.HTTPS:
        yield fault(f"HTTPS is off, and {public[0]} is public: sign-ins can be overheard.", "Write HTTPS=1.")


def look_at_people() -> Iterator[Finding]:
    yield as_found(
        User.objects.filter(is_superuser=True, is_active=True).exists(),
        "Somebody has all rights.",
        "Nobody has all rights.",
        "manage.py createsuperuser; a forgotten password: manage.py changepassword NAME",
    )


def look_at_media() -> Iterator[Finding]:
    names = [name for model in models_with_files() for name in file_names(model)]
    sizes = sizes_of(names)
    missing = [name for name in names if name not in sizes]
    empty = [name for name in names if sizes.get(name) == 0]
    yield as_found(
        not missing,
        f"All {len(names)} files of the rows are there.",
        f"{len(missing)} of {len(names)} files are gone: {', '.join(missing[:MISSING_SHOWN])}",
        "Restore them from a backup, or upload them again.",
    )
    yield from damaged_files()
    if empty:
        yield fault(
            f"{len(empty)} files are empty: {', '.join(empty[:MISSING_SHOWN])}", "Restore or upload them again."
        )


def sizes_of(names: list[str]) -> dict[str, int]:
    """Of the files that are there; raises OSError where their place does not answer."""
    if settings.MEDIA_STORE:
        there = dict(bucket().sizes())
        return {name: there[name] for name in names if name in there}
    root = Path(settings.MEDIA_ROOT)
    return {name: (root / name).stat().st_size for name in names if (root / name).is_file()}


def damaged_files() -> Iterator[Finding]:
    """What the nightly look at every stored file has found."""
    damaged = list(FileRecord.objects.filter(state=FileRecord.State.CHANGED).values_list("name", flat=True))
    if damaged:
        yield fault(
            f"{len(damaged)} files are damaged: {', '.join(damaged[:MISSING_SHOWN])}",
            "Restore them from a backup, or upload them again.",
        )
    unfinished = sum(1 for _path in Path(settings.MEDIA_ROOT).rglob(f"*{UNFINISHED}"))
    if unfinished:
        yield ok(f"{unfinished} unfinished files lie there; they are removed after a day.")


def models_with_files() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if not hasattr(model, "history_object") and any(isinstance(f, models.FileField) for f in model._meta.fields)
    ]


def file_names(model: type[models.Model]) -> Iterator[str]:
    fields = [field.name for field in model._meta.fields if isinstance(field, models.FileField)]
    for row in model._base_manager.values_list(*fields).iterator():
        yield from (name for name in row if name)


def look_at_outbox() -> Iterator[Finding]:
    mails = OutgoingMail.all_unions.all()
    wait = mails.longest_wait(timezone.now())
    failed, delayed = mails.in_trouble()
    yield as_found(
        wait < OVERDUE,
        f"{mails.waiting().count()} mails wait, none for long.",
        f"Mail has been due for {int(wait.total_seconds() // 60)} minutes, and nobody sends it.",
        "Start the site, or manage.py work.",
    )
    if delayed:
        yield warning(
            f"{delayed} mails have been tried in vain.", "The administration says why, under outgoing e-mail."
        )
    if failed:
        yield warning(f"{failed} mails could not be delivered.", "The administration says why, under outgoing e-mail.")


def look_at_work() -> Iterator[Finding]:
    if settings.WORK != "separate":
        return
    processes = WorkProcess.objects.at_work(timezone.now()).count()
    last = WorkProcess.objects.last_seen()
    yield as_found(
        processes > 0,
        f"{processes} processes of manage.py work have said in the last minute that they work.",
        f"WORK is separate, and nobody works{f' since {last:%Y-%m-%d %H:%M} UTC' if last else ''}.",
        "systemctl enable --now birlik-work, on one machine at least; or leave WORK out.",
    )


def look_at_jobs() -> Iterator[Finding]:
    yield from look_at_work()
    ran_at = cache.get(periodic.LAST_RUN)
    if ran_at is None:
        yield warning(
            "The hourly tasks have not run yet.", "They run a moment after the site or manage.py work starts."
        )
        return
    since = timezone.now() - ran_at
    yield (
        ok(f"The hourly tasks ran at {ran_at:%Y-%m-%d %H:%M} UTC.")
        if since < timedelta(hours=3)
        else warning(f"The hourly tasks ran last at {ran_at:%Y-%m-%d %H:%M} UTC.", "Start the site, or manage.py work.")
    )


def look_at_newest_rows() -> Iterator[Finding]:
    now = timezone.now()
    moments = [
        OutgoingMail.all_unions.aggregate(newest=Max("created_at"))["newest"],
        User.objects.aggregate(newest=Max("last_login"))["newest"],
        User.objects.aggregate(newest=Max("date_joined"))["newest"],
    ]
    newest = max((moment for moment in moments if moment), default=None)
    if newest is None:
        yield ok("There is no row yet that the clock could be compared with.")
    elif newest > now + timedelta(hours=1):
        yield fault(f"The newest row is of {newest:%Y-%m-%d %H:%M}, the future.", "timedatectl set-ntp true")
    elif newest < now - timedelta(days=365):
        yield warning(f"The newest row is of {newest:%Y-%m-%d}.", "Look whether the clock is a year ahead.")
    else:
        yield ok("The newest row is of the past, as it should be.")
