"""What the page of a publication shows whose type has no template of its own: its fields, each in its words."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pages.page_kind import PageKind
from pages.publications import Publication
from unions.templatetags import dates_and_numbers, unions_tags
from unions.text.languages import active_language
from unions.text.partial_dates import PartialDate
from unions.text.turkish import capfirst
from unions.values.fields import EmailField, TelephoneField, WebAddressField


class Fact(NamedTuple):
    """One field of a row, as a reader sees it."""

    label: str
    value: str


LINKS = {
    TelephoneField: unions_tags.telephone_links,
    EmailField: unions_tags.mail_link,
    WebAddressField: unions_tags.web_link,
}


def facts_of(kind: PageKind, row: Publication) -> list[Fact]:
    """The fields that the declaration of the type names, but for those that are empty."""
    facts = [Fact(label_of(row, name), value_of(row, name)) for name in kind.fields]
    return [fact for fact in facts if fact.value]


def label_of(row: Publication, name: str) -> str:
    return _("State") if name == "state" else str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def value_of(row: Any, name: str) -> str:
    """A field in words; empty where there is nothing to say."""
    if name == "state":
        return capfirst(str(row.current_state.label), active_language())
    field, value = row._meta.get_field(name), getattr(row, name)
    if value in (None, "", False):
        return ""
    if value is True:
        return _("Yes")
    if field.choices:
        return capfirst(str(getattr(row, f"get_{name}_display")()), active_language())
    return link(field, value) or written(row, name, value)


def link(field: models.Field, value: str) -> str:
    return next((str(make(value)) for kind, make in LINKS.items() if isinstance(field, kind)), "")


def written(row: Any, name: str, value: Any) -> str:
    """A moment, a day, a number or a text, as the language writes it."""
    if isinstance(value, date | PartialDate):
        shown = dates_and_numbers.moment(value) if isinstance(value, datetime) else dates_and_numbers.day(value)
        return format_html('<time datetime="{}">{}</time>', dates_and_numbers.machine_date(value), shown)
    if isinstance(value, str):
        return unions_tags.text(row, name)
    return dates_and_numbers.number(value)
