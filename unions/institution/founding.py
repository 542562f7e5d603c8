"""A union from nothing: its row, its name and its hosts, and what every union has from its first day.

The apps above add what is theirs (pages, menus) by `equips_unions`; so the admin, `manage.py addunion` and the facts
that ship with the project all give a union the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from unions.institution.colours import hue_in
from unions.models import Emblem, Union, UnionHost, UnionName, UnionOwned
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope
from unions.text.turkish import slugify

Step = Callable[[Union], None]
_steps: list[Step] = []

TAKEN = _("A union with the code “%(code)s” is on record already.")
NO_CODE = _("No code can be made from this name. Enter one of lower-case letters, such as trakyakent.")
NO_NAME = _("Enter the full name of the union in Turkish.")


@dataclass(frozen=True)
class Founding:
    """What has to be known of a union before it has a site; everything else can follow."""

    name_tr: str
    name_en: str = ""
    short_name: str = ""
    # If empty, made from the short name, or from the full one.
    code: str = ""
    first_language: str = LANGUAGES[0]
    accent_hue: int = 200
    mark: str = Union.Mark.PLAIN
    # The first is the main one.
    hosts: list[str] = field(default_factory=list)
    # A picture or drawing; without one the initials are drawn.
    emblem: File | None = None

    @property
    def code_or_made(self) -> str:
        return self.code or slugify(self.short_name or self.name_tr, max_length=40)


def equips_unions(step: Step) -> Step:
    """Have a function called for each union that is founded or completed; it writes what is missing and no more."""
    if step not in _steps:
        _steps.append(step)
    return step


def found_union(founding: Founding) -> Union:
    """Write a new union with its name and hosts, and equip it; raises ValidationError, by field, and writes nothing."""
    union, parts = rows_of(founding)
    with transaction.atomic():
        union.save()
        with scope.of(union):
            for row in parts:
                row.union = union
                row.save()
        equip(union)
    return union


def equip(union: Union) -> None:
    """Give a union what every union has and this one lacks; what stands is left as it is."""
    # The plain column beside the translations of a text follows the active language.
    with translation.override(LANGUAGES[0]), transaction.atomic(), scope.of(union):
        for step in _steps:
            step(union)


def rows_of(founding: Founding) -> tuple[Union, list[UnionOwned]]:
    """The rows of a new union and its parts, checked; raises ValidationError, by the fields of `Founding`."""
    errors: dict[str, list] = {}
    hue: Any = founding.accent_hue
    try:
        hue = hue_in(hue)
    except ValueError as error:
        errors["accent_hue"] = [ValidationError(str(error), code="no_hue")]
    union = Union(
        code=founding.code_or_made,
        default_language=founding.first_language,
        accent_hue=hue,
        mark=founding.mark,
    )
    if not union.code:
        errors["code"] = [ValidationError(NO_CODE, code="no_code")]
    elif Union.objects.filter(code=union.code).exists():
        errors["code"] = [ValidationError(TAKEN, code="code_taken", params={"code": union.code})]
    collect(errors, union, exclude={*errors}, names={"default_language": "first_language"})
    name = UnionName(name_tr=founding.name_tr, name_en=founding.name_en, short_name=founding.short_name)
    if not founding.name_tr.strip():
        errors["name_tr"] = [ValidationError(NO_NAME, code="required")]
    collect(errors, name, exclude={"union", "name"})
    parts: list[UnionOwned] = [name]
    for host in dict.fromkeys(host_in(text) for text in founding.hosts if text.strip()):
        row = UnionHost(host=host, is_primary=len(parts) == 1)
        collect(errors, row, exclude={"union"}, names={"host": "hosts"})
        parts.append(row)
    if founding.emblem:
        parts.append(Emblem(picture=founding.emblem))
        collect(errors, parts[-1], exclude={"union"}, names={"picture": "emblem"})
    if errors:
        raise ValidationError(errors)
    return union, parts


def collect(errors: dict[str, list], row, *, exclude: set[str], names: dict[str, str] | None = None) -> None:
    """Add what is wrong with a row to the errors, under the names that `Founding` has for its fields."""
    try:
        row.clean_fields(exclude=exclude)
        row.clean()
    except ValidationError as error:
        for field_name, messages in error.update_error_dict({}).items():
            errors.setdefault((names or {}).get(field_name, field_name), []).extend(messages)


def host_in(text: str) -> str:
    """The host name in what people paste: an address with https:// and a path, capitals, a dot at the end."""
    typed = text.strip()
    host = urlsplit(typed).netloc if re.match(r"https?://", typed, re.IGNORECASE) else typed.partition("/")[0]
    return host.replace("İ", "i").lower().rstrip(".")


def hosts_in(text: str) -> list[str]:
    """The host names in a text, in their order; spaces, commas and lines part them."""
    return [host for host in re.split(r"[\s,;]+", text) if host]
