"""What an operator sets: read from the environment and from one file, and judged before anything starts.

Every problem is told at once, with the variable, what is wrong and what to write. Values that hold a secret are never
repeated. This module needs nothing but Python: `bin/serve` asks it before any package is there.

    python3 -m trakyakent_site.operations.environment     # for a shell: prints what the file adds, or refuses
"""

import difflib
import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from unions.background.proxies import LOOPBACK, BadNetwork, parse_networks

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# When this release was made: no right clock shows an earlier day. tests/trakyakent_site/operations/test_environment.py
# compares it with the newest entry of CHANGELOG.md.
RELEASED = datetime(2026, 11, 28, tzinfo=UTC)
# sysexits.h: the configuration is wrong, and starting again does not help.
EXIT_STATUS = 78
REFUSAL = "The settings cannot be used; nothing was started."
FILE_NAME = "environment"
KEY_LENGTH = 50
MAKE_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"


class UnusableSettings(Exception):
    """The start is refused; the text says why, in words for the operator."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the settings."""

    name: str
    words: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.name}{f' ({self.place})' if self.place else ''}: {self.words}"


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


def gunicorn_arguments(value: str) -> str | None:
    if "forwarded" in value.replace("_", "-"):
        return "may not name proxies: the limits would not know them. Write them into TRUSTED_PROXIES."
    return None


# Every variable of README.md, and what its value may be.
VARIABLES: dict[str, Check] = {
    # Law 5651 asks for a year at least, and forbids more than two.
    "ACCESS_LOG_DAYS": whole_number(365, 730, " (days)"),
    "ACCESS_LOG_DIR": folder,
    "ACCESS_LOG_MEGABYTES": whole_number(100, 10_000_000),
    "BACKUP_DIR": folder,
    "BACKUP_KEY": backup_key,
    "BIND_ADDRESS": listening_address,
    "CACHE_URL": cache_address,
    "CERTIFICATE": folder,
    "DATABASE_STATEMENT_TIMEOUT": whole_number(100, 86_400_000, " (milliseconds)"),
    "DATABASE_URL": database_address,
    "DATA_DIR": folder,
    "DEBUG": switch,
    "DEFAULT_FROM_EMAIL": sender,
    "DEMO": one_or_zero,
    "EMAIL_URL": mail_address,
    "ENVIRONMENT_FILE": folder,
    "FILES_BY_PROXY": switch,
    "FILES_FOR_GROUP": switch,
    "FORWARDED_ALLOW_IPS": networks,
    "GUNICORN_CMD_ARGS": gunicorn_arguments,
    "HSTS_INCLUDE_SUBDOMAINS": switch,
    "HTTPS": switch,
    "LOG_FORMAT": one_of("text", "json"),
    "MONITORING_NETWORKS": networks,
    "PAGE_CACHE_MEGABYTES": whole_number(0, 1_000_000),
    "PIP_WHEELS": folder,
    "PORT": whole_number(0, 65535),
    "PYTHON": anything,
    "REQUEST_LOG": switch,
    "SECOND_FACTOR": one_of("required", "optional"),
    "SECRET_KEY": secret_key,
    "SECRET_KEY_FALLBACKS": former_keys,
    "SQLITE_JOURNAL_MODE": one_of("WAL", "TRUNCATE", "DELETE", "PERSIST"),
    "TRUSTED_PROXIES": networks,
    "WEB_CONCURRENCY": whole_number(1, 256),
    "WEB_THREADS": whole_number(1, 256),
}
# Of the tests and tools, of Python, the system and PostgreSQL's library.
OF_OTHERS = re.compile(
    r"TEST_\w+|CHROMIUM|VNU_JAR|CI|DJANGO_SETTINGS_MODULE|(?:PYTHON|PIP|LC_|PG|SSL_|SSLKEY|MALLOC_|XDG_|OMP_)\w*"
    r"|PATH|HOME|LANG|LANGUAGE|TZ|USER|SHELL|TMPDIR|TERM|(?:https?|no|all)_proxy|(?:HTTPS?|NO|ALL)_PROXY|LD_\w+"
)
# What other sites call it; with None as a remark that stands for itself.
OTHER_NAMES = {
    "ADMINS": "errors are not mailed; they are written to the log",
    "ALLOWED_HOSTS": "host names are entered in the administration, at the union",
    "CSRF_COOKIE_SECURE": "cookies follow HTTPS",
    "DATABASE_HOST": "write DATABASE_URL",
    "DATABASE_NAME": "write DATABASE_URL",
    "DATABASE_PASSWORD": "write DATABASE_URL",
    "DB_HOST": "write DATABASE_URL",
    "DB_NAME": "write DATABASE_URL",
    "DB_PASSWORD": "write DATABASE_URL",
    "DJANGO_ALLOWED_HOSTS": "host names are entered in the administration, at the union",
    "DJANGO_DEBUG": "write DEBUG",
    "DJANGO_SECRET_KEY": "write SECRET_KEY",
    "EMAIL_HOST": "write EMAIL_URL",
    "EMAIL_HOST_PASSWORD": "write EMAIL_URL",
    "EMAIL_HOST_USER": "write EMAIL_URL",
    "EMAIL_PORT": "write EMAIL_URL",
    "FROM_EMAIL": "write DEFAULT_FROM_EMAIL",
    "GUNICORN_WORKERS": "write WEB_CONCURRENCY",
    "HOST": "write BIND_ADDRESS",
    "POSTGRES_DB": "write DATABASE_URL",
    "POSTGRES_PASSWORD": "write DATABASE_URL",
    "POSTGRES_USER": "write DATABASE_URL",
    "REDIS_URL": "write CACHE_URL",
    "SECURE_SSL_REDIRECT": "write HTTPS",
    "SESSION_COOKIE_SECURE": "cookies follow HTTPS",
    "SMTP_HOST": "write EMAIL_URL",
    "SMTP_PASSWORD": "write EMAIL_URL",
    "THREADS": "write WEB_THREADS",
    "WORKERS": "write WEB_CONCURRENCY",
}
# Set by other programs for themselves, so they are misplaced only in our file.
COMMON_NAMES = {"HOST", "ADMINS", "REDIS_URL", "THREADS", "WORKERS"} | {
    name for name in OTHER_NAMES if name.startswith(("POSTGRES_", "DB_", "DATABASE_", "EMAIL_", "SMTP_"))
}


