"""The columns of tables of meetings: what each holds, and the headings and words that offices use."""

from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.columns import Column, choices, label_writer
from members.exchange.resources.proceedings import ORGAN, PAGE
from unions.models import Meeting

KINDS, STATES = Meeting.Kind, Meeting.State

UNKNOWN_KIND = _("“%(value)s” is not a known kind of meeting. Known kinds: %(known)s.")
UNKNOWN_STATE = _("“%(value)s” is not a known state of a meeting. Known states: %(known)s.")

COLUMNS = [
    ORGAN,
    Column(
        "date",
        _("Date of the meeting"),
        _("The day, as precisely as it is known: a day, a month or a year. The hour may stand behind it."),
        values.moment,
        spellings=[
            "tarih", "tarihi", "toplantı tarihi", "toplantı günü", "toplantı tarih ve saati", "tarih ve saat",
            "tarih saat", "birleşim tarihi", "toplantının tarihi", "date", "meeting date", "başlangıç",
        ],
        is_needed=True,
    ),
    Column(
        "hour",
        _("Hour"),
        _("When it begins, such as 14:00."),
        values.hour,
        spellings=["saat", "saati", "toplantı saati", "başlama saati", "time"],
    ),
    Column(
        "title_tr",
        _("Title (Turkish)"),
        _("Name or subject in Turkish."),
        values.short_text(200),
        spellings=["toplantı adı", "toplantının adı", "toplantı", "başlık", "adı", "toplantı başlığı", "title"],
        width=36,
    ),
    Column(
        "title_en", _("Title (English)"), _("The same in English, if translated."), values.short_text(200), width=36
    ),
    Column(
        "meeting_kind",
        _("Kind of meeting"),
        _("Ordinary, extraordinary, or the first one after the elections."),
        choices(
            KINDS.choices,
            {
                "olağan toplantı": KINDS.ORDINARY, "olağanüstü toplantı": KINDS.EXTRAORDINARY,
                "ilk toplantı": KINDS.FIRST, "seçim sonrası ilk toplantı": KINDS.FIRST,
                "kuruluş toplantısı": KINDS.FIRST,
            },
            UNKNOWN_KIND,
        ),
        label_writer(KINDS.choices),
        spellings=["toplantı türü", "türü", "tür", "toplantının türü", "toplantı çeşidi", "kind", "niteliği"],
    ),
    Column(
        "state",
        _("State of the meeting"),
        _("Planned, held, no quorum, postponed or cancelled; empty where it is not on record whether it was held."),
        choices(
            STATES.choices,
            {
                "yapıldı": STATES.HELD, "toplandı": STATES.HELD, "gerçekleşti": STATES.HELD, "iptal": STATES.CANCELLED,
                "iptal edildi": STATES.CANCELLED, "ertelendi": STATES.POSTPONED, "yetersayı yok": STATES.INQUORATE,
                "çoğunluk sağlanamadı": STATES.INQUORATE, "toplantı yetersayısı sağlanamadı": STATES.INQUORATE,
                "planlandı": STATES.PLANNED, "yapılacak": STATES.PLANNED,
            },
            UNKNOWN_STATE,
        ),
        label_writer(STATES.choices),
        spellings=["durum", "durumu", "toplantı durumu", "toplantının durumu", "state"],
    ),
    Column(
        "place_tr", _("Place (Turkish)"), _("Where it is held."), values.short_text(200),
        spellings=["yer", "yeri", "toplantı yeri", "toplantının yeri", "salon", "adres", "place"], width=30,
    ),
    Column("place_en", _("Place (English)"), _("The same in English."), values.short_text(200), width=30),
    Column(
        "called_on", _("Called on"), _("When the members were called."), values.day,
        spellings=["çağrı tarihi", "davet tarihi", "çağrının tarihi"],
    ),
    Column(
        "agenda",
        _("Agenda"),
        _("The items of the agenda: one a line in this cell, or one a row of the table."),
        values.long_text,
        spellings=[
            "gündem", "gündem maddeleri", "gündem maddesi", "gündem konusu", "gündem konuları", "konular", "konu",
            "görüşülecek konular", "gündemi", "maddeler", "agenda items", "agenda item",
        ],
        width=60,
    ),
    PAGE,
]  # fmt: skip
AGENDA_NUMBER = Column(
    "agenda_number",
    _("Number of the agenda item"),
    _("Its number on the agenda, where the table has a row for each item."),
    values.whole_number,
    spellings=["gündem no", "madde no", "gündem sıra no", "gündem madde no", "madde numarası", "gündem numarası"],
)
ABOUT_MEETING = [column.name for column in COLUMNS if column.name not in ["agenda", "page", "date", "organ"]]
