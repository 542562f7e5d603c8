import pytest

from members.people.models import Person
from pages.demo import names

# What the state of the two unions' files says of people in office; none of them may be in the demonstration.
OFFICE_HOLDERS = {
    *["Adem Dalgıç", "Kadir Albayrak", "Candan Yüceer", "Behçet Atlı", "Sinan Çetiz"],
    *["Tahir Akyürek", "Mehmet Yakıcı"],
}


@pytest.mark.slow
def test_people_are_invented(demo):
    people = set(Person.all_unions.values_list("name", flat=True))

    assert len(people) == Person.all_unions.count()
    assert not people & OFFICE_HOLDERS
    assert not {name.split()[1] for name in OFFICE_HOLDERS} & set(names.FAMILY)


def test_nobody_is_named_twice():
    people = {names.person(number)[1] for number in range(5000)}

    assert len(people) == 5000
