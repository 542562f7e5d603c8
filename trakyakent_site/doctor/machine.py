"""Settings, data folder, static files, clock and certificates: what needs no database."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from django.conf import settings

from trakyakent_site.backups import record, store
from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.doctor.findings import Finding, as_found, fault, ok, warning
from trakyakent_site.operations import data_folder, environment
from trakyakent_site.page_cache.valkey import address_of
from trakyakent_site.server.static_bundle import BUNDLE

ENOUGH, SCARCE = 1024**3, 100 * 1024**2
CERTIFICATE_WARNING = timedelta(days=14)


def look_at_settings() -> Iterator[Finding]:
    read = settings.ENVIRONMENT
    for problem in read.problems:
        yield fault(str(problem), "The site does not start until this is mended.")
    kind = "a server (DATABASE_URL is set)" if read.is_server else "embedded (SQLite in DATA_DIR)"
    yield ok(f"The installation is {kind}; its folder is {settings.DATA_DIR}.")
    yield ok(f"Read from {read.file.path}, and the process." if read.file else "Read from the process; no file.")
    if settings.DEBUG:
        yield warning("DEBUG is on: errors show the inside of the site.", "Leave DEBUG out, unless you work on it.")
    if read.is_server and not settings.HTTPS:
        yield warning("HTTPS is off on a server: sign-ins can be overheard.", "Leave HTTPS out.")


def look_at_data_folder() -> Iterator[Finding]:
    folder = settings.DATA_DIR
    open_paths = list(data_folder.open_paths(folder, for_group=settings.FILES_FOR_GROUP))
    for path, bits in open_paths[:10]:
        mode = data_folder.mode_of(path)
        yield fault(f"Others can read {path} ({mode:04o}).", f"chmod {mode & ~bits:04o} {path}")
    if not open_paths:
        yield ok("Nobody else can read it.")
    free = shutil.disk_usage(folder).free
    words = f"{free // 1024**2} MB are free."
    if free < SCARCE:
        yield fault(words, "Saves and uploads fail soon. Make room on its disk.")
    else:
        yield ok(words) if free >= ENOUGH else warning(words, "Make room: 1 GB is the least that lets you sleep.")
    yield syncs(folder)
    password = folder / "first-password"
    if password.exists():
        yield warning("The first password waits to be shown.", f"Start bin/serve, or read {password} and delete it.")


def syncs(folder: Path) -> Finding:
    """Whether what is written reaches the disk, as far as the system says so."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix="doctor-") as file:
            file.write(b"written")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return fault(f"Nothing can be written to {folder}: {error.strerror}.", "Look at its owner, mount and space.")
    return ok("A file can be written and reaches the disk (fsync).")


def look_at_static_files() -> Iterator[Finding]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    remedy = "manage.py collectstatic --noinput"
    try:
        paths = json.loads(manifest.read_text())["paths"]
    except (OSError, ValueError, KeyError):
        yield fault(f"There is no list of static files at {manifest}: pages fail.", remedy)
        return
    missing = [name for name in paths.values() if not (manifest.parent / name).exists()]
    yield as_found(
        not missing, f"{len(paths)} static files are there.", f"{len(missing)} static files are gone.", remedy
    )
    yield as_found(BUNDLE in paths, "The style sheet is among them.", "The style sheet is not among them.", remedy)


def look_at_proxies() -> Iterator[Finding]:
    networks = settings.TRUSTED_PROXIES
    yield ok(f"Believed about the visitor's address and https: {', '.join(str(network) for network in networks)}.")
    wide = [str(network) for network in networks if network.num_addresses > 2**16 and network.version == 4]
    if wide:
        yield warning(
            f"Every machine in {', '.join(wide)} may name any address as the visitor's.",
            "Write the proxies' own addresses into TRUSTED_PROXIES, if others share that network.",
        )


def look_at_clock(now: datetime | None = None) -> Iterator[Finding]:
    now = now or datetime.now(tz=UTC)
    released = environment.RELEASED
    if now < released - timedelta(days=1):
        yield fault(
            f"The clock says {now:%Y-%m-%d}, before this software was made ({released:%Y-%m-%d}).",
            "timedatectl set-ntp true",
        )
    elif now > released + timedelta(days=365):
        yield warning(
            f"The clock says {now:%Y-%m-%d}, more than a year after this software was made ({released:%Y-%m-%d}).",
            "If the day is wrong: timedatectl set-ntp true. If it is right: update, security fixes are missing.",
        )
    else:
        yield ok(f"The clock says {now:%Y-%m-%d %H:%M} UTC.")


