from members.people.mayors import differences, seat_of_mayor
from tests.members.start_page import line, tasks
from tests.staff_client import staff_client


def test_a_difference_of_former_times_is_settled_by_one_click(union, seat, listing):
    listing.mayor = "Can Öz"
    listing.save()
    assert line(tasks(union), "Can Öz") == [True]

    staff_client(union).post(f"/yonetim/members/listing/{listing.pk}/baskan/", {"right": "seat"})

    listing.refresh_from_db()
    assert listing.mayor == "Ayşe Yılmaz"
    assert line(tasks(union), "Can Öz") == []


def test_the_listing_may_be_right_since_a_day(union, seat, listing, corlu):
    listing.mayor = "Can Öz"
    listing.save()
    clerk, address = staff_client(union), f"/yonetim/members/listing/{listing.pk}/baskan/"

    refused = clerk.post(address, {"right": "listing", "since": ""})
    assert refused.status_code == 200
    assert len(differences([listing])) == 1
    clerk.post(address, {"right": "listing", "since": "01.04.2024"})

    assert seat_of_mayor(corlu.pk).person.name == "Can Öz"


def test_a_new_name_in_the_listing_asks_since_when(union, seat, listing, corlu):
    clerk, address = staff_client(union), f"/yonetim/members/listing/{listing.pk}/change/"
    form = clerk.get(address).context["adminform"].form
    values = {name: form[name].value() or "" for name in form.fields if name != "crest"} | {"mayor": "Can Öz"}

    assert clerk.post(address, values).status_code == 200
    assert clerk.post(address, values | {"mayor_since": "05.04.2024"}).status_code == 302

    assert seat_of_mayor(corlu.pk).person.name == "Can Öz"
