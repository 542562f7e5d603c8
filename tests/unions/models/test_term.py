"""The years between two local elections."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make
from unions.models import Term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start_date", "end_date", "name"), [("2019-04-01", "2024-03-31", "2019–2024"), ("2024-04-01", None, "2024–")]
)
def test_a_term_is_named_by_its_years(union, start_date, end_date, name):
    make.make_term(union=union, start_date=start_date, end_date=end_date)

    assert str(Term.all_unions.get()) == name


def test_a_term_without_its_first_day_is_refused_there(union):
    with pytest.raises(ValidationError) as refusal:
        Term(union=union).clean()

    assert list(refusal.value.message_dict) == ["start_date"]
