"""What an operator sets: read from the environment and from one file, and judged before anything starts.

Every problem is told at once, with the variable, what is wrong and what to write. Values that hold a secret are never
repeated. This module needs nothing but Python: `bin/serve` asks it before any package is there.

    python3 -m trakyakent_site.operations.environment     # for a shell: prints what the file adds, or refuses
"""

import difflib
import os
import shlex
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trakyakent_site.operations.environment_file import EnvironmentFile, Problem
from trakyakent_site.operations.variable_values import MAIL_IS_NOT_SENT, MAKE_KEY, is_yes
from trakyakent_site.operations.variables import COMMON_NAMES, OF_OTHERS, OTHER_NAMES, VARIABLES, advice_for

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# When this release was made: no right clock shows an earlier day. tests/trakyakent_site/operations/test_environment.py
# compares it with the newest entry of CHANGELOG.md.
RELEASED = datetime(2026, 11, 28, tzinfo=UTC)
# sysexits.h: the configuration is wrong, and starting again does not help.
EXIT_STATUS = 78
REFUSAL = "The settings cannot be used; nothing was started."
FILE_NAME = "environment"


class UnusableSettings(Exception):
    """The start is refused; the text says why, in words for the operator."""


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
    yield from store_problems(values)
    if values.get("DATABASE_DIRECT_URL") and not is_yes(values.get("DATABASE_POOLER")):
        yield Problem(
            "DATABASE_DIRECT_URL", "leads past a pooler, and DATABASE_POOLER is off. Write DATABASE_POOLER=1."
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


def store_problems(values: Mapping[str, str]) -> Iterator[Problem]:
    """What leaves this machine is sealed, and nobody stands outside of the store without a key."""
    if values.get("MEDIA_STORE") and not values.get("MEDIA_STORE_KEYS"):
        yield Problem(
            "MEDIA_STORE_KEYS",
            "MEDIA_STORE is set, so name the file with the name of the account at the store in its first line, and"
            " its secret in the second.",
        )
    if values.get("MEDIA_STORE") and values.get("MEDIA_STORE") == values.get("BACKUP_STORE"):
        yield Problem("MEDIA_STORE", "is the place of the backups. Name another bucket or folder.")
    if not values.get("BACKUP_STORE"):
        return
    if not values.get("BACKUP_KEY"):
        yield Problem("BACKUP_STORE", "is for sealed backups alone: they hold all personal data. Set BACKUP_KEY.")
    if not values.get("BACKUP_STORE_KEYS"):
        yield Problem(
            "BACKUP_STORE_KEYS",
            "BACKUP_STORE is set, so name the file with the name of the account at the store in its first line, and"
            " its secret in the second.",
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


if __name__ == "__main__":
    main()
