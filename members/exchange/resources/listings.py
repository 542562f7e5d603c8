"""Listings: what the directory says of each member."""

import copy
import re
from collections import defaultdict
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.directory.models import Listing
from members.exchange import values
from members.exchange.cells import AtColumn, at_column
from members.exchange.columns import Column, as_phone
from members.exchange.models import ImportRun
from members.exchange.resources.base import Resource
from members.exchange.resources.shared_columns import PLACE, in_both
from members.municipalities.matching import distinct_name
from members.people.mayors import (
    Change,
    is_same_name,
    refuse_unclear,
    returning_rows,
    seats_of_mayors,
    successors_rows,
    vacated_seats,
)
from members.people.models import OfficeHolder
from unions.text.turkish import letters, lower
from unions.values.person_names import UNKNOWN_REMARK, read_person, refuse_no_name

NOT_A_MEMBER = _(
    "%(name)s has never been a member of the union, so it has no listing here. Import its membership "
    "first or leave the row out."
)

SEVERAL_BESIDE_THE_MAYOR = _(
    "The cell names others beside the mayor (%(value)s). Leave only the mayor here; import the others as office "
    "holders, a row each."
)
# What offices write before the name: Başkan: Ali Ak.
MAYOR_LABEL = re.compile(r"\s*(?:(?:belediye|bld\.?|bel\.?)\s*)?(?:başkanı?|bşk\.?|bsk\.?)\s*[:=–-]\s*(?=\w)")


def mayor_of(text: str) -> str:
    """The mayor's name in a cell, without the word for the office before it."""
    text = values.short_text(values.LONGEST_TEXT)(text)
    # The small letters of Turkish are as long as the capitals.
    label = MAYOR_LABEL.match(lower(text))
    name = text[label.end() :] if label else text
    if label and re.search(r"[;:\n]", name):
        raise values.refuse(SEVERAL_BESIDE_THE_MAYOR, "several", text)
    return values.short_text(120)(name)


# What of a card everybody may have in files, in this order.
PUBLIC_NAMES = ["mayor", "phone", "fax", "email", "website", "address", "confirmed_on"]