def nearest(name: str) -> str | None:
    """The variable that was probably meant."""
    return next(iter(difflib.get_close_matches(name.upper(), VARIABLES, n=1, cutoff=0.8)), None)


# The file


@dataclass
class EnvironmentFile:
    """Lines `NAME=value` as systemd and container tools read them; what they read differently is refused."""

    path: Path
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self._text()
        if text is None:
            return
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip() and not line.lstrip().startswith(("#", ";")):
                self._read_line(number, line)
        if text and not text.endswith("\n"):
            last = text.count("\n") + 1
            self._complain(
                "last line",
                "does not end with a line break, so the file may have been cut off while it was written."
                " Look whether the line is whole, and end it with Enter.",
                last,
            )

    def _complain(self, name: str, words: str, number: int | None = None) -> None:
        place = f"line {number} of {self.path}" if number else str(self.path)
        self.problems.append(Problem(name, words, place))

    def _text(self) -> str | None:
        try:
            content = self.path.read_bytes()
            mode = self.path.stat().st_mode
        except OSError as error:
            self._complain("ENVIRONMENT_FILE", f"the file cannot be read: {error.strerror}.")
            return None
        if mode & 0o007:
            self._complain("ENVIRONMENT_FILE", f"everybody can read its secrets. Write: chmod 600 {self.path}")
        if b"\0" in content:
            self._complain("ENVIRONMENT_FILE", "holds zero bytes: it is damaged, or UTF-16. Write it anew as UTF-8.")
            return None
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            number = content[: error.start].count(b"\n") + 1
            self._complain("ENVIRONMENT_FILE", "is not UTF-8. Save it as UTF-8.", number)
            return None
        if text.startswith("\ufeff"):
            self._complain("ENVIRONMENT_FILE", "begins with a byte order mark. Save it as UTF-8 without one.")
        if "\r" in text:
            self._complain("ENVIRONMENT_FILE", f"has the line ends of Windows. Write: sed -i 's/\\r$//' {self.path}")
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def _read_line(self, number: int, line: str) -> None:
        name, separator, value = line.partition("=")
        if line.startswith("export "):
            self._complain("export", "is a word for shells, which systemd does not read. Leave it out.", number)
            name = name.removeprefix("export ")
        word = name.strip()
        if not separator:
            self._complain(shown(word), "there is no = in this line. Write NAME=value.", number)
        elif not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", word):
            self._complain(shown(word), "is not the name of a variable. Write NAME=value.", number)
        elif name != word or value != value.lstrip():
            self._complain(word, "there are spaces around the name or after the =. Write NAME=value.", number)
        elif word in self.values:
            self._complain(word, f"stands in line {self.lines[word]} already. Keep one of the two.", number)
        else:
            self._keep(number, word, value.rstrip())

    def _keep(self, number: int, name: str, value: str) -> None:
        self.lines[name] = number
        quote = value[:1] if value[:1] in "\"'" else ""
        if quote and (len(value) < 2 or value[-1] != quote):
            self._complain(name, f"the quotation mark {quote} is opened and never closed in this line.", number)
            value = value[1:]
        elif quote:
            value = value[1:-1]
            if quote in value or (quote == '"' and "\\" in value):
                self._complain(name, f"there is a {quote} or a \\ within the quotation marks. Leave them out.", number)
        elif value.endswith("\\"):
            self._complain(name, "the line ends with \\: a value stands in one line.", number)
        elif "\\" in value:
            self._complain(name, "systemd drops the \\, other readers keep it. Write %5C, or leave it out.", number)
        elif re.search(r"\s#", value):
            self._complain(name, "a remark after the value would belong to it. Give it a line of its own.", number)
        self.values[name] = value
        if name not in VARIABLES and not OF_OTHERS.fullmatch(name):
            self._complain(name, advice_for(name), number)


