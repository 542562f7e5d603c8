import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.utils import timezone, translation

from members.directory.models import Listing
from members.membership.models import Membership
from pages.demo import loading
from pages.demo.wording import texts
from pages.kinds import TENDERS
from pages.models import Post
from tests.pages.demo.demonstration import UNIONS, files, run
from tests.publications import make_publication
from unions.models import (
    ContactPoint,
    Decision,
    Headquarters,
    Meeting,
    Organ,
    Paper,
    Union,
)
from unions.tenancy import scope
from unions.text.date_order import refuse_wrong_order

pytestmark = pytest.mark.slow
# Names beneath `.test` are reserved for trials; numbers of noughts are given to nobody.
NOBODYS = [r".+\.ornek\.test(/\w+)?", r"\w+\.ornek@hs01\.kep\.test", r"\+90 \d{3} 000 00 \d\d", "00000-00000-00000"]


def test_konya_gets_headquarters_and_trakyakent_keeps_its_own(demo):
    assert [seat.union.code for seat in Headquarters.all_unions.filter(is_demo=True)] == ["konya"]
    assert ContactPoint.all_unions.filter(union__code="trakyakent", headquarters__is_demo=False, kind="phone").exists()


def test_progress_is_told(demo):
    for code in UNIONS:
        assert re.search(rf"{code}: [1-9]\d+ ", demo["output"])


def test_numbers_and_addresses_are_nobodys(union):
    for listing in Listing.objects.all():
        assert re.fullmatch(r"\+90 \d{3} 000 00 \d\d", listing.phone)
        assert listing.email.endswith(".ornek.test")
    for point in ContactPoint.objects.all():
        point.full_clean()
        assert any(re.fullmatch(nobodys, point.value) for nobodys in NOBODYS), point.value


@pytest.mark.slow
@pytest.mark.parametrize("code", UNIONS)
def test_demonstration_can_be_composed_on_any_day(facts, code):
    union = Union.objects.get(code=code)

    for today in [date(2026, 11, 21), *days_of_a_year(), date(2028, 2, 29), date(2028, 12, 31)]:
        with scope.of(union), translation.override("tr"):
            draft = loading.compose(union, today)

        meetings = [row for row in draft.rows if isinstance(row, Meeting)]
        assert [meeting.state for meeting in meetings].count("planned") == 1
        assert all(row.date <= today for row in draft.rows if isinstance(row, Decision | Post))
        assert all(row.published_on <= today for row in draft.rows if isinstance(row, Paper))
        papers = {(row.kind, row.year) for row in draft.rows if isinstance(row, Paper)}
        budgets = {year for kind, year in papers if kind == Paper.Kind.BUDGET}
        assert set(range(today.year - 4, today.year + 1)) - budgets == {today.year - 3}


def days_of_a_year():
    return [date(2027, 1, 1) + timedelta(days=days) for days in range(0, 365, 26)]


def test_demonstration_leaves_to_staff_what_they_have_entered(facts):
    union = Union.objects.get(code="konya")
    with scope.of(union):
        Decision.objects.create(organ=Organ.objects.get(kind="assembly"), number=7, date=date(2025, 5, 2), title_tr="A")
        Paper.objects.create(kind=Paper.Kind.TARIFF, year=timezone.localdate().year)
        with translation.override("tr"):
            draft = loading.compose(union, timezone.localdate())

    rows = {model: [row for row in draft.rows if isinstance(row, model)] for model in [Decision, Paper]}
    assert min(row.number for row in rows[Decision] if row.date.year == 2025) == 8
    assert not [row for row in rows[Paper] if (row.kind, row.year) == ("tariff", timezone.localdate().year)]


def test_nothing_is_added_where_an_own_entry_stands_in_the_way(facts):
    union = Union.objects.get(code="konya")
    announced = timezone.localdate() - timedelta(days=texts("tenders")["tender"][0]["days"])
    make_publication(TENDERS, union=union, number=f"ÖRNEK-{announced.year}/1", slug_tr="kendi-ihalemiz")
    before = files()

    with pytest.raises(CommandError, match="konya"):
        run("loaddemo")

    assert not Post.all_unions.filter(union=union, is_demo=True).exists()
    assert files() == before


def test_nothing_invented_contradicts_the_dates_of_a_real_union(demo):
    with scope.everything():
        for model in apps.get_models():
            for row in model._base_manager.all() if getattr(model, "date_rules", None) else []:
                refuse_wrong_order(row, row.date_rules)
        assert Membership.objects.overlapping() == []
