"""Outside addresses: named always, called only when asked."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection

from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.backups.installation import bucket
from trakyakent_site.backups.store import place_of, store
from trakyakent_site.doctor.content import is_public
from trakyakent_site.doctor.findings import Finding, fault, ok, warning
from trakyakent_site.page_cache.valkey import Refused, Valkey, address_of
from unions.models import UnionHost

PATIENCE = 5
SENDS = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True)
class Outside:
    """An address outside of the installation, and why it would be called."""

    address: str
    why: str


def parts_of_installation() -> Iterator[Outside]:
    """Asked always, because nothing works without them."""
    database = settings.DATABASES["default"]
    if database.get("HOST"):
        yield Outside(f"{database['HOST']}:{database.get('PORT') or 5432}", "the database")
    location = str(settings.CACHES["default"].get("LOCATION", ""))
    if "://" in location:
        yield Outside(urlsplit(location).netloc.rpartition("@")[2], "the cache")
    if settings.PAGE_STORE_URL:
        yield Outside(address_of(settings.PAGE_STORE_URL).name, "the store of finished pages")
    if settings.MEDIA_STORE:
        yield Outside(place_of(settings.MEDIA_STORE, "MEDIA_STORE").netloc, "the store of files")


def outside_addresses(hosts: list[str]) -> Iterator[Outside]:
    if sends_mail():
        yield Outside(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}", "the mail server, to sign in; no mail is sent")
    if settings.BACKUP_STORE:
        yield Outside(place_of(settings.BACKUP_STORE).netloc, "the store of backups, for the list of what it holds")
    domain = sender_domain()
    if domain and is_public(domain):
        yield Outside(domain, "name service, whether the sender's domain exists")
    for host in hosts:
        yield Outside(f"{host}:{443 if settings.HTTPS else 80}", "the union's own host, its certificate")


def sends_mail() -> bool:
    return settings.EMAIL_BACKEND == SENDS


def sender_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def public_hosts() -> list[str]:
    return [host for host in UnionHost.all_unions.order_by("host").values_list("host", flat=True) if is_public(host)]


def look_at_mail() -> Iterator[Finding]:
    if not sends_mail():
        place = getattr(settings, "EMAIL_FILE_PATH", "memory")
        yield warning(f"No mail leaves this machine: it is kept in {place}.", "Set EMAIL_URL before people rely on it.")
        return
    is_encrypted = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    yield ok(f"Mail goes to {settings.EMAIL_HOST}:{settings.EMAIL_PORT}, from {settings.DEFAULT_FROM_EMAIL}.")
    if not is_encrypted and settings.EMAIL_HOST not in {"localhost", "127.0.0.1", "::1"}:
        yield warning("Mail and its password travel in the open.", "Write smtp+tls:// into EMAIL_URL.")


def call_all(hosts: list[str]) -> Iterator[Finding]:
    if sends_mail():
        yield call_mail_server()
    if settings.BACKUP_STORE:
        yield call_store()
    if settings.PAGE_STORE_URL:
        yield call_page_store()
    if settings.MEDIA_STORE:
        yield call_media_store()
    domain = sender_domain()
    if domain and is_public(domain):
        yield resolve(domain, "The sender's domain")
    for host in hosts:
        yield call_host(host) if settings.HTTPS else resolve(host, "The host")


def call_mail_server() -> Finding:
    server = get_connection(timeout=PATIENCE)
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as error:
        remedy = "Look at host, port, user and password in EMAIL_URL, and at the firewall."
        return fault(f"The mail server was not reached: {error}", remedy)
    server.close()
    return ok("The mail server takes us.")


def call_store() -> Finding:
    try:
        elsewhere = store()
        if elsewhere is None:
            return ok("No store of backups is named.")
        names = list(elsewhere.briefly().sizes())
    except BackupProblem as error:
        return fault(str(error), "Look at BACKUP_STORE, at the file of BACKUP_STORE_KEYS and at the firewall.")
    newest = f", the newest {names[-1]}" if names else ""
    return ok(f"The store of backups {elsewhere.place.name} holds {len(names)}{newest}.")


def call_page_store() -> Finding:
    address = address_of(settings.PAGE_STORE_URL)
    try:
        [reply] = Valkey(address, PATIENCE).ask(["PING"])
    except OSError as error:
        reply = Refused(str(error))
    if isinstance(reply, Refused):
        remedy = "Look at PAGE_STORE_URL and at the firewall. Until then each worker makes its own pages."
        return warning(f"The store of pages {address.name} does not serve us: {reply.words}", remedy)
    return ok(f"The store of pages {address.name} answers.")


def call_media_store() -> Finding:
    try:
        is_filled = bucket().bucket.has_any("")
    except (BackupProblem, OSError) as error:
        return fault(str(error), "Look at MEDIA_STORE, at the file of MEDIA_STORE_KEYS and at the firewall.")
    return ok(f"The store of files answers{'' if is_filled else ', and is empty'}.")


def resolve(name: str, what: str) -> Finding:
    try:
        addresses = {entry[4][0] for entry in socket.getaddrinfo(name, None)}
    except OSError:
        return warning(f"{what} {name} is not known to the name service.", "Look at its entry at the registrar.")
    return ok(f"{what} {name} leads to {', '.join(sorted(str(address) for address in addresses))}.")


def call_host(host: str) -> Finding:
    context = ssl.create_default_context()
    try:
        with (
            socket.create_connection((host, 443), timeout=PATIENCE) as plain,
            context.wrap_socket(plain, server_hostname=host) as secure,
        ):
            certificate = secure.getpeercert() or {}
    except (OSError, ssl.SSLError) as error:
        return fault(f"https://{host} cannot be opened: {error}", "Look at the proxy and its certificate.")
    end = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), tz=UTC)
    days = (end - datetime.now(tz=UTC)).days
    return (
        ok(f"https://{host} is good for {days} days.")
        if days > 14
        else fault(f"https://{host} ends in {days} days.", "Renew.")
    )
