"""A table of the office comes in through the browser, as a manager does it."""

import pytest
from django.urls import reverse

from members.directory.models import Listing
from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE, new_window
from tests.browser.test_admin import Desk
from tests.members.exchange.tables import csv_file
from unions.models import Decision
from unions.tenancy import scope

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def phones(union) -> dict[str, str]:
    with scope.of(union):
        return {row.municipality.name: row.phone for row in Listing.objects.select_related("municipality")}


def test_a_file_is_chosen_mended_confirmed_and_undone(browser, live_server):
    union = make.make_union(code="trakya", accent_hue=140)
    province = make.make_province(name="Tekirdağ", plate=59)
    for name in ["Çorlu", "Saray"]:
        make.make_membership(union=union, municipality=make.make_municipality(name=name, province=province))
    table = csv_file(
        ["BELEDİYE ADI", "Tel"], ["ÇORLU", "0282 651 10 20"], ["Sarayy", "0282 768 10 20"], encoding="cp1254"
    )

    with new_window(browser) as page:
        desk = Desk(page, live_server.url)
        desk.sign_in(make.make_staff(union))
        desk.open(reverse("admin:members_importrun_add"))
        page.select_option("#id_kind", "listings")
        page.set_input_files("#id_file", {"name": "üyeler.csv", "mimeType": "text/csv", "buffer": table})
        wrongs = desk.wrongs() + press(desk, "#importrun_form [type=submit]")

        assert page.locator(".exchange-rows .wrong").first.inner_text().startswith("“Sarayy")
        for size in [PHONE, DESKTOP]:
            page.set_viewport_size(size)
            assert desk.overflow() <= 0
        page.select_option("select[name^=answer]", index=1)
        wrongs += press(desk, "section [name=_choose]")
        assert phones(union) == {}

        wrongs += press(desk, "[name=_write]")
        assert phones(union) == {"Çorlu": "+90 282 651 10 20", "Saray": "+90 282 768 10 20"}

        wrongs += press(desk, "[name=_undo]")
        assert phones(union) == {}
        assert wrongs == []


def press(desk: Desk, selector: str) -> list[str]:
    """Press a button that leads on; problem on the page that follows."""
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.click(selector)
    return desk.wrongs()


def test_thirty_old_decisions_come_in_with_one_paste_and_six_clicks(browser, live_server):
    union = make.make_union(code="trakya", accent_hue=140)
    make.make_organ(union=union, title_tr="Birlik Meclisi")
    make.make_organ(union=union, kind="executive", title_tr="Encümen", decision_series="E")
    rows = [
        f"2019/{number}\t{number % 28 + 1}.05.2019\tKonu {number}\t{['Oy birliği ile kabul', 'ret'][number % 2]}"
        for number in range(1, 31)
    ]

    with new_window(browser) as page:
        desk = Desk(page, live_server.url)
        desk.sign_in(make.make_staff(union))
        desk.open(reverse("admin:members_importrun_add"))
        page.select_option("#id_kind", "decisions")
        page.fill("#id_pasted", "\n".join(["Karar No\tTarihi\tKonusu\tSonuç", *rows]))
        wrongs = desk.wrongs() + press(desk, "#importrun_form [type=submit]")
        wrongs += press(desk, "[name=_pick]:has-text('Meclis')")
        wrongs += press(desk, "[name=_pick][value='file-status=published']")
        for size in [PHONE, DESKTOP]:
            page.set_viewport_size(size)
            assert desk.overflow() <= 0
        wrongs += press(desk, "[name=_write]")
        assert wrongs == []

    with scope.of(union):
        stored = Decision.objects.published()
        assert stored.count() == 30
        assert set(stored.values_list("outcome", "is_unanimous")) == {("accepted", True), ("rejected", False)}
