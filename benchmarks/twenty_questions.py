"""The questions that `benchmarks.questions` asks: the ways that lead to an answer, and what belongs to it."""

from dataclasses import dataclass, field
from typing import NamedTuple

LANGUAGES = ["tr", "en"]
UNIONS = {"trakyakent": "Çorlu", "konya": "Akşehir"}
# A pattern that no page fits.
NEVER = r"(?!)"
NOT_YET = r"(?:[Hh]enüz|kayıtlı değil|[Nn]ot yet|[Nn]ot recorded|[Nn]ot on record|is on record)"
TIME = r"\d?\d[.:]\d\d"
NO_PAPERS = r"Henüz yıllık evrak yayımlanmadı|No annual documents have been published yet"
DAY = r"\d{1,2} \w+ \d{4}"
MONEY = r"\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d\d)?"
FILE = r"(?:PDF|Word|Excel|DOCX|ODT|XLSX)"


class Form(NamedTuple):
    """A form that is filled in and sent: a field by its name in either language."""

    field: str
    value: str


# A step is a link by its words, in either language, or a form.
Step = str | Form


@dataclass(frozen=True)
class Question:
    """What somebody wants to know, the ways that lead there, and what belongs to the answer."""

    number: int
    asker: str
    words: str
    ways: list[list[Step]]
    answer: list[str]
    # What a page says where there is no answer yet.
    said: str = NEVER
    # How addresses of links begin that belong to the answer: of telephone numbers and of mail.
    links: list[str] = field(default_factory=list)
    # Whether the frame of the page may answer as well, such as its footer.
    is_framed: bool = False


