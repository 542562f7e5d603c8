from django.db.models import TextField, Value

from pages.frame.joined_rows import InOneText, joined_row
from unions.models import LegalBasis, Union, UnionName


def test_row_is_made_of_the_columns_with_the_prefix():
    name = UnionName(name_tr="Ad")
    name.act_kind, name.act_number = "law", "5355"

    act = joined_row(name, LegalBasis, "act_", ["kind", "number"])

    assert (act.kind, act.number) == ("law", "5355")
    assert act.pk is None


def test_many_texts_are_one_column_however_many_and_missing_ones_are_empty(union):
    texts = [Value("bir"), *[Value(None, output_field=TextField())] * 30, Value("iki")]

    row = Union.objects.annotate(told=InOneText(*texts)).get(pk=union.pk)

    assert row.told.split(InOneText.BETWEEN) == ["bir", *[""] * 30, "iki"]