class Listings(Resource):
    word = "listings"
    label = ImportRun.Kind.LISTINGS.label
    about = _("The union's listing of each member: mayor, telephone, e-mail, address.")
    model = Listing
    columns = [
        *PLACE,
        Column(
            "mayor",
            _("Mayor"),
            _("The mayor of the municipality."),
            mayor_of,
            spellings=[
                "başkan",
                "belediye başkanı",
                "belediye başkanının adı",
                "başkanın adı soyadı",
                "başkan adı soyadı",
                "başkanı",
                "belediye başkanı adı soyadı",
                "belediye başkanının adı soyadı",
                "başkan adı",
                "başkanın adı",
                "başkanın ismi",
                "seçilen başkan",
                "seçilen belediye başkanı",
                "seçilen başkanın adı soyadı",
                "kazanan aday",
                "seçilen aday",
                "yeni başkan",
            ],
            second_halves=["soyadı", "başkan soyadı", "başkanın soyadı", "belediye başkanının soyadı"],
            width=26,
        ),
        Column(
            "mayor_since",
            _("Mayor since"),
            _("Since when the mayor holds the office; needed where the table names a new one."),
            values.partial_date,
            spellings=["başkanlık tarihi", "göreve başlama tarihi", "göreve başlama", "mazbata tarihi"],
        ),
        Column(
            "phone",
            _("Telephone"),
            _("Telephone number with its area code."),
            values.phone,
            as_phone,
            spellings=[
                "tel",
                "tel no",
                "telefon no",
                "telefon numarası",
                "santral",
                "phone",
                "belediye telefonu",
                "sabit telefon",
            ],
            weak=["iletişim", "iletişim bilgileri", "iletişim numarası"],
            width=22,
        ),
        Column(
            "fax",
            _("Fax"),
            _("Fax number with its area code."),
            values.phone,
            as_phone,
            spellings=[
                "faks no",
                "belgegeçer",
                "fax",
                "faks numarası",
                "telefaks",
            ],
            width=22,
        ),
        Column(
            "email",
            _("E-mail"),
            _("E-mail address."),
            values.email,
            spellings=[
                "e-posta adresi",
                "eposta",
                "mail",
                "mail adresi",
                "e mail",
                "elektronik posta",
                "email",
                "e-posta",
                "kurumsal e-posta",
            ],
            width=30,
        ),
        Column(
            "website",
            _("Website"),
            _("Address of the municipality's own website."),
            values.website,
            spellings=[
                "web",
                "web adresi",
                "internet adresi",
                "internet sitesi",
                "web sayfası",
                "site",
                "website",
                "web sitesi",
                "web sitesi adresi",
                "url",
            ],
            width=30,
        ),
        Column(
            "address",
            _("Address"),
            _("Postal address."),
            values.long_text,
            spellings=[
                "adresi",
                "açık adres",
                "posta adresi",
                "belediye adresi",
                "yazışma adresi",
            ],
            width=44,
        ),
        *in_both("text", _("Text (Turkish)"), _("Text (English)"), _("What the union writes about the municipality.")),
        Column(
            "confirmed_on",
            _("Confirmed on"),
            _("When the municipality last confirmed this listing."),
            values.day,
            spellings=[
                "teyit tarihi",
                "onay tarihi",
                "belediyenin onayladığı tarih",
                "confirmed by the municipality on",
            ],
        ),
    ]

    def rows(self):
        return Listing.objects.select_related("municipality__province").order_by(
            "municipality__sort_key", "municipality_id"
        )

    def prepare(self):
        super().prepare()
        self.stored = {row.municipality_id: row for row in self.rows()}
        # By municipality: the seat that begins with the mayor whom the table names.
        self.beginning: dict[int, OfficeHolder] = {}
        # By municipality: the numbers of all rows about it.
        self.numbers: dict[int, set[int]] = defaultdict(set)

    def find(self, cells):
        municipality = self.needed_municipality(cells)
        self.numbers[municipality.pk].add(cells.number)
        if municipality.pk not in self.members and municipality.pk not in self.stored:
            raise ValidationError(NOT_A_MEMBER, code="not_a_member", params={"name": distinct_name(municipality)})
        stored = self.stored.get(municipality.pk)
        listing = self.own(stored) if stored else Listing(municipality=municipality)
        self.refuse_no_name(cells, stored.mayor if stored else "")
        rows = self.change_of_mayor(municipality.pk, cells)
        for seat in rows:
            if isinstance(seat, OfficeHolder) and seat.pk is None:
                self.beginning[municipality.pk] = seat
        return [*rows, listing]

    def rows_about(self, row):
        """Of two rows about one municipality none is written while the other cannot be read: they may contradict."""
        return self.numbers[row.municipality_id]

    def refuse_no_name(self, cells, present: str) -> None:
        """Raise ValidationError for a new mayor's name with something else beside it, as a party in brackets."""
        with at_column("mayor"):
            text = cells.value("mayor") or ""
        written = read_person(text)
        if not text or letters(text) == letters(present):
            return
        if written.remark:
            raise AtColumn("mayor", UNKNOWN_REMARK, "remark", value=written.remark)
        with at_column("mayor"):
            refuse_no_name(written.name)

    def change_of_mayor(self, municipality: int, cells) -> list:
        """The seats that change with a new mayor; raises ValidationError where it is not said since when."""
        seat, name, since = self.seats.get(municipality), cells.value("mayor"), cells.value("mayor_since")
        if seat is None:
            return returning_rows(self.vacated.get(municipality), Change(name or "", since))
        if not name or is_same_name(seat.person, name):
            return []
        refuse_unclear(seat, Change(name, since))
        rows = successors_rows(copy.copy(seat), name, since)
        for row in rows:
            if isinstance(row, OfficeHolder) and row.pk:
                self.working[OfficeHolder, row.pk] = (row, OfficeHolder.objects.get(pk=row.pk))
        return rows

    def value(self, row, name):
        if name != "mayor_since":
            return super().value(row, name)
        # Who stays mayor in a new term has an unchanged name and a seat that begins.
        begins = getattr(self, "beginning", {}).get(row.municipality_id)
        if begins and row is not self.stored.get(row.municipality_id):
            return begins.start_date
        seat = self.seats.get(row.municipality_id)
        return seat.start_date if seat and is_same_name(seat.person, row.mayor) else None

    @cached_property
    def seats(self) -> dict[int, OfficeHolder]:
        """The seats that mayors hold by office today, by municipality."""
        return seats_of_mayors()

    @cached_property
    def vacated(self) -> dict[int, OfficeHolder]:
        """The seats that mayors have left and nobody has taken, by municipality."""
        return vacated_seats()

    def set(self, row, name, value):
        # The day belongs to the seat.
        if name != "mayor_since":
            super().set(row, name, value)
