"""The board of the two languages: each entry with a text that is missing, outdated, or tells other numbers."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import BigIntegerField, CharField, DateField, F, Value
from django.db.models.functions import Cast, Coalesce
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from unions.admin.kit.related import related_rows
from unions.admin.kit.wording import label_of
from unions.lists.index_steps import plain
from unions.models import UnionOwned, User
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable
from unions.tenancy import scope
from unions.text.languages import FIRST_LANGUAGE
from unions.text.told_numbers import as_said, contradictions
from unions.text.translation_state import (
    COLUMN,
    MISSING,
    NUMBERS,
    ONLY_SECOND,
    OUTDATED,
    SAME,
    SECOND_LANGUAGE,
    confirm_translation,
    readable,
    states_noted,
    translated_texts,
    words_of,
)
from unions.text.turkish import capfirst, sort_key

ON_A_PAGE, MOST_ON_START_PAGE = 50, 20
STATES = {
    OUTDATED: gettext_lazy("out of date"),
    MISSING: gettext_lazy("missing"),
    NUMBERS: gettext_lazy("other numbers"),
    ONLY_SECOND: gettext_lazy("Turkish is missing"),
    SAME: gettext_lazy("same words in both"),
}
TO_DO = [OUTDATED, MISSING, NUMBERS, ONLY_SECOND]
COMPLETE = "complete"
# The columns that name an entry, the first that there is.
NAMES = ["title", "name", "caption", "subject"]
MOST_NUMBERS = 4
# Called so that no model has a column of that name.
COLUMNS = [
    "board_kind",
    "pk",
    "board_name",
    "board_version",
    "board_changed",
    "board_owner",
    "board_review",
    "board_state",
]


@dataclass
class Entry:
    """One entry of one kind, with the states of its texts."""

    kind: str
    pk: int
    name: str
    version: int
    changed: datetime
    owner_id: int | None
    review_on: date | None
    state: dict
    model_admin: Any = None
    row: Any = None

    @property
    def states(self) -> set[str]:
        return {each for each in STATES if self.state.get(each)} or {COMPLETE}

    @property
    def kind_in_words(self) -> str:
        return capfirst(str(self.model_admin.opts.verbose_name), get_language() or FIRST_LANGUAGE)

    @property
    def url(self) -> str:
        return reverse(
            f"admin:{self.model_admin.opts.app_label}_{self.model_admin.opts.model_name}_change", args=[self.pk]
        )

    @property
    def has_turkish(self) -> bool:
        return not self.state.get(ONLY_SECOND)

    def texts(self) -> Iterator[dict[str, Any]]:
        """Each text that is not translated as it should be: its label, its states and where to write it."""
        for name in translated_texts(self.model_admin.model):
            for state in states_noted(self.state, name):
                language = FIRST_LANGUAGE if state == ONLY_SECOND else SECOND_LANGUAGE
                yield {
                    "name": name,
                    "label": label_of(self.model_admin.model._meta.get_field(f"{name}_{language}")),
                    "state": state,
                    "in_words": STATES[state],
                    "url": f"{self.url}#id_{name}_{language}",
                    "numbers": self.numbers_of(name) if state == NUMBERS and self.row is not None else None,
                }

    def numbers_of(self, name: str) -> list[tuple[str, str]]:
        told = contradictions(*(words_of(self.row, name, code) for code in (FIRST_LANGUAGE, SECOND_LANGUAGE)))
        return [
            (code, as_said(numbers[:MOST_NUMBERS], get_language() or FIRST_LANGUAGE) or "—")
            for code, numbers in zip((FIRST_LANGUAGE, SECOND_LANGUAGE), told, strict=True)
        ]


def language_board(site: Any, request: Any) -> HttpResponse:
    admins = admins_of_texts(site, request)
    if request.method == "POST":
        return confirm(request, admins)
    chosen = {name: request.GET.get(name, "").replace("\x00", "") for name in ["kind", "state", "owner", "drafts"]}
    people = {person.pk: str(person) for person in User.objects.of_union(scope.union())}
    entries = owned_by(people, entries_of(admins, with_drafts=bool(chosen["drafts"])))
    # Before any choice: how many there are of each.
    numbers = Counter(state for entry in entries for state in entry.states)
    page = Paginator([entry for entry in entries if is_chosen(entry, chosen)], ON_A_PAGE).get_page(request.GET.get("p"))
    complete(page.object_list)
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        **site.each_context(request),
        "title": _("The two languages"),
        "page_obj": page,
        "lines": [(entry, people.get(entry.owner_id), may_change(request, entry)) for entry in page.object_list],
        "chosen": chosen,
        "query": query.urlencode(),
        "states": [(state, words, numbers[state]) for state, words in STATES.items()],
        "complete": numbers[COMPLETE],
        "number": len(entries),
        "kinds": kinds_in(entries),
        "people": people.items(),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/language_board.html", context)


def admins_of_texts(site: Any, request: Any) -> dict[str, Any]:
    """The admins of what is written in both languages and the person may see, by the names of their models."""
    return {
        model._meta.label_lower: model_admin
        for model, model_admin in site._registry.items()
        if issubclass(model, UnionOwned) and hasattr(model, COLUMN) and model_admin.has_view_permission(request)
    }


def entries_of(admins: dict[str, Any], *, with_drafts: bool) -> Iterator[Entry]:
    """All entries of the union in one statement, kind by kind; without drafts, those that readers see."""
    parts = {}
    for label, model_admin in admins.items():
        rows = model_admin.model.objects.filter(union=scope.union())
        parts[label] = visible(model_admin.model, rows, with_drafts)
    yield from together(parts, admins, ["board_kind", "-board_changed", "pk"])


def entries_to_look_at(site: Any, request: Any) -> list[Entry]:
    """What is to be looked at again by now and is the person's own or nobody's, the oldest day first."""
    admins, parts = admins_of_texts(site, request), {}
    others = User.objects.of_union(scope.union()).exclude(pk=request.user.pk).order_by().values("pk")
    for label, model_admin in admins.items():
        if issubclass(model_admin.model, Publishable) and model_admin.has_change_permission(request):
            rows = model_admin.model.objects.filter(union=scope.union()).to_look_at(timezone.localdate())
            parts[label] = rows.filter(models.Q(owner=None) | ~models.Q(owner__in=others))
    found = together(parts, admins, ["board_review", "board_kind", "pk"], MOST_ON_START_PAGE)
    entries = owned_by([request.user.pk], found)
    complete(entries)
    return entries


def owned_by(people: Container[int | None], entries: Iterable[Entry]) -> list[Entry]:
    """The entries, those of anybody else without an owner: what belongs to somebody who has left is nobody's."""
    found = list(entries)
    for entry in found:
        entry.owner_id = entry.owner_id if entry.owner_id in people else None
    return found


