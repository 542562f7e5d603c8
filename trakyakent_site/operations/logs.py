"""What the installation writes of itself: a line a record, without what lets somebody in or names a visitor."""

import json
import logging
import re
import time
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

# The secret part of an address that lets somebody in.
SECRET = re.compile(r"(?<=/)[\w-]{32,}(?=[/?\s'\"]|$)")
# Below this address a long word is the place of a file.
FILES = "/dosya/"
# Bounded and anchored: a visitor's long text must not cost more than its length.
MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?!localhost)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# What may be a network address; the machine's own may stay.
NETWORK_ADDRESS = re.compile(r"(?<![\w.:])[0-9a-fA-F:.]{2,45}(?![\w:])")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Of one record; what is in the middle of a longer trace is left out.
LONGEST_MESSAGE, LONGEST_TRACE = 2000, 6000


@dataclass
class Asked:
    """The request that the running code answers, as far as the log may know it."""

    number: str
    method: str
    path: str
    union: int | None = None
    user: int | None = None


# None outside of a request.
asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def harmless(text: str) -> str:
    """The text without secret parts of addresses, e-mail addresses and visitors' network addresses."""
    text = text if FILES in text else SECRET.sub("…", text)
    return NETWORK_ADDRESS.sub(without_address, MAIL_ADDRESS.sub("<e-mail>", text))


def without_address(match: re.Match) -> str:
    try:
        address = ip_address(match[0].rstrip("."))
    except ValueError:
        return str(match[0])
    return str(match[0]) if address.is_loopback or address.is_unspecified else "<address>"


def one_line(text: str) -> str:
    """The text without signs by which a visitor could begin a line of their own."""
    return CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def shortened(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[: most // 2]}\n… {len(text) - most} characters left out …\n{text[-most // 2 :]}"


class JsonLines(logging.Formatter):
    """A log record as one line of JSON, without the address or the data of a visitor."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{record.msecs:03.0f}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": shortened(harmless(record.getMessage()), LONGEST_MESSAGE),
        }
        if request := asked.get():
            line["request"] = request.number
            line["method"] = request.method
            line["path"] = harmless(request.path)[:LONGEST_MESSAGE]
            line |= {name: value for name in ("union", "user") if (value := getattr(request, name)) is not None}
        status = getattr(record, "status_code", None)
        if status is not None:
            line["status"] = status
        if (milliseconds := getattr(record, "milliseconds", None)) is not None:
            line["ms"] = milliseconds
        if record.exc_info:
            line["exception"] = shortened(harmless(self.formatException(record.exc_info)), LONGEST_TRACE)
        return json.dumps(line, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """The same for somebody who looks on: a line that is read, and below it the trace."""

    def format(self, record: logging.LogRecord) -> str:
        about = ""
        if request := asked.get():
            about = f" [{request.method} {one_line(harmless(request.path))[:200]}]"
        message = one_line(shortened(harmless(record.getMessage()), LONGEST_MESSAGE))
        text = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname} {record.name}: {message}{about}"
        if record.exc_info:
            trace = shortened(harmless(self.formatException(record.exc_info)), LONGEST_TRACE)
            text += "\n" + "\n".join(f"    {one_line(line)}" for line in trace.splitlines())
        return text


def configuration(log_format: str, errors_file: Path) -> dict:
    """LOGGING of the settings: what deserves a look goes to standard error and to the page of the operator."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "trakyakent_site.operations.logs.JsonLines"},
            "text": {"()": "trakyakent_site.operations.logs.PlainLines"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": log_format},
            # What the page of the operator shows.
            "errors": {"class": "trakyakent_site.operations.recent_errors.RecentErrors", "path": str(errors_file)},
        },
        "root": {"handlers": ["stderr", "errors"], "level": "WARNING"},
        "loggers": {
            # Django's own handlers would mail errors and print a second line for each.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # A wrong address is the visitor's affair, and robots try many.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "ERROR"},
            "trakyakent_site.requests": {"level": "INFO"},
            # Says of every HEAD request that its body was left out.
            "gunicorn.http.wsgi": {"level": "ERROR"},
        },
    }
