"""The inventory of services, the table of standards, and the same as data."""

import pytest

from pages.kinds import SERVICES
from pages.obligations import board
from pages.services.models import Service
from tests import factories as make
from tests.pages.addresses import address
from tests.publications import make_publication

pytestmark = pytest.mark.django_db


def make_service(**fields) -> Service:
    return make_publication(SERVICES, **fields)


def met(union) -> set[str]:
    return {line.duty.key for line in board.lines(union) if line.is_met}


def test_annexes_show_what_is_published_in_both_languages(union, reader):
    unit = make.make_unit(name_tr="Eğitim Birimi", name_en="Training Unit", email="egitim@birlik.example")
    chief = make.make_unit(name_tr="Genel Sekreterlik", name_en="General Secretariat", phone="0282 111 11 12")
    make_service(
        title_tr="Belge verilmesi",
        title_en="Certificate",
        documents_tr="Dilekçe\n\nKimlik örneği",
        documents_en="Petition\nCopy of identity card",
        duration_tr="3 iş günü",
        duration_en="3 working days",
        legal_basis_tr="Tüzük md. 4",
        unit=unit,
        first_authority=unit,
        second_authority=chief,
        yearly_count=1234,
    )
    make_service(title_tr="Taslak hizmet", status="draft")
    make_service(title_tr="Belgesiz hizmet", duration_tr="Hemen")

    standards = reader.get(address("service_standards")).text
    inventory = reader.get(address("service_inventory")).text
    english = reader.get(address("service_standards", "en")).text
    listed = reader.get(address("service_list")).text

    assert "<li>Dilekçe</li><li>Kimlik örneği</li>" in standards
    assert all(text in standards for text in ["3 iş günü", "egitim@birlik.example", "Genel Sekreterlik", "Yok"])
    assert all(text in inventory for text in ["Tüzük md. 4", "1.234", "Eğitim Birimi"])
    assert all(text in english for text in ["3 working days", "General Secretariat", "Copy of identity card"])
    assert all("Taslak hizmet" not in page for page in [standards, inventory, listed])
    assert address("service_standards") in listed
    assert {"inventory_of_services", "standards_of_services", "services_listed"} <= met(union)


def test_a_union_without_services_says_so_and_owes_them(union, reader):
    names = ["service_list", "service_standards", "service_inventory"]
    pages = [reader.get(address(name, "en")).text for name in names]

    assert all("No service has been entered yet" in page and "<table" not in page for page in pages)
    assert not {"inventory_of_services", "standards_of_services"} & met(union)


def test_a_service_without_complaint_authority_is_listed_but_no_standard(union):
    make_service()

    assert met(union) & {"inventory_of_services", "standards_of_services"} == {"inventory_of_services"}
