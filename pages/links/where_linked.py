"""What staff are told about links: which texts lead to a thing, and which lead readers nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from pages.links.following import models_with_links
from pages.links.models import Link
from pages.links.references import state_of, things
from pages.links.targets import Target, target_of, targets
from unions.admin.kit.notes import notes_about
from unions.admin.kit.tasks import Task, change_url
from unions.admin.kit.wording import label_of
from unions.tenancy import scope

# So many are listed; more are told as a number.
MOST_LISTED = 200

STATES: dict[str, str | Promise] = {
    "public": gettext_lazy("published"),
    "draft": gettext_lazy("a draft: readers do not see it"),
    "withdrawn": gettext_lazy("withdrawn"),
    "dead": gettext_lazy("nothing stands there"),
}


@dataclass(frozen=True)
class LinkLine:
    """One link as a line of a list: where it stands, what it leads to, and what a reader finds there."""

    source: Any
    source_url: str
    source_state: str
    field: str
    field_name: str
    target: str
    state: str

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])

    @property
    def source_state_in_words(self) -> str:
        return str(STATES[self.source_state])

    @property
    def is_broken(self) -> bool:
        return self.state in {"draft", "dead"}


def links_here(row: Model) -> Any:
    """The links of the union that lead to the row."""
    target = target_of(row)
    return Link.objects.filter(union=scope.union()).to_thing(target.name, row.pk) if target else Link.objects.none()


def lines(links: Iterable[Link], request: Any) -> Iterator[LinkLine]:
    """Those of the links whose texts the person may see."""
    links = list(links)
    sources = rows_by_key(links)
    found = {(target.name, row.pk): row for target, row in things(wanted_by(links))}
    for link in links:
        source = sources.get((link.source, link.source_pk))
        model_admin = admin.site._registry.get(apps.get_model(link.source))
        if source is None or model_admin is None or not model_admin.has_view_permission(request):
            continue
        target = found.get((link.target, link.target_pk))
        yield LinkLine(
            source=source,
            source_url=change_url(source),
            source_state=state_of(source) if hasattr(source, "is_public") else "public",
            field=label_of(source._meta.get_field(link.field)),
            field_name=link.field,
            target=str(target) if target is not None else link.address,
            state=state_of(target) if target is not None else "dead",
        )


def wanted_by(links: Iterable[Link]) -> dict[str, set[int]]:
    """The keys of the things to which links lead, by their kinds."""
    wanted: dict[str, set[int]] = {}
    for link in links:
        if link.target:
            wanted.setdefault(link.target, set()).add(int(link.target_pk or 0))
    return wanted


def rows_by_key(links: Iterable[Link]) -> dict[tuple[str, int], Any]:
    """The rows in which the links stand, those of each kind in one query."""
    keys: dict[str, set[int]] = {}
    for link in links:
        keys.setdefault(link.source, set()).add(link.source_pk)
    found = {}
    for label, pks in keys.items():
        for row in apps.get_model(label)._default_manager.filter(pk__in=pks):
            found[label, row.pk] = row
    return found


def linked_url(target: Target, row: Model) -> str:
    return reverse("admin:pages_links_here", args=[f"{target.name}-{row.pk}"])


def where_linked(row: Model) -> list[Task]:
    """The line above a form and a deletion that says how many links lead to the row."""
    target = target_of(row)
    number = links_here(row).count() if target else 0
    if not target or not number:
        return []
    text = ngettext("One link leads here", "%(number)s links lead here", number) % {"number": number}
    return [Task(text, linked_url(target, row))]


def broken_here(row: Model) -> list[Task]:
    """The line above a form that says that links of the row's own texts lead readers nowhere."""
    links = list(Link.objects.of_row(row))
    states = {(target.name, found.pk): state_of(found) for target, found in things(wanted_by(links))}
    broken = [link for link in links if states.get((link.target, link.target_pk), "dead") in {"draft", "dead"}]
    if not broken:
        return []
    number = len(broken)
    text = ngettext(
        "One link of these texts leads readers nowhere", "%(number)s links of these texts lead readers nowhere", number
    )
    url = reverse("admin:pages_links_of", args=[row._meta.label_lower, row.pk])
    return [Task(text % {"number": number}, url)]


def register() -> None:
    """Have the forms of all things say what leads to them."""
    for target in targets().values():
        notes_about(target.model)(where_linked)
    for model in models_with_links():
        notes_about(model)(broken_here)
