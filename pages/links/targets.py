"""The things to which a link of a text can lead, and how an address of the site names one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils import translation

from members.meetings.decision_views import decision_lookup
from members.municipalities.models import Municipality
from members.people.models import Person
from pages.kinds import KINDS, kinds_of
from pages.publications import AttachedFile
from pages.tree.models import Page
from unions.models import Decision, Meeting, Organ, Paper, UnionOwned
from unions.models.paper import parse_word
from unions.publishing.addresses import LANGUAGES
from unions.publishing.short_addresses import CITATION

Values = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """A kind of things that have an address; `rows_at` says which rows the values of an address can mean."""

    name: str
    model: type[Model]
    address_names: tuple[str, ...]
    rows_at: Callable[[Values, str], Q | None]

    def rows(self, union_id: int | None) -> QuerySet:
        if issubclass(self.model, UnionOwned):
            return self.model.all_unions.filter(union_id=union_id)
        return self.model._default_manager.filter(memberships__union_id=union_id).distinct()

    def address(self, row: Any, language: str) -> str:
        """Where the row stands today."""
        if isinstance(row, AttachedFile):
            return str(row.file.url)
        with translation.override(language):
            return str(row.get_absolute_url())


def by_slug(values: Values, _language: str) -> Q:
    others = Q(**{name: values[name] for name in ["year"] if name in values})
    slugs = [Q(**{f"slug_{code}": values["slug"]}) for code in LANGUAGES]
    return others & reduce(or_, slugs)


def by_path(values: Values, _language: str) -> Q:
    path = str(values["path"]).strip("/")
    return Q(path_tr=path) | Q(path_en=path)


def by_citation(values: Values, _language: str) -> Q | None:
    parts = CITATION.fullmatch(str(values.get("citation", "")))
    year, reference = (parts["year"], parts["rest"]) if parts else (values.get("year"), values.get("reference"))
    try:
        return Q(**decision_lookup(int(year or 0), str(reference)))
    except Http404:
        return None


def by_word(values: Values, _language: str) -> Q | None:
    parts = CITATION.fullmatch(str(values.get("citation", "")))
    year, word = (parts["year"], parts["rest"]) if parts else (values.get("year"), values.get("word"))
    meaning = parse_word(str(word))
    return Q(year=year, kind=meaning[0], number=meaning[1]) if meaning else None


def by_file(values: Values, _language: str) -> Q:
    return Q(file=values["path"])


@cache
def targets() -> dict[str, Target]:
    """All of them by the names that references have: post, page, decision …"""
    models = list(dict.fromkeys(kind.model for kind in KINDS))
    every = [
        *(
            Target(model._meta.model_name or "", model, tuple(kind.detail_name for kind in kinds_of(model)), by_slug)
            for model in models
        ),
        Target("page", Page, ("page_detail",), by_path),
        Target("organ", Organ, ("organ_detail",), by_slug),
        Target("meeting", Meeting, ("meeting_detail",), by_slug),
        Target("decision", Decision, ("decision_detail", "decision_short"), by_citation),
        Target("paper", Paper, ("paper_detail", "paper_short"), by_word),
        Target("person", Person, ("person_detail",), lambda values, _language: Q(pk=values["pk"])),
        Target("member", Municipality, ("member_detail",), lambda values, _language: Q(slug=values["slug"])),
        *(
            Target(
                model._meta.model_name or "", model, ("stored_file",), lambda values, _language: Q(file=values["path"])
            )
            for model in files_of(models)
        ),
    ]
    return {target.name: target for target in every}


def files_of(models: Iterable[type[Model]]) -> list[type[AttachedFile]]:
    related: list[Any] = [relation.related_model for model in models for relation in model._meta.related_objects]
    return [part for part in dict.fromkeys(related) if issubclass(part, AttachedFile)]


@cache
def targets_at() -> dict[str, list[Target]]:
    """The kinds that an address of that name can lead to."""
    found: dict[str, list[Target]] = {}
    for target in targets().values():
        for name in target.address_names:
            found.setdefault(name, []).append(target)
    return found


def target_of(row: Model) -> Target | None:
    """The kind to which a row belongs."""
    return next((target for target in targets().values() if target.model is type(row)), None)
