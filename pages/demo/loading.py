"""The demonstration of a union: composed, stored and written as a whole."""

from datetime import date

from django.utils import translation

from members.municipalities.models import Municipality
from pages.demo import membership, presence, publications
from pages.demo.draft import Draft
from pages.demo.offices import EXECUTIVE_SIZE, Offices, full_number
from pages.demo.sittings import Sittings
from pages.demo.wording import FOLDER, texts, told
from unions.models import ContactPoint, Headquarters, Statute, Union
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
    membership.compose(draft, union_texts, newest_since=sittings.autumns[-1].day, acceptance=sittings.acceptance)
    offices = Offices(draft, union_texts, members)
    offices.compose(sittings)
    presence.compose(draft, sittings, offices)
    compose_statute(draft, has_strategy=union.code == "konya")
    membership.compose_listings(draft, members, offices.mayors)
    sittings.compose_papers(has_strategy=union.code == "konya")
    publications.compose(draft, union_texts)
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
        seat_article="m. 8 (örnek)",
        executive_size=EXECUTIVE_SIZE,
        executive_article="m. 12 (örnek)",
        owes_strategic_plan=has_strategy,
        owes_performance_programme=has_strategy,
        plan_article="m. 9 (örnek)" if has_strategy else "",
    )


def compose_contact(draft: Draft, union_texts: dict) -> None:
    """Ways to reach the headquarters, and headquarters where there are none."""
    headquarters = Headquarters.objects.current().filter(is_demo=False).first()
    if headquarters is None:
        pattern = union_texts.get("headquarters", {})
        words = told(pattern, ["directions"])
        same = {name: value for name, value in pattern.items() if name != "directions"}
        headquarters = draft.row(Headquarters, "headquarters", **same, **words)
    elif headquarters.contact_points.filter(is_demo=False).exists():
        return
    kinds = ContactPoint.Kind
    ways = [
        (kinds.PHONE, union_texts["phone"], "Santral", "Switchboard"),
        (kinds.PHONE, union_texts["phone"][:-1] + "1", "Eğitim ve projeler", "Training and projects"),
        (kinds.FAX, union_texts["phone"][:-1] + "9", "", ""),
        (kinds.EMAIL, union_texts["mail"], "", ""),
    ]
    for position, (kind, value, label_tr, label_en) in enumerate(ways, start=1):
        draft.row(
            ContactPoint,
            f"contact-{position}",
            headquarters=headquarters,
            kind=kind,
            value=value,
            label_tr=label_tr,
            label_en=label_en,
            position=position,
        )
