"""The form on which a file is chosen refuses what cannot be read."""

import pytest

from members.exchange.models import ImportRun
from tests import factories as make
from tests.members.exchange.screens import upload
from tests.members.exchange.tables import bomb, csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


BAD_FILES = {
    "20 MB": (b"x" * 20 * 1024 * 1024, "birkaç dosyaya bölün"),
    "bomb": (bomb(), "yeni bir çalışma kitabına"),
    "pdf": (b"%PDF-1.4", "tablo olarak okunamıyor"),
    "columns": (csv_file(["a", "b"], ["1", "2"]), "sütun adları"),
    "letters": (b"Belediye;Ba\x9f\x81\n", "CSV UTF-8"),
    "empty": (b"\n", "boş"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_cannot_be_read_is_answered_at_its_field_in_turkish(union, places, manager, case):
    content, advice = BAD_FILES[case]
    answer = upload(manager, content, name="uyeler.xlsx")

    assert answer.status_code in [200, 422]
    assert advice in " ".join(answer.context["form"].errors["file"])
    assert not ImportRun.all_unions.exists()
