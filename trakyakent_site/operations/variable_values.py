"""What the value of an operator's variable may be: each function gives the words of a complaint, or nothing.

Needs nothing but Python, like the whole judgement of the environment.
"""

import re
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from unions.background.proxies import BadNetwork, parse_networks

KEY_LENGTH = 50
MAKE_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"


# What a value may be: each function gives the words of a complaint, or nothing.

Check = Callable[[str], str | None]


def anything(value: str) -> str | None:
    return None


def whole_number(least: int, most: int, unit: str = "") -> Check:
    def check(value: str) -> str | None:
        if re.fullmatch(r"[0-9]{1,12}", value) and least <= int(value) <= most:
            return None
        return f'"{value}" is no whole number from {least} to {most}{unit}.'

    return check


def switch(value: str) -> str | None:
    if value.lower() in {"1", "0", "true", "false", "on", "off", "yes", "no"}:
        return None
    return f'"{value}" is neither yes nor no. Write 1 or 0.'


def one_or_zero(value: str) -> str | None:
    return None if value in {"0", "1"} else f'"{value}" is not understood. Write 1 or 0.'


def is_yes(value: str | None) -> bool:
    return (value or "").lower() in {"1", "true", "on", "yes"}


def one_of(*words: str) -> Check:
    def check(value: str) -> str | None:
        return (
            None
            if value in words or value.upper() in words
            else f'"{value}" is not known. Write one of {", ".join(words)}.'
        )

    return check


def folder(value: str) -> str | None:
    if value.startswith("~"):
        return '"~" is replaced only by a shell. Write the whole path, beginning with /.'
    if "$" in value:
        return '"$" is replaced only by a shell. Write the whole path, beginning with /.'
    return None


def listening_address(value: str) -> str | None:
    try:
        ip_address(value.strip("[]"))
    except ValueError:
        if value != "localhost":
            return f'"{value}" is no address of this machine. Write 127.0.0.1 or 0.0.0.0, and the port into PORT.'
    return None


def networks(value: str) -> str | None:
    try:
        parse_networks(value)
    except BadNetwork as error:
        return f"{error}."
    return None


PLACEHOLDER = re.compile(
    r"insecure|change|secret|example|your[-_ ]|xxxxxx|placeholder|default|password|replace|random|only-for"
    r"|de[gğ]i[sş]tir|buraya|gizli|parola|ornek|örnek|<.*>|\$\{|qwerty|asdfgh|12345678",
    re.IGNORECASE,
)


def secret_key(value: str) -> str | None:
    """Long, and as if drawn by lot: whoever guesses it signs in as anybody."""
    remedy = f"Make one with {MAKE_KEY}"
    if PLACEHOLDER.search(value):
        return f"is a placeholder or holds a word that everybody tries first. {remedy}"
    if len(value) < KEY_LENGTH:
        return f"has {len(value)} characters; at least {KEY_LENGTH} are needed. {remedy}"
    if len(set(value)) < 10 or len({value[at : at + 3] for at in range(len(value))}) < len(value) * 0.7:
        return f"repeats itself. {remedy}"
    steps = [abs(ord(first) - ord(second)) for first, second in zip(value, value[1:], strict=False)]
    if sum(step <= 1 for step in steps) > len(steps) / 2:
        return f"is a row of neighbouring characters. {remedy}"
    if not any(sign.isdigit() for sign in value):
        return f"looks like words, which can be guessed. {remedy}"
    return None


def backup_key(value: str) -> str | None:
    """Says nothing of the value itself."""
    if len(value) < 20:
        return f"has {len(value)} characters; at least 20 are needed. Make one with {MAKE_KEY}"
    return "repeats itself." if len(set(value)) < 8 else None


def backup_store(value: str) -> str | None:
    """Says nothing of the value itself, in which somebody may have written a key."""
    example = "Write s3://store.birlik.example/bucket/folder?region=tr-west-1"
    scheme, separator, _rest = value.partition("://")
    if not separator or scheme not in {"s3", "s3+http"}:
        return f"must begin with s3://. {example}"
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError:
        return f"cannot be read. {example}"
    if "@" in parts.netloc:
        return f"holds a key, which belongs into the file that BACKUP_STORE_KEYS names. {example}"
    bucket = parts.path.strip("/").partition("/")[0]
    if not parts.hostname or not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
        return f"names no host or no bucket. {example}"
    if parts.fragment or not re.fullmatch(r"(region=[\w-]+)?", parts.query):
        return f"has something else than ?region= behind the bucket. {example}"
    if scheme == "s3+http" and not is_own_network(parts.hostname):
        return f"sends in the open; s3+http:// is for an address of an own network alone. {example}"
    return None


