"""The organs of the union as tables name them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from unions.models import Organ
from unions.text.turkish import letters

UNKNOWN_ORGAN = _("The union has no organ called “%(name)s”. Its organs: %(known)s.")
SEVERAL_ORGANS = _("“%(name)s” matches several organs. Enter one of these: %(known)s.")


def organ_called(text: str, organs: list[Organ]) -> Organ:
    """The organ that a cell names; raises ValidationError where it is none or several."""
    wanted = letters(text)
    exact = [organ for organ in organs if is_exactly_named(organ, wanted)]
    found = exact or [organ for organ in organs if is_loosely_named(organ, wanted)]
    if len(found) == 1:
        return found[0]
    params = {
        "name": values.shorten(text),
        "known": ", ".join(f"“{organ.title_tr}”" for organ in organs) or "—",
    }
    raise ValidationError(SEVERAL_ORGANS if found else UNKNOWN_ORGAN, code="organ", params=params)


def is_exactly_named(organ: Organ, wanted: str) -> bool:
    return wanted in {letters(name or "") for name in [organ.title_tr, organ.title_en, organ.kind]}


def is_loosely_named(organ: Organ, wanted: str) -> bool:
    """“Meclis”, “Birlik Meclisi” and “Meclisi” are the same organ."""
    names = [organ.title_tr, organ.title_en, organ.get_kind_display()]
    return bare_name(wanted) in {bare_name(letters(str(name or ""))) for name in names}


def bare_name(text: str) -> str:
    """The name of an organ without “birlik” and the possessive ending."""
    return text.removeprefix("birlik ").removesuffix("si").removesuffix("u").removesuffix("i").strip()
