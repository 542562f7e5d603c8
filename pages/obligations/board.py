"""The board of duties: every duty of the law, where and since when this union meets it, or the step that closes it.

Whether a duty is met is asked of the records; only what no record can show is said by the union (`DutyRecord`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Model
from django.urls import reverse

from pages.obligations.evidence import EVIDENCE, Evidence, Known
from pages.obligations.models import DutyRecord
from pages.tree.models import Page
from unions import law
from unions.models import Union

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Line:
    """A duty as the board shows it: met at an address or in the union's own words, or the step that is missing."""

    duty: law.PublicDuty
    is_met: bool
    since: date | None
    url: str
    record: DutyRecord | None
    step: "StrOrPromise"
    step_url: str


@dataclass(frozen=True)
class Section:
    """The duties of one topic."""

    title: "StrOrPromise"
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        """What readers find on the site."""
        return [line for line in self.lines if line.is_met]

    @property
    def awaited(self) -> list[Line]:
        """What they cannot find yet; the step that closes it concerns the staff alone."""
        return [line for line in self.lines if not line.is_met]


def lines(union: Union) -> Iterator[Line]:
    """Every duty of the law, as this union meets it."""
    known = Known(union)
    for duty in law.PUBLIC_DUTIES:
        evidence = EVIDENCE[duty.key]
        met = evidence.find(known)
        yield Line(
            duty=duty,
            is_met=met is not None,
            since=met.since if met else None,
            url=address_of(evidence, known) if met and not met.is_elsewhere else "",
            record=known.records.get(duty.key),
            step="" if met else evidence.step,
            step_url="" if met else step_address(evidence, known),
        )


def sections(union: Union) -> list[Section]:
    """The board by topic, in the order of the law."""
    found = list(lines(union))
    return [Section(title, [line for line in found if line.duty.topic == topic]) for topic, title in law.TOPICS.items()]


def address_of(evidence: Evidence, known: Known) -> str:
    """Where readers find what meets the duty."""
    if evidence.page:
        shown = known.pages.get(evidence.page)
        return shown.get_absolute_url() if shown else ""
    return reverse(evidence.section) if evidence.section else ""


def step_address(evidence: Evidence, known: Known) -> str:
    """Where staff close the gap: the form of the standard page or of the union, else the list."""
    row: Model | None = None
    if evidence.page and evidence.model is Page:
        row = known.standard_pages.get(evidence.page)
    elif evidence.model is Union:
        row = known.union
    name = f"admin:{evidence.model._meta.app_label}_{evidence.model._meta.model_name}"
    return reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_changelist")
