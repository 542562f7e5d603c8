"""Tables of meetings: the headings and words of offices."""

from members.exchange.resources.meeting_columns import AGENDA_NUMBER, COLUMNS
from members.exchange.vocabulary import Vocabulary
from unions.models import Meeting

BY_NAME = {column.name: column for column in COLUMNS}


def test_headings_of_offices_name_the_columns():
    vocabulary = Vocabulary([*COLUMNS, AGENDA_NUMBER])
    wanted = {
        "Toplantının Tarihi": "date",
        "Saati": "hour",
        "TOPLANTI TÜRÜ": "meeting_kind",
        "Toplantı Durumu": "state",
        "Salon": "place_tr",
        "Davet Tarihi": "called_on",
        "Gündem Maddeleri": "agenda",
        "Madde No": "agenda_number",
    }

    assert {text: vocabulary.meaning(text).column.name for text in wanted} == wanted


def test_words_of_offices_say_kind_and_state():
    kinds = [BY_NAME["meeting_kind"].read(text) for text in ["Olağan Toplantı", "Kuruluş toplantısı"]]
    states = [BY_NAME["state"].read(text) for text in ["Yapıldı", "Çoğunluk sağlanamadı", "iptal edildi"]]

    assert kinds == [Meeting.Kind.ORDINARY, Meeting.Kind.FIRST]
    assert states == [Meeting.State.HELD, Meeting.State.INQUORATE, Meeting.State.CANCELLED]
