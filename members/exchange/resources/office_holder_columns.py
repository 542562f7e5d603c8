"""The columns of tables of office holders: what each holds, and the headings and words that offices use."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.exchange import values
from members.exchange.columns import Column, as_truth, choices, label_writer
from members.exchange.resources.shared_columns import CODE, END, KIND, MUNICIPALITY, PROVINCE, START
from members.people.models import OfficeHolder

UNKNOWN_ROLE = _("“%(value)s” is not a known role. Known roles: %(known)s.")
UNKNOWN_SEAT = _("“%(value)s” is not a known type of seat. Known types: %(known)s.")
UNKNOWN_REASON = _("“%(value)s” is not a known reason for the end of a seat. Known reasons: %(known)s.")

ROLES = OfficeHolder.Role
SEATS = OfficeHolder.Seat
REASONS = OfficeHolder.EndReason

COLUMNS = [
    Column(
        "person",
        _("Person"),
        _("Given name and surname."),
        values.short_text(120),
        spellings=[
            "adı soyadı",
            "ad soyad",
            "ad soyadı",
            "isim",
            "üyenin adı soyadı",
            "kişi",
            "name",
            "full name",
            "adı",
            "ad",
            "ismi",
            "üyenin adı",
            "adı ve soyadı",
            "temsilci",
            "temsilcinin adı soyadı",
            "delege",
            "delegenin adı soyadı",
            "seçilen üye",
            "birlik meclisi üyesi",
            "birlik meclis üyesi",
        ],
        second_halves=["soyadı", "soyad", "surname", "üyenin soyadı"],
        is_needed=True,
        width=26,
    ),
    Column(
        "title",
        pgettext_lazy("before a name", "Title"),
        _("Before the name, such as Dr. or Prof. Dr."),
        values.short_text(60),
        spellings=[
            "ünvan",
            "unvanı",
            "ünvanı",
        ],
    ),
    Column(
        "organ",
        _("Organ"),
        _("The organ of the union."),
        str,
        spellings=[
            "organı",
            "kurul",
            "birim",
        ],
    ),
    Column(
        "role",
        _("Role"),
        _("President, deputy president, clerk, chair, member …"),
        choices(
            ROLES.choices,
            {
                "birlik başkanı": ROLES.PRESIDENT,
                "başkan vekili": ROLES.FIRST_DEPUTY,
                "üye": ROLES.MEMBER,
                "1. başkan vekili": ROLES.FIRST_DEPUTY,
                "birinci başkan vekili": ROLES.FIRST_DEPUTY,
                "2. başkan vekili": ROLES.SECOND_DEPUTY,
                "ikinci başkan vekili": ROLES.SECOND_DEPUTY,
                "katip": ROLES.CLERK,
                "katip üye": ROLES.CLERK,
                "meclis katibi": ROLES.CLERK,
                "komisyon başkanı": ROLES.CHAIR,
                "meclis üyesi": ROLES.MEMBER,
                "encümen üyesi": ROLES.MEMBER,
                "asıl üye": ROLES.MEMBER,
                "doğal üye": ROLES.MEMBER,
                "yedek üye": ROLES.MEMBER,
                "komisyon üyesi": ROLES.MEMBER,
            },
            UNKNOWN_ROLE,
        ),
        label_writer(ROLES.choices),
        spellings=[
            "görevi",
            "göreviniz",
            "sıfatı",
            "birlikteki görevi",
            "birlik görevi",
        ],
    ),
    Column(
        "seat",
        _("Seat"),
        _("Ex officio, elected, substitute or appointed."),
        choices(
            SEATS.choices,
            {
                "asil": SEATS.ELECTED,
                "asil üye": SEATS.ELECTED,
                "doğal üye": SEATS.EX_OFFICIO,
                "doğal": SEATS.EX_OFFICIO,
                "tabii üye": SEATS.EX_OFFICIO,
                "asıl": SEATS.ELECTED,
                "asıl üye": SEATS.ELECTED,
                "seçilmiş üye": SEATS.ELECTED,
                "yedek": SEATS.SUBSTITUTE,
                "yedek üye": SEATS.SUBSTITUTE,
                "atanmış üye": SEATS.APPOINTED,
            },
            UNKNOWN_SEAT,
        ),
        label_writer(SEATS.choices),
        spellings=[
            "üyelik türü",
            "üyelik şekli",
            "asıl/yedek",
            "üyeliği",
        ],
    ),
    CODE,
    Column(
        "municipality",
        _("Municipality"),
        _("The member on whose behalf the seat is held."),
        str,
        spellings=MUNICIPALITY.spellings,
        weak=MUNICIPALITY.weak,
    ),
    PROVINCE,
    KIND,
    Column(
        "term",
        pgettext_lazy("of office", "Term"),
        _("The first day of the term to which the seat belongs."),
        values.partial_date,
        spellings=[
            "dönemi",
            "görev dönemi",
            "seçim dönemi",
        ],
    ),
    START,
    END,
    Column(
        "end_reason",
        _("Why it ended"),
        _(
            "End of term, resignation, removal from office, loss of eligibility, end of the municipal office, end "
            "of the seat in the assembly, municipality left the union, municipality closed, end of the union, "
            "death, other."
        ),
        choices(REASONS.choices, {}, UNKNOWN_REASON),
        label_writer(REASONS.choices),
        spellings=[
            "ayrılma nedeni",
            "sona erme nedeni",
        ],
    ),
    Column(
        "is_outsider",
        _("From outside the council"),
        _("Whether the person was elected without being a councillor (Law 5355, art. 8)."),
        values.yes_or_no,
        as_truth,
        spellings=[
            "dışarıdan",
        ],
    ),
    Column(
        "position",
        pgettext_lazy("place in a row", "Order"),
        _("For substitutes: the order in which they are called."),
        values.whole_number,
        spellings=[
            "yedek sırası",
        ],
    ),
]
