"""The proxy's file: what stands in deploy/nginx/nginx.conf as ${NAME} is told by the settings, so both always agree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from csp.utils import build_policy
from django.conf import settings

from trakyakent_site.backups.store import place_of
from trakyakent_site.own_cookies import own_cookies

TEMPLATE = Path(settings.BASE_DIR) / "deploy" / "nginx" / "nginx.conf"
PLACEHOLDER = re.compile(r"\$\{([A-Z_]+)\}")
# What may stand in the file without quotation marks: a value with another sign would end a line of it.
SAFE = re.compile(r"[A-Za-z0-9_./:@*-]+")
NO_ACCESS_LOG = "off"
# Of the authorities that the machine trusts.
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


class BadValue(ValueError):
    """A value that the proxy would read as something else; the text says which."""


@dataclass(frozen=True)
class Proxy:
    """What only the machine knows: where the proxy finds the application, its certificate and its own files."""

    names: list[str]
    certificate: str
    key: str
    application: str = "127.0.0.1:8000"
    user: str = "www-data"
    pid: str = "/run/nginx.pid"
    error_log: str = "/var/log/nginx/error.log"
    temporary: str = "/var/lib/nginx"
    mime_types: str = "/etc/nginx/mime.types"
    acme_folder: str = "/var/www/acme"


def configuration(proxy: Proxy) -> str:
    """The whole file. Raises BadValue."""
    return filled(TEMPLATE.read_text(encoding="utf-8"), values_of(proxy))


def filled(template: str, values: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


def values_of(proxy: Proxy) -> dict[str, str]:
    """What each placeholder stands for."""
    return {
        "ACCESS_LOG": access_log(settings.ACCESS_LOG_DIR),
        "ACME_FOLDER": safe(proxy.acme_folder),
        "APPLICATION": safe(proxy.application),
        "CERTIFICATE": safe(proxy.certificate),
        "CERTIFICATE_KEY": safe(proxy.key),
        "DATA_DIR": safe(str(settings.DATA_DIR)),
        "FORM_BODY_BYTES": str(settings.FORM_BODY_BYTES),
        "HEADER_BYTES": str(settings.HEADER_BYTES),
        "HSTS": transport_security(),
        "MEDIA_ROOT": safe(str(settings.MEDIA_ROOT)),
        "MEDIA_STORE": media_store(),
        "MONITORING": "\n            ".join(f"allow {network};" for network in settings.MONITORING_NETWORKS),
        "NGINX_ERROR_LOG": safe(proxy.error_log),
        "NGINX_MIME_TYPES": safe(proxy.mime_types),
        "NGINX_PID": safe(proxy.pid),
        "NGINX_TEMPORARY": safe(proxy.temporary),
        "NGINX_USER": safe(proxy.user),
        "OWN_COOKIES": "|".join(sorted(safe(name) for name in own_cookies())),
        "PAGES_FOLDER": safe(str(TEMPLATE.parent / "pages")),
        "PAGE_POLICY": build_policy(),
        "PUBLIC_BODY_BYTES": str(settings.PUBLIC_BODY_BYTES),
        "SERVER_NAMES": names(proxy.names),
    }


def media_store() -> str:
    """How the proxy reaches the bucket of stored files, if they lie in one."""
    if not settings.MEDIA_STORE:
        return "return 404;"
    place = place_of(settings.MEDIA_STORE, "MEDIA_STORE")
    lines = [
        f"proxy_pass {'https' if place.is_secure else 'http'}://{safe(place.netloc)}/;",
        f"proxy_set_header Host {safe(place.netloc)};",
        'proxy_set_header Cookie "";',
        'proxy_set_header Authorization "";',
        "proxy_connect_timeout 3s;",
        "proxy_read_timeout 10s;",
    ]
    if place.is_secure:
        lines += [
            f"proxy_ssl_name {safe(place.host)};",
            "proxy_ssl_server_name on;",
            "proxy_ssl_verify on;",
            "proxy_ssl_verify_depth 4;",
            f"proxy_ssl_trusted_certificate {CERTIFICATES};",
        ]
    return "\n            ".join(lines)


def access_log(folder: str) -> str:
    """A file for each day, which the proxy begins by itself: nothing has to tell it that a day is over."""
    return f"{safe(folder)}/access-$day.log traffic" if folder else NO_ACCESS_LOG


def transport_security() -> str:
    """What Django says by the same settings."""
    seconds = settings.SECURE_HSTS_SECONDS
    if not seconds:
        return ""
    return f"max-age={seconds}{'; includeSubDomains' if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ''}"


def names(hosts: Iterable[str]) -> str:
    found = [safe(host) for host in dict.fromkeys(hosts)]
    if not found:
        raise BadValue("There is no host name: enter those of the unions in the administration, or name one by --host.")
    return " ".join(found)


def safe(value: str) -> str:
    if not SAFE.fullmatch(value):
        raise BadValue(f'"{value}" holds a sign that does not belong there.')
    return value
