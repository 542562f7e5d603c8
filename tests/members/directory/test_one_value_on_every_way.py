"""What somebody types of a member is one value, whichever way it comes in: same verdict, same stored text."""

from functools import partial

import pytest
from django.contrib.admin import site
from django.forms import modelform_factory
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from members.checks.form import CheckForm
from members.directory.admin import ListingForm
from members.directory.models import Listing
from members.exchange import planning
from tests import factories as make
from tests.members.exchange.runs import run_of
from tests.members.exchange.tables import csv_file, workbook

pytestmark = pytest.mark.django_db

HEADINGS = {
    "phone": "Telefon", "email": "E-posta", "website": "Web Sitesi", "mayor": "Belediye Başkanı",
    "confirmed_on": "Teyit Tarihi",
}  # fmt: skip
# By field and text: what is stored; None where it is refused.
VALUES = {
    "phone": {
        "(0282) 651-10-20": "+90 282 651 10 20",
        "00 90 282 651 10 20": "+90 282 651 10 20",
        "Tel: 0282 651 10 20 dh.5": "+90 282 651 10 20;ext=5",
        "0282 651 10 2": None,
        "0282 651 1O 20": None,
        "0282 651 10 20 (Zeynep Hanım)": None,
        "444 0 282": "444 0 282",
    },
    "email": {
        "Bilgi@Corlu.Bel.Tr": "Bilgi@corlu.bel.tr",
        "mailto:bilgi@corlu.bel.tr": "bilgi@corlu.bel.tr",
        "bilgi@corlu.bel.tr; ikinci@corlu.bel.tr": None,
        "bilgi(at)corlu.bel.tr": None,
        "bilgi@corlu,bel.tr": None,
        "bilgi@corlu.bel.tr.": "bilgi@corlu.bel.tr",
        "bilgi@çorlu.bel.tr": None,
    },
    "website": {
        "WWW.CORLU.BEL.TR": "https://www.corlu.bel.tr",
        "http:/corlu.bel.tr": None,
        "corlu.bel.tr/tr ana sayfa": None,
        "ftp://corlu.bel.tr": None,
        "http://localhost": None,
        "https://corlu.bel.tr#iletisim": "https://corlu.bel.tr#iletisim",
        "bilgi@corlu.bel.tr": None,
    },
    "mayor": {
        "AYŞE  NUR IŞIK": "AYŞE NUR IŞIK",
        "Av. Ali Ak": "Av. Ali Ak",
        "Ali Ak / Başkan V.": None,
        "Seçim iptal edildi": None,
        "Kayyum atandı": None,
        "Ali Ak (vekil)": None,
        "Şule O’Hara-Öz": "Şule O’Hara-Öz",
    },
    "confirmed_on": {
        "31.11.2024": None,
        "1 Kasım 2024": "2024-11-01",
        "2024-11-01": "2024-11-01",
        "01.11.2099": None,
        "1.11.2024": "2024-11-01",
        "01/11/2024": "2024-11-01",
        "Kasım 2024": None,
    },
}


@pytest.fixture
def listing(union):
    place = make.make_municipality(name="Çorlu")
    member = make.make_membership(municipality=place, start_date="2010")
    listing = make.make_listing(municipality=place, mayor="")
    listing.clerk = make.make_staff(union, "manager")
    listing.check_by_link = make.make_listing_check(membership=member)
    return listing


def by_admin(listing, name, text):
    request = RequestFactory().get("/")
    request.user = listing.clerk
    field = partial(site.get_model_admin(Listing).formfield_for_dbfield, request=request)
    made = modelform_factory(Listing, form=ListingForm, fields=[name], formfield_callback=field)
    data = QueryDict(mutable=True)
    data.update({name: text, "version": listing.version})
    form = made(data, instance=Listing.objects.get())
    return "" if form.errors else str(form.cleaned_data[name])


def by_link(listing, name, text):
    if name == "confirmed_on":
        # It is the day of the answer itself.
        return by_admin(listing, name, text)
    data = {f"choice_{name}": "other", name: text, "listing_version": listing.version}
    form = CheckForm(data, check=listing.check_by_link)
    return "" if form.errors else str(form.cleaned_data[name])


def by_file(content, name, **fields):
    plan = planning.plan_of(run_of("listings", content, **fields))
    if plan.obstacles or plan.problems:
        return ""
    [entry] = plan.entries
    return str(getattr(entry.rows[-1], name))


def by_csv(listing, name, text):
    return by_file(csv_file(["Belediye", HEADINGS[name]], ["Çorlu", f'"{text}"']), name)


def by_workbook(listing, name, text):
    return by_file(workbook(["Belediye", HEADINGS[name]], ["Çorlu", text]), name)


def by_pasting(listing, name, text):
    return by_file(f"Belediye\t{HEADINGS[name]}\nÇorlu\t{text}".encode(), name, is_pasted=True)


WAYS = [by_admin, by_link, by_csv, by_workbook, by_pasting]


def test_every_way_stores_the_same_or_refuses(listing):
    wrong = []
    with translation.override("tr"):
        for name, texts in VALUES.items():
            for text, expected in texts.items():
                found = {way.__name__: way(listing, name, text) for way in WAYS}
                if set(found.values()) != {expected or ""}:
                    wrong.append(f"{name} {text!r}: {found}")

    assert wrong == [], "\n".join(wrong)
