"""A municipality names the mayor and the delegates whom its council has elected."""

import re

from django.urls import reverse

from members.checks.models import ListingCheck
from tests.staff_client import staff_client

PEOPLE = {
    "mayor": "Dr. Can Öz",
    "mayor_since": "03.04.2024",
    "elected_0": "Ece Su",
    "elected_0_origin": "council",
    "elected_1": "İnci Işık",
    "elected_1_origin": "outside",
    "substitute_0": "Ali Ak",
    "substitute_0_origin": "council",
    "elected_on": "05.04.2024",
}


def review_page(check: ListingCheck) -> str:
    return reverse("admin:members_listingcheck_change", args=[check.pk])


def enter(union, check: ListingCheck, **values):
    """Press the button below the people as they stand on the page."""
    clerk, path = staff_client(union), review_page(check)
    page = clerk.get(path).text
    shown = dict(re.findall(r'name="(\w+_since)" value="([^"]*)"', page))
    return clerk.post(path, {"version": check.version, "is_confirmed": "on", "accept": "1", **shown, **values})
