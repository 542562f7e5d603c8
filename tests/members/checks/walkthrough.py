"""A municipality on its way through a check, as a browser takes it, and staff who decide on its answer."""

import re

from django.test import Client
from django.urls import reverse

from members.checks.models import ListingCheck
from members.directory.models import Listing
from tests.staff_client import staff_client
from unions.models import OutgoingMail

TR, EN = "/tr/kart-kontrolu/", "/en/listing-check/"
NEW_LINK = "/tr/kart-kontrolu/yeni-baglanti/"


def visitor_of(host: str) -> Client:
    """Somebody with a browser, who checks what the forms carry as a browser would have it checked."""
    return Client(headers={"host": host}, enforce_csrf_checks=True)


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def link_in(mail: OutgoingMail) -> str:
    """The path of the link that a mail carries."""
    return re.search(r"http://ornek\.localhost(/\S+)", mail.full_text)[1]


def newest_link() -> str:
    return link_in(OutgoingMail.objects.order_by("-pk").first())


def the_check() -> ListingCheck:
    return ListingCheck.objects.get()


def the_listing() -> Listing:
    return Listing.objects.get()


def opened(visitor: Client, path: str = "") -> str:
    """Press the button behind the link; the answer is the page of the listing."""
    answer = visitor.post(path or newest_link())
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == TR
    return visitor.get(TR).content.decode()


def send(visitor: Client, **values) -> object:
    """Send the form as a browser would, with some fields changed; those that are left out count as right."""
    page = visitor.get(TR).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    version = re.search(r'name="listing_version" value="(\d+)"', page)[1]
    listing = the_listing()
    present = {name: getattr(listing, name) or "" for name in ["mayor", "phone", "fax", "email", "website", "address"]}
    data = {"csrfmiddlewaretoken": token, "listing_version": version, "text_tr": listing.text_tr or "", **present}
    return visitor.post(TR, {**data, **values})


def confirm(visitor: Client):
    page = visitor.get(TR).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    version = re.search(r'name="listing_version" value="(\d+)"', page)[1]
    return visitor.post(TR, {"csrfmiddlewaretoken": token, "listing_version": version, "confirm": "1"})


def decide(union, check, **decisions):
    """Decide on the page of the answer: accept, or refuse with the reason given."""
    clerk = staff_client(union)
    path = reverse("admin:members_listingcheck_change", args=[check.pk])
    data = {"version": str(check.version), "is_confirmed": "on"}
    for correction in check.corrections.all():
        word = decisions.get(correction.kind, "")
        data[f"decision_{correction.pk}"] = word if word in ["", "accept"] else "refuse"
        data[f"reason_{correction.pk}"] = "" if word in ["", "accept", "refuse"] else word
    return clerk.post(path, data)
