import pytest

from pages.kinds import DOCUMENTS, KINDS
from pages.models import Document
from tests.factories import pdf_upload
from tests.publications import filled, make_many, make_publication, parts_of

PARTS = [part for kind in KINDS for part in parts_of(kind.model) if hasattr(part, "file")]


def test_no_two_rows_of_a_kind_share_an_address_word(union):
    make_publication(DOCUMENTS, slug_tr="bir")

    with pytest.raises(Exception, match="(?i)unique"):
        make_publication(DOCUMENTS, slug_tr="bir")


def test_rows_stand_in_their_list_by_date_the_newest_first(union):
    make_many(DOCUMENTS, 3)
    newest = make_publication(DOCUMENTS, date="2999-01-01")

    assert Document.objects.first() == newest
    assert Document.objects.years()[0] == 2999
    assert list(Document.objects.narrowed(year=2999)) == [newest]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_file_without_a_title_goes_by_its_name(union, part):
    whole = filled(part._meta.get_field(part.union_from).related_model, union=union)
    file = filled(part, union=union, file=pdf_upload("bir-belge.pdf"), **{part.union_from: whole})

    assert str(file) == "bir-belge.pdf"
    assert str(filled(part, union=union, title_tr="Şartname", **{part.union_from: whole})) == "Şartname"
    assert not file.is_public