def together(parts: dict[str, Any], admins: dict[str, Any], order: list[str], most: int | None = None) -> Iterator:
    """The rows of many models in one statement."""
    columns = [columns_of(admins[label].model, label, rows) for label, rows in parts.items()]
    if not columns:
        return
    rows = columns[0].union(*columns[1:], all=True) if len(columns) > 1 else columns[0]
    for kind, pk, name, version, changed, owner, review_on, state in rows.order_by(*order)[:most]:
        yield Entry(kind, pk, name, version, changed, owner, review_on, readable(state), admins[kind])


def columns_of(model: Any, label: str, rows: Any) -> Any:
    rows = plain(rows.order_by())
    name = next((f"{name}_{FIRST_LANGUAGE}" for name in NAMES if name in translated_texts(model)), None)
    is_owned, nothing = issubclass(model, Publishable), Value("", output_field=CharField())
    return rows.annotate(
        board_kind=Value(label, output_field=CharField()),
        board_name=Coalesce(F(name), nothing, output_field=CharField()) if name else nothing,
        board_version=F("version"),
        board_changed=F("updated_at"),
        board_owner=Cast(F("owner_id") if is_owned else Value(None), BigIntegerField()),
        board_review=F("review_on") if is_owned else Cast(Value(None), DateField()),
        board_state=F(COLUMN),
    ).values_list(*COLUMNS)


