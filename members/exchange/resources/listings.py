"""Listings: what the directory says of each member."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.directory.models import Listing
from members.exchange import values
from members.exchange.columns import Column, as_phone
from members.exchange.models import ImportRun
from members.exchange.resources.base import Resource
from members.exchange.resources.shared_columns import PLACE, in_both
from members.municipalities.matching import distinct_name

NOT_A_MEMBER = _(
    "%(name)s has never been a member of the union, so it has no listing here. Import its membership "
    "first or leave the row out."
)


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
            values.short_text(120),
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
            ],
            second_halves=["soyadı", "başkan soyadı", "başkanın soyadı", "belediye başkanının soyadı"],
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

    def find(self, cells):
        municipality = self.needed_municipality(cells)
        if municipality.pk not in self.members and municipality.pk not in self.stored:
            raise ValidationError(NOT_A_MEMBER, code="not_a_member", params={"name": distinct_name(municipality)})
        stored = self.stored.get(municipality.pk)
        return [self.own(stored) if stored else Listing(municipality=municipality)]
