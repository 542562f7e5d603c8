"""Tables of office holders: the headings and words of offices."""

from members.exchange.resources.office_holder_columns import COLUMNS
from members.exchange.vocabulary import Vocabulary
from members.people.models import OfficeHolder

BY_NAME = {column.name: column for column in COLUMNS}


def test_headings_of_offices_name_the_columns():
    wanted = {
        "Adı Soyadı": "person",
        "Ünvanı": "title",
        "Birlikteki Görevi": "role",
        "Asıl/Yedek": "seat",
        "Görev Dönemi": "term",
        "Ayrılma Nedeni": "end_reason",
        "Yedek Sırası": "position",
    }
    vocabulary = Vocabulary(COLUMNS)

    assert {text: vocabulary.meaning(text).column.name for text in wanted} == wanted


def test_words_of_offices_say_role_and_seat():
    roles = [BY_NAME["role"].read(text) for text in ["Birlik Başkanı", "2. Başkan Vekili", "Kâtip"]]
    seats = [BY_NAME["seat"].read(text) for text in ["Asıl üye", "TABİİ ÜYE", "Yedek"]]

    assert roles == [OfficeHolder.Role.PRESIDENT, OfficeHolder.Role.SECOND_DEPUTY, OfficeHolder.Role.CLERK]
    assert seats == [OfficeHolder.Seat.ELECTED, OfficeHolder.Seat.EX_OFFICIO, OfficeHolder.Seat.SUBSTITUTE]
