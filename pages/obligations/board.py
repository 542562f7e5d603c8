"""The board of duties: every duty of the law, where and since when this union meets it, or the step that closes it.

Whether a duty is met is asked of the records; only what no record can show is said by the union (`DutyRecord`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext

from pages.obligations.evidence import EVIDENCE, Evidence
from pages.obligations.finders import Known
from pages.obligations.models import DutyRecord
from pages.tree.models import Page
from unions import law
from unions.caching.same_answers import made_of_rows
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
    def basis(self) -> "StrOrPromise":
        """The law from which all of them come, to be said once; nothing, where they come from several."""
        return shared(line.duty.law if line.duty.is_verified else "" for line in self.lines)

    @property
    def bound(self) -> "StrOrPromise":
        """Who is bound by all of them; nothing, where it is not the same for all."""
        return shared(line.duty.bound for line in self.lines)

    @property
    def grounded(self) -> list[tuple[Line, str]]:
        """The lines, each with what is to be said of its ground and does not stand above all of them."""
        return [(line, " · ".join(self.grounds(line.duty))) for line in self.lines]

    @property
    def shown(self) -> list[tuple[Line, str]]:
        """What readers find on the site."""
        return [(line, ground) for line, ground in self.grounded if line.is_met]

    @property
    def awaited(self) -> list[tuple[Line, str]]:
        """What they cannot find yet."""
        return [(line, ground) for line, ground in self.grounded if not line.is_met]

    def grounds(self, duty: law.PublicDuty) -> Iterator[str]:
        if not duty.is_verified:
            yield gettext("No text of law has been verified for this.")
        elif ground := duty.article_in_words if self.basis else duty.law_in_words:
            yield ground
        if duty.is_verified and duty.is_advice:
            yield gettext("advice, not a duty")
        if not self.bound:
            yield f"{gettext('Applies to')}: {duty.bound}"


def shared(values: Iterable["StrOrPromise"]) -> "StrOrPromise":
    """What all of the values are; nothing, where they differ."""
    first, *others = set(values)
    return "" if others else first


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
            url=(met.url or address_of(evidence, known)) if met and not met.is_elsewhere else "",
            record=known.records.get(duty.key),
            step="" if met else evidence.step,
            step_url="" if met else step_address(evidence, known),
        )


@made_of_rows
def sections_of(union: Union, _language: str) -> list[Section]:
    """The board, with its addresses in the language."""
    return sections(union)


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
