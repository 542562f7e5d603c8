"""The organs of the union as tables name them."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.sources import FileQuestion
from unions.models import Organ
from unions.text.turkish import letters

UNKNOWN_ORGAN = _("The union has no organ called “%(name)s”. Its organs: %(known)s.")
SEVERAL_ORGANS = _("“%(name)s” matches several organs. Enter one of these: %(known)s.")


NO_ORGANS = _("The union has no organ on record. Record its organs first.")
OF_WHICH_ORGAN = _("No column names the organ. Of which organ are these records?")


def question_of_organ(answers: Mapping[str, str]) -> FileQuestion:
    """Whose records a table holds that does not say it."""
    organs = list(Organ.objects.all())
    options = [(str(organ.pk), organ.title_tr) for organ in organs]
    answer = answers.get("organ", "")
    message = OF_WHICH_ORGAN if organs else NO_ORGANS
    return FileQuestion("organ", str(message), options, answer if answer in dict(options) else "")


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