def shown(text: str) -> str:
    """What stands in a broken line, but for what may be a secret."""
    return f'"{text[:12]}…"' if len(text) > 12 else f'"{text}"'


def advice_for(name: str) -> str:
    if name.upper() in OTHER_NAMES:
        return f"is not a variable of this software: {OTHER_NAMES[name.upper()]}."
    meant = nearest(name)
    return f"is not known. Did you mean {meant}?" if meant else "is not known. README.md lists the variables."


# All together


@dataclass
class Environment:
    """The variables as they count, and all that is wrong with them."""

    values: dict[str, str]
    problems: list[Problem]
    file: EnvironmentFile | None = None

    @property
    def is_server(self) -> bool:
        return bool(self.values.get("DATABASE_URL"))

    @property
    def is_https(self) -> bool:
        return is_yes(self.values["HTTPS"]) if self.values.get("HTTPS") else self.is_server

    @property
    def data_folder(self) -> Path:
        return Path(self.values.get("DATA_DIR") or BASE_DIR / "data").resolve()

    @property
    def usable(self) -> dict[str, str]:
        """The values without those that are wrong, so that what only tells problems can go on."""
        wrong = {problem.name for problem in self.problems}
        return {name: value for name, value in self.values.items() if name not in wrong}

    @property
    def complaint(self) -> str:
        lines = "".join(f"\n  - {problem}" for problem in self.problems)
        return f"{REFUSAL}{lines}"

    def refuse(self) -> None:
        """Raise UnusableSettings if anything is wrong."""
        if self.problems:
            raise UnusableSettings(self.complaint)


def read(variables: Mapping[str, str] = os.environ, now: float | None = None) -> Environment:
    """The environment, and below it the file; nothing is changed."""
    file = file_of(variables)
    values = {**(file.values if file else {}), **{name: value for name, value in variables.items() if value}}
    environment = Environment(values, list(file.problems) if file else [], file)
    named = {problem.name for problem in environment.problems}
    for problem in [
        *wrong_values(environment),
        *unknown_names(variables),
        *contradictions(environment, now or time.time()),
    ]:
        if problem.name not in named or problem.name == "clock":
            environment.problems.append(problem)
    return environment


def file_of(variables: Mapping[str, str]) -> EnvironmentFile | None:
    """ENVIRONMENT_FILE, or `environment` in the data folder if it is there."""
    if variables.get("ENVIRONMENT_FILE"):
        return EnvironmentFile(Path(variables["ENVIRONMENT_FILE"]))
    usual = Path(variables.get("DATA_DIR") or BASE_DIR / "data") / FILE_NAME
    return EnvironmentFile(usual) if os.path.lexists(usual) else None


def wrong_values(environment: Environment) -> Iterator[Problem]:
    file = environment.file
    for name, check in VARIABLES.items():
        value = environment.values.get(name)
        if not value:
            continue
        place = f"line {file.lines[name]} of {file.path}" if file and file.values.get(name) == value else ""
        if value != value.strip():
            yield Problem(name, "begins or ends with a space. Leave it out.", place)
        elif value[0] in "\"'" and value[0] == value[-1]:
            yield Problem(name, "the quotation marks have become a part of the value. Leave them out.", place)
        elif complaint := check(value):
            yield Problem(name, complaint, place)


def unknown_names(variables: Mapping[str, str]) -> Iterator[Problem]:
    """Names in the process's environment that are nearly ours: others belong to other programs."""
    for name in variables:
        if name in VARIABLES or OF_OTHERS.fullmatch(name):
            continue
        is_foreign = name in OTHER_NAMES and name not in COMMON_NAMES
        is_misspelt = len(name) >= 6 and difflib.get_close_matches(name.upper(), VARIABLES, n=1, cutoff=0.85)
        if is_foreign or is_misspelt:
            yield Problem(name, advice_for(name))