def look_at_certificates(paths: Iterable[str], now: datetime | None = None) -> Iterator[Finding]:
    now = now or datetime.now(tz=UTC)
    is_any = False
    for path in paths:
        is_any = True
        try:
            certificate = x509.load_pem_x509_certificate(Path(path).read_bytes())
        except (OSError, ValueError) as error:
            yield fault(f"{path} is no certificate that can be read: {error}.", "Name the PEM file of the proxy.")
            continue
        end = certificate.not_valid_after_utc
        if end <= now:
            yield fault(f"{path} has run out on {end:%Y-%m-%d}: browsers refuse the site.", "Renew it.")
        elif certificate.not_valid_before_utc > now:
            yield fault(f"{path} is valid only from {certificate.not_valid_before_utc:%Y-%m-%d}.", "Look at the clock.")
        elif end - now < CERTIFICATE_WARNING:
            yield warning(f"{path} runs out on {end:%Y-%m-%d}.", "Renew it; see whether the renewing job runs.")
        else:
            yield ok(f"{path} is valid until {end:%Y-%m-%d}.")
    if not is_any:
        yield ok("None was named; --certificate PATH looks at one.")


def look_at_store() -> Iterator[Finding]:
    """Where the second place is, without asking it."""
    try:
        elsewhere = store.store()
    except BackupProblem as error:
        yield fault(str(error), "Backups are not sent until this is mended.")
        return
    if elsewhere is None:
        return
    yield country_of(elsewhere.place, "Sealed backups are sent to")


def country_of(place: store.Place, what: str) -> Finding:
    """Whether a store lies in the country, as far as its name and region tell."""
    abroad = store.is_abroad(place)
    if abroad is False:
        return ok(f"{what} {place.name}, region {place.region}.")
    words = "lies in another country" if abroad else "may lie anywhere, as far as its name and region tell"
    return warning(f"The store {place.name} ({place.region}) {words}.", f"{store.RULE[0].upper()}{store.RULE[1:]}.")


def look_at_shared_parts() -> Iterator[Finding]:
    """What several machines would share; nothing is asked here."""
    if settings.PAGE_STORE_URL:
        yield ok(f"Finished pages are shared at {address_of(settings.PAGE_STORE_URL).name}.")
    if settings.MEDIA_STORE:
        try:
            place = store.place_of(settings.MEDIA_STORE, "MEDIA_STORE")
            store.keys_in(Path(settings.MEDIA_STORE_KEYS))
        except BackupProblem as error:
            yield fault(str(error), "Stored files are neither shown nor taken until this is mended.")
            return
        yield country_of(place, "Stored files lie in")


def look_at_backups() -> Iterator[Finding]:
    yield from look_at_store()
    noted = record.read()
    complaints = record.warnings(noted)
    for words in complaints:
        yield warning(words, "manage.py backup --prove, each night; docs/handbook/operator.md says how.")
    if not noted.name:
        return
    if not complaints:
        yield ok(f"The last one was made at {noted.made_at[:16]} and restored on trial at {noted.proved_at[:16]}.")
    yield as_found(
        Path(noted.folder, noted.name).exists(),
        f"It lies in {noted.folder} ({noted.bytes // 1024**2} MB).",
        f"{noted.name} is gone from {noted.folder}.",
        "Look for it; make another one.",
    )
    if is_on_same_disk(Path(noted.folder)) and not settings.BACKUP_STORE:
        yield warning(
            f"{noted.folder} lies on the disk of the site: both are lost together.",
            "Name a folder on another disk in BACKUP_DIR, or copy the backups to another machine each night.",
        )
    if not settings.BACKUP_KEY:
        yield ok("Backups are not sealed, and so hold no secret key: keep that apart (BACKUP_KEY seals them).")


def is_on_same_disk(folder: Path) -> bool:
    try:
        return folder.stat().st_dev == Path(settings.DATA_DIR).stat().st_dev
    except OSError:
        return False
