"""The form on which a file is chosen refuses what cannot be read."""

import pytest

from members.exchange.models import ImportRun
from tests import factories as make
from tests.members.exchange.screens import UPLOAD, upload
from tests.members.exchange.tables import bomb, csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


BAD_FILES = {
    "20 MB": (b"x" * 20 * 1024 * 1024, "birkaç dosyaya bölün"),
    "bomb": (bomb(), "yeni bir çalışma kitabına"),
    "pdf": (b"%PDF-1.4", "kesin olarak okunamaz"),
    "letters": (b"Belediye;Ba\x9f\x90\n", "CSV UTF-8"),
    "empty": (b"\n", "boş"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_cannot_be_read_is_answered_at_its_field_in_turkish(union, places, manager, case):
    content, advice = BAD_FILES[case]
    answer = upload(manager, content, name="uyeler.xlsx")

    assert answer.status_code == 422
    assert advice in " ".join(answer.context["form"].errors["file"])
    assert not ImportRun.all_unions.exists()


PASTED = "Belediye\tTelefon\nÇorlu\t0282 651 10 20\n"


def test_a_table_can_be_pasted(union, places, manager):
    answer = manager.post(UPLOAD, {"kind": "listings", "pasted": PASTED})
    [run] = ImportRun.all_unions.all()

    assert answer.status_code == 302
    assert (run.is_pasted, run.file_name) == (True, "yapıştırılan tablo")
    [entry] = manager.get(answer.url).context["plan"].new
    assert "+90 282 651 10 20" in [change.after for change in entry.changes]


def test_pasted_text_comes_back_where_it_is_refused(union, places, manager):
    for data in [{"kind": "", "pasted": PASTED}, {"kind": "listings", "pasted": "Belediye\tTelefon\n" * 6_000}]:
        answer = manager.post(UPLOAD, data)

        assert answer.status_code == 422
        assert "Belediye\tTelefon" in answer.text
        assert not ImportRun.all_unions.exists()


def test_a_file_or_a_pasted_table_is_needed_and_not_both(union, places, manager):
    neither = manager.post(UPLOAD, {"kind": "listings"})
    both = upload(manager, csv_file(["Belediye"], ["Çorlu"]), pasted=PASTED)

    assert "yapıştırın" in neither.context["form"].errors["file"][0]
    assert "ikisini birden değil" in both.context["form"].errors["pasted"][0]
    assert PASTED.split("\n")[0] in both.text
