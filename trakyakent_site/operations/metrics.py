"""The counts of this machine for Prometheus, told to named networks alone; nothing of a visitor is in them."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trakyakent_site.operations import health
from trakyakent_site.operations.upkeep import seconds_since_backup, seconds_since_mirror
from trakyakent_site.server import counters
from unions.background.proxies import address_of, is_trusted

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


# What stands behind the name, the labels, the value.
Value = tuple[str, dict[str, object], float]


@dataclass
class Metric:
    """One name with its meaning, its kind, and its values."""

    name: str
    meaning: str
    kind: str
    values: list[Value]

    def lines(self) -> Iterator[str]:
        yield f"# HELP birlik_{self.name} {self.meaning}"
        yield f"# TYPE birlik_{self.name} {self.kind}"
        for suffix, labels, value in self.values:
            told = ",".join(f'{name}="{text}"' for name, text in labels.items())
            yield f"birlik_{self.name}{suffix}{f'{{{told}}}' if told else ''} {value:.15g}"


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """All counts; to anybody else there is no such address."""
    if not is_trusted(address_of(request), settings.MONITORING_NETWORKS):
        raise Http404("Only named networks may ask.")
    found = [*of_requests(counters.totals()), *of_machine(), *of_database(request), *of_upkeep()]
    text = "".join(f"{line}\n" for metric in found for line in metric.lines())
    return HttpResponse(text, content_type=CONTENT_TYPE)


def one(name: str, meaning: str, value: float, kind: str = "gauge") -> Metric:
    return Metric(name, meaning, kind, [("", {}, value)])


def of_requests(counts: dict[str, int]) -> Iterator[Metric]:
    statuses: list[Value] = [("", {"status": name}, counts[f"status {name}"]) for name in counters.STATUSES]
    outcomes: list[Value] = [("", {"outcome": name}, counts[f"cache {name}"]) for name in counters.CACHE]
    yield Metric("requests_total", "Answers by class of status.", "counter", statuses)
    yield Metric("page_cache_total", "Answers by what the page cache did.", "counter", outcomes)
    failures = counts["store failures"]
    yield one("page_store_failures_total", "How often the store of pages was left alone.", failures, "counter")
    yield Metric("answer_seconds", "Time until an answer was ready.", "histogram", list(times(counts)))
    waits, seconds = counts["waits"], counts["microseconds waited"] / 1e6
    yield one("database_waits_total", "Requests that found every place at the database taken.", waits, "counter")
    yield one("database_wait_seconds_total", "How long they waited.", seconds, "counter")
    yield one("database_given_up_total", "Those that were answered without it.", counts["given up"], "counter")


def times(counts: dict[str, int]) -> Iterator[Value]:
    """Each bound counts what lies below the smaller ones, too."""
    below = 0
    for bound in counters.BOUNDS:
        below += counts[f"within {bound}"]
        yield "_bucket", {"le": bound}, below
    yield "_bucket", {"le": "+Inf"}, counts["requests"]
    yield "_sum", {}, counts["microseconds"] / 1e6
    yield "_count", {}, counts["requests"]


def of_machine() -> Iterator[Metric]:
    memory: list[Value] = [("", {"worker": pid}, bytes_of(pid)) for pid in workers()]
    yield Metric("worker_resident_bytes", "Memory of each worker.", "gauge", memory)
    disk = shutil.disk_usage(settings.DATA_DIR)
    yield one("disk_free_bytes", "Free on the disk of DATA_DIR.", disk.free)
    yield one("disk_bytes", "Size of that disk.", disk.total)


def workers() -> list[int]:
    """The processes of the same master, this one among them."""
    parent = os.getppid()
    try:
        found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        found = []
    return sorted({int(pid) for pid in found} | {os.getpid()}) if is_worker() else [os.getpid()]


def is_worker() -> bool:
    """Whether this process was made by gunicorn: elsewhere the parent's other children are not ours."""
    try:
        parent = Path(f"/proc/{os.getppid()}/cmdline").read_bytes()
    except OSError:
        return False
    return b"gunicorn" in parent


def bytes_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0


def of_database(request: HttpRequest) -> Iterator[Metric]:
    """Asked as the health addresses ask: never longer than a second, and not at all while it is silent."""
    state: dict[str, str] = health.state_of(request)
    yield one("database_up", "Whether the database answers.", state["database"] == health.OK)
    yield one("writable", "Whether anything can be saved.", state["writing"] in (health.OK, health.NEARLY_FULL))
    outbox: dict[str, Any] | None = health.outbox_probe.answer(request)
    if outbox is not None:
        yield one("outbox_waiting", "Mail that waits.", outbox["waiting"])
        yield one("outbox_failed", "Mail that could not be delivered.", outbox["not_deliverable"])
        yield one("outbox_overdue_seconds", "For how long the oldest has been due.", outbox["overdue_minutes"] * 60)


def of_upkeep() -> Iterator[Metric]:
    now = timezone.now()
    for name, meaning, seconds in [
        ("backup_age_seconds", "Since the last backup that was finished.", seconds_since_backup(now)),
        ("mirror_age_seconds", "Since the copy of the pages was made.", seconds_since_mirror(now)),
    ]:
        if seconds is not None:
            yield one(name, meaning, seconds)