def contradictions(environment: Environment, now: float) -> Iterator[Problem]:
    """What is right alone and wrong together."""
    values = environment.values
    yield from server_problems(environment)
    proxies, other_name = values.get("TRUSTED_PROXIES"), values.get("FORWARDED_ALLOW_IPS")
    if proxies and other_name and proxies != other_name:
        yield Problem("FORWARDED_ALLOW_IPS", "says something else than TRUSTED_PROXIES. Keep TRUSTED_PROXIES alone.")
    if is_yes(values.get("HSTS_INCLUDE_SUBDOMAINS")) and not environment.is_https:
        yield Problem("HSTS_INCLUDE_SUBDOMAINS", "promises https while HTTPS is off. Write HTTPS=1 or leave it out.")
    if is_yes(values.get("DEBUG")) and (environment.is_https or not is_loopback(values.get("BIND_ADDRESS", ""))):
        yield Problem(
            "DEBUG",
            "is on where visitors come, and shows them the inside of every error. Leave it out;"
            " for work on this machine alone write HTTPS=0 and BIND_ADDRESS=127.0.0.1.",
        )
    file = environment.file
    named = file.values.get("DATA_DIR") if file and not values.get("ENVIRONMENT_FILE") else None
    if file and named and Path(named).resolve() != file.path.resolve().parent:
        yield Problem("DATA_DIR", "the file lies in another folder than it names.", str(file.path))
    if now < RELEASED.timestamp() - 86_400:
        yield Problem(
            "clock",
            f"this machine's clock says {datetime.fromtimestamp(now, tz=UTC):%Y-%m-%d}, a day before this software"
            f" was made ({RELEASED:%Y-%m-%d}). Set it: timedatectl set-ntp true",
        )


def is_loopback(address: str) -> bool:
    return address in {"", "localhost"} or address.startswith("127.") or address.strip("[]") == "::1"


def server_problems(environment: Environment) -> Iterator[Problem]:
    """What must not be guessed where the public comes."""
    values = environment.values
    if environment.is_server and not values.get("SECRET_KEY"):
        yield Problem(
            "SECRET_KEY",
            "DATABASE_URL is set, so SECRET_KEY must be set too: a long random text, the same for every process of"
            f" this installation. Make one with {MAKE_KEY}",
        )
    if not environment.is_server and not environment.is_https:
        return
    because = "DATABASE_URL is set" if environment.is_server else "HTTPS is on"
    scheme = values.get("EMAIL_URL", "").partition("://")[0]
    if not scheme:
        yield Problem(
            "EMAIL_URL",
            f"{because}, so EMAIL_URL must be set too: without it no mail leaves this machine."
            " Write smtp+tls://user:password@host:587",
        )
    elif scheme in MAIL_IS_NOT_SENT:
        yield Problem("EMAIL_URL", f"{scheme}:// sends nothing. Write smtp+tls://user:password@host:587")
    elif values.get("DEFAULT_FROM_EMAIL", "noreply@localhost").rstrip(">").endswith(("@localhost", ".localhost")):
        yield Problem(
            "DEFAULT_FROM_EMAIL",
            "no mail server takes mail from localhost. Write noreply@birlik.example, with your own domain.",
        )


# Whoever starts


is_only_told = False


def only_tell() -> None:
    """For commands that report problems: the settings are read without those that are wrong."""
    global is_only_told
    is_only_told = True


def load() -> Environment:
    """What the settings are made of; adds the file's variables to the process. Raises UnusableSettings."""
    environment = read()
    for name, value in (environment.file.values if environment.file else {}).items():
        if not os.environ.get(name):
            os.environ[name] = value
    if not is_only_told:
        environment.refuse()
    return environment


def load_or_exit() -> Environment:
    """For the start of a program: the words alone, without a traceback."""
    try:
        return load()
    except UnusableSettings as error:
        print(error, file=sys.stderr)
        raise SystemExit(EXIT_STATUS) from None


def as_shell(environment: Environment) -> str:
    """What the file adds to a shell's environment."""
    values = environment.file.values if environment.file else {}
    return "".join(
        f"export {name}={shlex.quote(value)}\n" for name, value in values.items() if not os.environ.get(name)
    )


def main() -> None:
    environment = read()
    try:
        environment.refuse()
    except UnusableSettings as error:
        print(error, file=sys.stderr)
        raise SystemExit(EXIT_STATUS) from None
    print(as_shell(environment), end="")


__all__ = ["LOOPBACK", "Environment", "EnvironmentFile", "Problem", "UnusableSettings", "load", "read"]

if __name__ == "__main__":
    main()