def visible(model: Any, rows: Any, with_drafts: bool) -> Any:
    """Without drafts: what is published, and parts of that; what knows no publication is always there."""
    if with_drafts:
        return rows
    if issubclass(model, Publishable):
        return rows.published()
    whole: Any = model._meta.get_field(model.union_from).related_model if model.union_from else None
    if whole is not None and issubclass(whole, Publishable):
        public = plain(whole.objects.filter(union=scope.union()).published().order_by()).values("pk")
        return rows.filter(models.Q(**{f"{model.union_from}__in": public}))
    return rows


def is_chosen(entry: Entry, chosen: dict[str, str]) -> bool:
    wanted = {chosen["state"]} if chosen["state"] else {*TO_DO}
    owner = {"": entry.owner_id, "none": None}.get(chosen["owner"], chosen["owner"])
    return (
        (chosen["state"] == "all" or bool(entry.states & wanted))
        and chosen["kind"] in ("", entry.kind)
        and str(entry.owner_id) == str(owner)
    )


def kinds_in(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    kinds = {
        entry.kind: capfirst(str(entry.model_admin.opts.verbose_name_plural), get_language() or "tr")
        for entry in entries
    }
    return sorted(kinds.items(), key=lambda kind: sort_key(kind[1], get_language() or "tr"))


def complete(entries: Iterable[Entry]) -> None:
    """Read the rows of those entries of a page that have no name of their own, or whose numbers are quoted."""
    wanted: dict[str, list[Entry]] = {}
    for entry in entries:
        if not entry.name or entry.state.get(NUMBERS):
            wanted.setdefault(entry.kind, []).append(entry)
    related = related_rows()
    for of_kind in wanted.values():
        rows = of_kind[0].model_admin.model.objects.in_bulk([entry.pk for entry in of_kind])
        related.expect(rows.values())
        for entry in of_kind:
            entry.row = rows.get(entry.pk)
            if entry.row is not None:
                related.attach(entry.row)
                entry.name = entry.name or str(entry.row)


def may_change(request: Any, entry: Entry) -> bool:
    """Whether the person may change entries of the kind; the entry itself is asked when it is changed."""
    return bool(entry.state.get(OUTDATED)) and entry.model_admin.has_change_permission(request)


def confirm(request: Any, admins: dict[str, Any]) -> HttpResponse:
    """Somebody has read both texts and calls the translation right as it stands."""
    posted = {name: request.POST.get(name, "") for name in ["kind", "pk", "name", "version"]}
    model_admin = admins.get(posted["kind"])
    row = model_admin.get_object(request, posted["pk"]) if model_admin and posted["pk"].isdecimal() else None
    if model_admin is None or row is None or posted["name"] not in translated_texts(type(row)):
        raise Http404
    if not model_admin.has_change_permission(request, row):
        raise PermissionDenied
    try:
        if posted["version"] != str(row.version):
            raise StaleVersion(row)
        confirm_translation(row, [posted["name"]])
        row._change_reason = _("The translation is right as it stands.")
        row.save()
        messages.success(request, _("“%(name)s”: the translation is right as it stands.") % {"name": row})
    except StaleVersion:
        messages.warning(
            request, _("Someone has changed “%(name)s” meanwhile. Please look at it again.") % {"name": row}
        )
    return HttpResponseRedirect(f"{request.path}?{request.META.get('QUERY_STRING', '')}")


def outdated_in(numbers: dict[tuple[str, str], int]) -> int:
    """How many entries of all kinds have an outdated text, of the numbers of the start page."""
    return sum(number for (_label, name), number in numbers.items() if name == OUTDATED)