CONTACT = r"Bize ulaşın|İletişim\b|Künye ve iletişim|Contact|[Rr]each us"
ABOUT = r"^(?:Künye|Fact sheet|Künye ve iletişim|Identity and contact|Contact)$"
ORGANS = r"^(?:Organlar|Organs)$"
MEETINGS = r"^(?:Toplantılar|Meetings)$"
DECISIONS = r"^(?:Kararlar|Decisions)$"
EVENTS = r"^(?:Etkinlikler|Events)$"
MEMBERS = r"^(?:Üyeler|Members)$"
DOCUMENTS = r"^(?:Belge arşivi|Belgeler|Document archive|Documents)$"
PAPERS = r"^(?:Yıllık evrak|Annual documents)$"
LEGAL_BASIS = r"^(?:Hukuki dayanak|Legal basis)$"
PROJECTS = r"^(?:Projeler|Projects)$|[Ss]ınır ötesi projeler|[Cc]ross-border projects"
QUESTIONS = [
    Question(
        1,
        "citizen",
        "How do I reach the union?",
        [[], [CONTACT], [ABOUT]],
        [r"Süleymanpaşa|Selçuklu|Meram|Karatay|Konya|Tekirdağ", rf"{TIME}\s*(?:[–-]|to|ile)\s*{TIME}"],
        said=r"Henüz kayıtlı değil:[^\n]*telefon|Not yet on record:[^\n]*telephone",
        links=["tel:", "mailto:"],
        is_framed=True,
    ),
    Question(
        2,
        "journalist",
        "Who is the president?",
        [[], [r"^(?:Birlik [Bb]aşkanı|(?:Union )?[Pp]resident)"], [ORGANS, r"Birlik Başkanı|President"]],
        [
            r"(?:Birlik [Bb]aşkanı|President)",
            rf"{DAY} tarihinden beri|since {DAY}|(?:Göreve başlama|Since)\s+{DAY}",
        ],
        said=r"(?:Birlik Başkanı|President)[\s\S]*(?:kayıtlı değil|kaydedilmedi|not yet on record)",
    ),
    Question(
        3,
        "citizen",
        "Mayor and telephone of <member>?",
        [[MEMBERS, "^<member>$"]],
        [r"(?:Belediye başkanı|Mayor)\s+\w+ \w+", r"\+90 \d{3} \d{3} \d\d \d\d"],
        said=r"iletişim bilgileri henüz kaydedilmedi|No contact details are on record",
    ),
    Question(
        4,
        "journalist",
        "How big is this year's budget?",
        [[], [PAPERS], [PAPERS, r"(?:Bütçe|Budget) <year>"], [r"(?:Bütçe|Budget) <year>"]],
        [
            r"\d{1,3}(?:[.,]\d{3}){2,}(?:,\d\d)? ?(?:TL|₺|lira)|(?:TL|TRY|₺) ?\d{1,3}(?:[.,]\d{3}){2,}",
            r"[Gg]ider|[Ee]xpen",
        ],
        said=rf"(?:Bütçe|Budget)(?: <year>)?\n[\s\S]{{0,80}}{NOT_YET}|{NO_PAPERS}",
    ),
    Question(
        5,
        "journalist",
        "Where is next year's adopted budget?",
        [[PAPERS], [PAPERS, r"(?:Bütçe|Budget) <next year>"]],
        [rf"(?:Bütçe|Budget) <next year>[\s\S]*(?:{FILE}|Karar \d+/|Decision \d+/|<year>/\d+)"],
        said=rf"<next year>[\s\S]{{0,400}}{NOT_YET}|{NO_PAPERS}",
    ),
    Question(
        6,
        "mayor's secretary",
        "Next meeting: day, place, agenda, second date?",
        [
            [],
            [MEETINGS],
            [r"(?:olağan|olağanüstü) toplantısı|(?:ordinary|extraordinary) meeting"],
            [MEETINGS, "toplantısı|meeting of"],
        ],
        [DAY, r"Gündem|Agenda", r"İkinci tarih\s+\d|Second date\s+\w", r"(?:Yer|Place)\s+\w"],
        said=r"[Hh]enüz [^\n]*(?:toplantı|çağrı)|No meetings",
    ),
    Question(
        7,
        "mayor's secretary",
        "KEP, DETSİS, UETS, postal address?",
        [[CONTACT], [ABOUT]],
        [
            r"KEP\b|\bREM\b|[Kk]ayıtlı elektronik posta|[Rr]egistered e-mail",
            "DETSİS",
            "UETS",
            r"[Mm]ahallesi|Caddesi|Sokak",
        ],
        said=r"Henüz kayıtlı değil:[^\n]*KEP|Not yet on record:[^\n]*KEP",
    ),
    Question(
        8,
        "bidder",
        "Open tenders?",
        [[r"^(?:İhaleler|Tenders)$"]],
        [r"Teklife açık|Open", rf"(?:Son gün ve saat|Last day and hour): {DAY}|Last day and hour: \w+ {DAY}"],
        said=r"[Hh]enüz [^\n]*ihale|No tender",
    ),
    Question(
        9,
        "job seeker",
        "Vacancies?",
        [[r"^(?:İş ilanları|Vacancies)$"]],
        [r"Başvuruya açık|Open", rf"(?:Son başvuru günü|Last day to apply): {DAY}"],
        said=r"[Hh]enüz [^\n]*iş ilanı|No vacanc",
    ),
    Question(
        10,
        "citizen",
        "How do I ask for information under Law 4982?",
        [[r"[Bb]ilgi edinme|[Ii]nformation request|[Rr]ight to information"]],
        ["4982", r"başvuru|application|request", r"15|on beş|fifteen", r"itiraz|appeal|objection"],
    ),
    Question(
        11,
        "complainant",
        "Whom do I complain to?",
        [[r"[Bb]ilgi edinme|[Ii]nformation request|[Rr]ight to information|[Şş]ikâyet|[Cc]omplaint"], [CONTACT]],
        ["CİMER", r"şikâyet|complain"],
    ),
    Question(
        12,
        "mayor",
        "How do we join, what does it cost?",
        [
            [r"[Üü]ye ol|[Üü]yelik|[Jj]oin|[Mm]embership"],
            [r"Sık sorulan sorular|Frequently asked questions"],
            [MEMBERS, r"[Üü]ye ol|[Jj]oin"],
        ],
        [
            r"belediye meclisi|municipal council",
            r"katılım payı|katılma payı|Üyenin payı|share|contribution",
            r"%|yüzde|per cent|onda",
        ],
        said=r"oran bu sitede henüz kayıtlı değildir|rate[^\n]* is not yet (?:on record|recorded)",
    ),
    Question(
        13,
        "student",
        "When and by which act was it founded?",
        [[], [LEGAL_BASIS], [ABOUT]],
        [r"2000/1461", rf"\b{DAY}\b", "24244"],
        said=r"Kuruluş kararı henüz kaydedilmedi|founding act is not yet on record",
        is_framed=True,
    ),
    Question(
        14,
        "lawyer",
        "The text of the statute?",
        [[LEGAL_BASIS], [r"(?:Birlik )?[Tt]üzü[kğ]|[Ss]tatute"], [LEGAL_BASIS, r"[Tt]üzük|[Ss]tatute"], [DOCUMENTS]],
        [rf"(?:Tüzü|[Ss]tatute)[\s\S]{{0,200}}{FILE}|Madde 1\b|Article 1\b"],
        said=r"(?:[Tt]üzü|[Ss]tatute)[\s\S]{0,400}(?:yayımlanmadı|yayımlanmış değil|not (?:yet )?(?:been )?published)",
    ),
    Question(
        15,
        "researcher",
        "Who were the members on 1 May 2020?",
        [[MEMBERS, Form("tarih|on", "2020-05-01")], [MEMBERS, r"^(?:Tarihçe|History)$"]],
        [r"1 Mayıs 2020|1 May 2020", r"\d+ (?:üye|belediye|member|municipalit)"],
        said=r"katılma tarihi kayıtlı değil|date of joining of \d+ members? is not on record",
    ),
    Question(
        16,
        "researcher",
        "All decisions as data?",
        [[r"^(?:Açık veri|Open data)$"]],
        [r"(?:Kararlar|Decisions)[\s\S]{0,200}CSV[\s\S]{0,20}XLSX[\s\S]{0,20}JSON"],
    ),
    Question(
        17,
        "journalist",
        "How did <member>'s delegates vote on the budget?",
        [
            [DECISIONS],
            [DECISIONS, r"bütçe(?:si)?(?:nin| )|[Bb]udget"],
            [r"bütçe(?:si)?(?:nin| )|[Bb]udget"],
            [PAPERS, r"\d{4}/\d+"],
        ],
        [r"(?:Ada göre oylama|Ada yazılı oy\w*|Roll-call votes?)[\s\S]*<member>"],
        said=r"[Hh]enüz [^\n]*karar yayımlanmadı|No decisions have been published",
    ),
    Question(
        18,
        "training officer",
        "The December seminar: fee, how to register, until when?",
        [[r"semineri|seminar|çalıştayı|workshop"], [EVENTS], [EVENTS, r"semineri|seminar"]],
        [
            r"[Üü]cret|[Ff]ee|[Ff]ree",
            r"[Kk]ayıt|[Bb]aşvuru|[Rr]egist",
            r"[Ss]on (?:kayıt|başvuru)|[Rr]egist\w+ (?:by|until)|[Ll]ast day",
        ],
        said=r"duyurulmuş etkinlik yok|[Hh]enüz [^\n]*etkinlik|No (?:meetings or )?events",
    ),
    Question(
        19,
        "partner abroad",
        "Cross-border projects, and whom do I write to?",
        [
            [PROJECTS],
            [PROJECTS, r"taşkın|flood|bisiklet|[Cc]ycl|iklim|climate|[Kk]uraklı|drought"],
            [r"Proje ofisi|Project office", r"."],
            [r"Hizmetler|Services", PROJECTS],
        ],
        [r"Interreg|[Ss]ınır ötesi|[Cc]ross-border", r"[Oo]rtak|[Pp]artner", r"€|EUR|avro|euro|TL", r"@"],
        said=r"proje (?:\w+ )?(?:yayımlanmadı|yok)|No project|burada kayıtlı değil|not on record here",
    ),
    Question(
        20,
        "screen-reader user",
        "Is the site accessible, where do I report a barrier?",
        [[r"^(?:Erişilebilirlik|Accessibility)"]],
        ["WCAG", rf"{DAY}|\d\d\.\d\d\.\d{{4}}", r"@|\+90|Formla bildirin|Report it with the form"],
        said=r"henüz bir test yayımlamadı|has not published a test yet",
    ),
]


# How the questions are typed on a telephone, in Turkish and in English.
TYPED = {
    1: ("bize ulaşın", "contact us"),
    2: ("birlik başkanı kim", "who is the president"),
    3: ("<member> belediye başkanı", "mayor of <member>"),
    4: ("bütçe <year>", "budget <year>"),
    5: ("bütçe <next year>", "budget <next year>"),
    6: ("toplantı ne zaman", "next meeting"),
    7: ("kep adresi", "registered e-mail"),
    8: ("ihaleler", "open tenders"),
    9: ("iş ilanları", "vacancies"),
    10: ("bilgi edinme", "information request"),
    11: ("şikayet", "complaint"),
    12: ("nasıl üye olunur", "how to join the union"),
    13: ("birlik ne zaman kuruldu", "when was the union founded"),
    14: ("birlik tüzüğü", "statute"),
    15: ("1 Mayıs 2020 üyeleri", "members on 1 May 2020"),
    16: ("kararlar csv", "decisions csv"),
    17: ("bütçenin kabulü kararı", "decision adoption of the budget"),
    18: ("aralık semineri", "december seminar"),
    19: ("sınır ötesi taşkın projesi", "cross-border flood project"),
    20: ("erişilebilirlik", "accessibility"),
}
