"""The audit list: everything that readers see, who changed it last and when, its English, and what is to be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import CharField, Model, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from members.exchange.columns import Column
from pages.editing.gate import UNREADABLE, decorative_pictures, file_findings, own_findings
from pages.links.models import Link
from pages.links.targets import targets
from pages.links.where_linked import STATES, lines
from unions.admin.kit.gate import Finding, Weight
from unions.admin.kit.tasks import change_url
from unions.admin.kit.wording import label_of
from unions.models import FileText
from unions.publishing.states import Publishable
from unions.text.translation_state import OUTDATED, translated_texts
from unions.text.turkish import capfirst

COLUMNS = [
    Column("kind", gettext_lazy("Kind"), "", width=20),
    Column("title", gettext_lazy("Title"), "", width=60),
    Column("address", gettext_lazy("Address"), "", width=50),
    Column("owner", gettext_lazy("Owner"), "", width=24),
    Column("review", gettext_lazy("Look at again by"), ""),
    Column("changed_by", gettext_lazy("Last changed by"), "", width=24),
    Column("changed", gettext_lazy("Last change"), ""),
    Column("english", gettext_lazy("English"), "", width=16),
    Column("number", gettext_lazy("Findings"), ""),
    Column("findings", gettext_lazy("What to correct"), "", width=80),
]
ENGLISH = {
    "complete": gettext_lazy("translated"),
    "partly": gettext_lazy("partly"),
    "none": gettext_lazy("missing"),
    OUTDATED: gettext_lazy("out of date"),
}


@dataclass(frozen=True)
class Audited:
    """One thing that readers see, and what was found about it."""

    row: Any
    changed_by: str
    findings: list[Finding]

    @property
    def owner(self) -> str:
        return str(self.row.owner or "")

    @property
    def is_due(self) -> bool:
        """Whether somebody was to look at it again by now."""
        return self.row.review_on is not None and self.row.review_on <= timezone.localdate()

    @property
    def kind(self) -> str:
        return capfirst(str(self.row._meta.verbose_name), get_language() or "tr")

    @property
    def url(self) -> str:
        return change_url(self.row)

    @property
    def changed(self) -> datetime:
        return self.row.updated_at

    @property
    def serious(self) -> list[Finding]:
        """What to correct; a missing translation has a column of its own."""
        return [finding for finding in self.findings if finding.code != "english"]

    @property
    def english(self) -> str:
        if (self.row.translation_state or {}).get(OUTDATED):
            return OUTDATED
        fields = [name for name in translated_texts(type(self.row)) if getattr(self.row, f"{name}_tr")]
        there = [name for name in fields if getattr(self.row, f"{name}_en")]
        return "complete" if len(there) == len(fields) else "partly" if there else "none"

    @property
    def english_in_words(self) -> str:
        return str(ENGLISH[self.english])

    def values(self) -> dict:
        """The row of a table."""
        words = [f"{label_of(self.row._meta.get_field(each.field))}: {each.text}" for each in self.serious]
        return {
            "kind": self.kind,
            "title": str(self.row),
            "address": self.row.get_absolute_url(),
            "owner": self.owner,
            "review": self.row.review_on,
            "changed_by": self.changed_by,
            "changed": self.changed.date(),
            "english": self.english_in_words,
            "number": len(words),
            "findings": "; ".join(words),
        }


def audited_models() -> list[type[Model]]:
    """The models of what is published by itself."""
    return [target.model for target in targets().values() if issubclass(target.model, Publishable)]


def audited(request: Any) -> Iterator[Audited]:
    """All that readers see of what the person may see; the same few queries however much it is."""
    broken = broken_links(request)
    decorative, unread = decorative_pictures(request.union.pk), unreadable_of(request.union.code)
    for model in audited_models():
        model_admin = admin.site._registry.get(model)
        if model_admin is None or not model_admin.has_view_permission(request):
            continue
        rows = model.objects.filter(union=request.union).published().order_by("pk")  # type: ignore[attr-defined]  # theirs
        for row in rows.select_related("owner").annotate(last_changed_by=last_author(model)):
            findings = [
                *own_findings(row, decorative),
                *file_findings(row, unread),
                *broken.get((model._meta.label_lower, row.pk), []),
            ]
            yield Audited(row, row.last_changed_by or "", findings)


def unreadable_of(code: str) -> dict[str, str]:
    """All stored documents of a union of which no word can be read, with the reason."""
    rows = FileText.objects.filter(name__startswith=f"{code}/", state__in=list(UNREADABLE))
    return dict(rows.values_list("name", "state"))


def last_author(model: Any) -> Subquery:
    name = Concat("history_user__first_name", Value(" "), "history_user__last_name", output_field=CharField())
    records = model.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    return Subquery(
        records.annotate(author=Coalesce(NullIf(name, Value(" ")), "history_user__username")).values("author")[:1]
    )


def broken_links(request: Any) -> dict[tuple[str, int], list[Finding]]:
    """What is wrong with links, by the rows in which they stand."""
    found: dict[tuple[str, int], list[Finding]] = {}
    links = Link.objects.filter(union=request.union).order_by("source", "source_pk", "pk")
    for line in lines(links, request):
        if line.is_broken:
            text = _("The link to “%(name)s”: %(state)s.") % {"name": line.target, "state": STATES[line.state]}
            key = (line.source._meta.label_lower, line.source.pk)
            found.setdefault(key, []).append(Finding("broken_link", line.field_name, text, Weight.ERROR))
    return found
