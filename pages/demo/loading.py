"""The demonstration of a union: composed, stored and written as a whole."""

from datetime import date

from django.utils import translation

from members.municipalities.models import Municipality
from pages.demo import assembly, membership, menu, organs, papers, presence, publications, requests
from pages.demo.delegations import full_number
from pages.demo.draft import Draft
from pages.demo.offices import Offices
from pages.demo.organs import EXECUTIVE_SIZE
from pages.demo.sittings import Sittings
from pages.demo.wording import FOLDER, texts, translated_fields
from unions.models import ContactPoint, Headquarters, Statute, Union, Unit
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope


def has_texts(union: Union) -> bool:
    """Whether there is a demonstration for this union."""
    return (FOLDER / f"{union.code}.toml").exists()


def load(union: Union, today: date) -> Draft:
    """Write what is missing of a union's demonstration; raises what the database raises, and leaves nothing behind."""
    with scope.of(union), translation.override(LANGUAGES[0]):
        draft = compose(union, today)
        try:
            draft.store_files()
            draft.write()
        except BaseException:
            draft.remove_files()
            raise
    return draft


def compose(union: Union, today: date) -> Draft:
    draft = Draft(union, today)
    union_texts = texts(union.code)
    newest = Municipality.objects.get(code=union_texts["newest_member"])
    compose_contact(draft, union_texts)
    members = membership.members(union_texts)
    sittings = Sittings(draft, union_texts, full_number(members), newest.name)
    sittings.compose()
    newest_since = sittings.plan.autumns[-1].day
    membership.compose(draft, union_texts, newest_since=newest_since, acceptance=sittings.acceptance)
    offices = Offices(draft, union_texts, members, sittings)
    assembly.compose(offices)
    organs.compose(offices)
    presence.compose(draft, sittings, offices)
    compose_statute(draft, has_strategy=union.code == "konya")
    membership.compose_listings(draft, members, offices.mayors)
    papers.compose(draft, sittings, union_texts, has_strategy=union.code == "konya")
    publications.compose(draft, union_texts)
    requests.compose(draft)
    menu.compose(draft)
    return draft


def compose_statute(draft: Draft, *, has_strategy: bool) -> None:
    """Numbers as some unions' statutes give them, where those of this union are not known."""
    if Statute.objects.filter(is_demo=False).exists():
        return
    draft.row(
        Statute,
        "statute",
        seat_rule=Statute.SeatRule.POPULATION,
        # The same bands by which the demonstration seats its delegates.
        population_bands="100000=1,1000000=2,*=3",
        seat_article="8",
        executive_size=EXECUTIVE_SIZE,
        executive_article="12",
        owes_strategic_plan=has_strategy,
        owes_performance_programme=has_strategy,
        plan_article="9" if has_strategy else "",
    )


def compose_contact(draft: Draft, union_texts: dict) -> None:
    """Contact points of the headquarters, and headquarters where there are none."""
    compose_units(draft, union_texts)
    headquarters = Headquarters.objects.current().filter(is_demo=False).first()
    if headquarters is None:
        pattern = union_texts.get("headquarters", {})
        spoken = ["directions", "opening_hours", "access"]
        words = translated_fields(pattern, spoken)
        same = {name: value for name, value in pattern.items() if name not in spoken}
        compose_contact_points(draft, draft.row(Headquarters, "headquarters", **same, **words), union_texts)
    elif not headquarters.contact_points.filter(is_demo=False).exists():
        compose_contact_points(draft, headquarters, union_texts)


def compose_units(draft: Draft, union_texts: dict) -> None:
    """Units of the office, where staff have entered none; heads are invented, and not every unit names one."""
    if Unit.objects.filter(is_demo=False).exists():
        return
    for position, pattern in enumerate(texts("organs")["unit"], start=1):
        draft.row(
            Unit,
            f"unit-{position}",
            position=position,
            phone=f"{union_texts['phone'][:-1]}{position}",
            email=union_texts["project_mail"] if pattern.get("is_for_projects") else union_texts["mail"],
            head=pattern.get("head", ""),
            **translated_fields(pattern, ["name", "duty", "head_title"]),
        )


def compose_contact_points(draft: Draft, headquarters: Headquarters, union_texts: dict) -> None:
    kinds, phone = ContactPoint.Kind, union_texts["phone"]
    points = [
        {"kind": kinds.PHONE, "value": phone, "label_tr": "Santral", "label_en": "Switchboard"},
        {
            "kind": kinds.PHONE,
            "value": phone[:-1] + "1",
            "label_tr": "Eğitim ve projeler",
            "label_en": "Training and projects",
        },
        {"kind": kinds.FAX, "value": phone[:-1] + "9", "label_tr": "", "label_en": ""},
        {"kind": kinds.EMAIL, "value": union_texts["mail"], "label_tr": "", "label_en": ""},
        {"kind": kinds.KEP, "value": union_texts["kep"], "label_tr": "", "label_en": ""},
        {"kind": kinds.UETS, "value": "00000-00000-00000", "label_tr": "örnek", "label_en": "sample"},
        {"kind": kinds.SOCIAL, "value": union_texts["social"], "label_tr": "", "label_en": ""},
    ]
    for position, point in enumerate(points, start=1):
        draft.row(ContactPoint, f"contact-{position}", headquarters=headquarters, position=position, **point)
