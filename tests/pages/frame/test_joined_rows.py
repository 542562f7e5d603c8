from pages.frame.joined_rows import joined_row
from unions.models import LegalBasis, UnionName


def test_row_is_made_of_the_columns_with_the_prefix():
    name = UnionName(name_tr="Ad")
    name.act_kind, name.act_number = "law", "5355"

    act = joined_row(name, LegalBasis, "act_", ["kind", "number"])

    assert (act.kind, act.number) == ("law", "5355")
    assert act.pk is None