def is_own_network(host: str) -> bool:
    """Whether a host lies in a network of one's own, as far as its name tells."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith(".internal") or "." not in host


def former_keys(value: str) -> str | None:
    complaints = [secret_key(key.strip()) for key in value.split(",")]
    return next((f"one of them {complaint}" for complaint in complaints if complaint), None)


def database_address(value: str) -> str | None:
    """Says nothing of the value itself, which holds a password."""
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in {"sqlite", "postgres", "postgresql", "pgsql", "psql"}:
        return "must begin with sqlite:// or postgres://. Write postgres://user:password@host/name"
    escape = "In the password write % as %25, @ as %40, / as %2F, # as %23, ? as %3F and : as %3A."
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError:
        return f"cannot be read; the password may hold a sign that ends it. {escape}"
    if "#" in rest or rest.count("@") > 1 or re.search(r"%(?![0-9A-Fa-f]{2})", rest):
        return f"cannot be read; the password may hold a sign that ends it. {escape}"
    if not rest.strip("/") or (scheme != "sqlite" and not parts.path.strip("/")):
        return "names no database. Write postgres://user:password@host/name"
    return None


MAIL_SCHEMES = {"smtp", "smtps", "smtp+tls", "smtp+ssl"}
MAIL_IS_NOT_SENT = {"consolemail", "filemail", "memorymail", "dummymail"}


def mail_address(value: str) -> str | None:
    scheme, separator, _rest = value.partition("://")
    example = "Write smtp+tls://user:password@host:587"
    if not separator or scheme not in MAIL_SCHEMES | MAIL_IS_NOT_SENT:
        return f"must begin with smtp://, smtp+tls:// or smtp+ssl://. {example}"
    if scheme in MAIL_IS_NOT_SENT:
        return None
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError:
        return f"cannot be read. In the password write @ as %40, / as %2F, # as %23 and : as %3A. {example}"
    if not parts.hostname:
        return f"names no host. {example}"
    if parts.fragment or parts.path.strip("/") or value.count("@") > 1:
        return f"has something after the port. In the password write @ as %40, / as %2F, # as %23. {example}"
    return None


def sender(value: str) -> str | None:
    if re.fullmatch(r"(?:[^<>]*<)?[!-?A-~]+@[A-Za-z0-9.-]+[A-Za-z0-9]>?", value):
        return None
    return f'"{value}" is no e-mail address. Write noreply@birlik.example, with your own domain.'


def cache_address(value: str) -> str | None:
    scheme, separator, _rest = value.partition("://")
    if scheme in {"locmem", "locmemcache", "dummycache", "memory"}:
        return "belongs to one process, but limits are counted for all. Leave it out, or write redis://host:6379/0"
    if not separator or scheme not in {"dbcache", "redis", "rediss", "rediscache"}:
        return "is not understood. Leave it out, or write redis://host:6379/0"
    return None


def page_store(value: str) -> str | None:
    """Says nothing of the value itself, which may hold a password."""
    example = "Write valkey://user:password@host:6379/0"
    scheme, separator, _rest = value.partition("://")
    if not separator or scheme not in {"valkey", "valkeys", "redis", "rediss"}:
        return f"must begin with valkey:// or valkeys:// (redis:// and rediss:// mean the same). {example}"
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError:
        return f"cannot be read. In the password write @ as %40, / as %2F, # as %23 and : as %3A. {example}"
    if not parts.hostname or parts.query or parts.fragment or not re.fullmatch(r"/?(?:[0-9]{1,4})?", parts.path):
        return f"names no host, or something else than a number behind it. {example}"
    if scheme in {"valkey", "redis"} and not is_own_network(parts.hostname):
        return f"sends in the open; write valkeys://, or an address of an own network. {example}"
    return None


def gunicorn_arguments(value: str) -> str | None:
    if "forwarded" in value.replace("_", "-"):
        return "may not name proxies: the limits would not know them. Write them into TRUSTED_PROXIES."
    return None
