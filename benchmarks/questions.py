"""Twenty questions that people bring to the site of a union: `python -m benchmarks.questions`.

Each is asked as somebody with a small telephone and without script asks it: the home page is opened, links are followed
by their words, and the text of the page that is reached is read. Opening the menu is no tap. A question is answered
when everything that belongs to the answer stands on one page, at most two taps from home; it is said when the page
tells plainly that this is not yet published or not on record. The command asks a database of its own, once with the
facts that ship with the project alone and once with the demonstration.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

LANGUAGES = ["tr", "en"]
UNIONS = {"trakyakent": "Çorlu", "konya": "Akşehir"}
ANSWERED, SAID, OPEN = "answered", "said", "open"
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
ANSWER_BOX = re.compile(r'class="answer-value"><a href="([^"]+)"')
FIRST_HIT = re.compile(r'search-hits">.*?<h3><a href="([^"]+)"', re.DOTALL)


class Page(HTMLParser):
    """A page as it comes over the wire: the words of its links, the fields of its forms, and its text."""

    BREAKING = re.compile(
        r"h[1-6]|p|li|dd|dt|td|th|tr|div|section|br|caption|header|footer|main|summary|option|address"
    )

    def __init__(self, path: str, html: str):
        super().__init__()
        self.path, self.links, self.forms, self.pieces, self.hidden, self.main = path, [], [], [], 0, []
        self.html = html
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.hidden += tag in ["script", "style", "head"]
        if tag == "a":
            self.links.append((values.get("href") or "", [], len(self.pieces)))
        elif tag == "form":
            self.forms.append((values.get("action") or self.path, values.get("method", "get").lower(), {}))
        elif tag in ["input", "select"] and self.forms and values.get("name"):
            self.forms[-1][2][values["name"]] = values.get("value") or ""
        if self.BREAKING.fullmatch(tag):
            self.pieces.append("\n")
        if tag == "main":
            self.main.append(len(self.pieces))

    def handle_endtag(self, tag):
        self.hidden -= tag in ["script", "style", "head"]
        if tag == "a" and self.links:
            href, _words, start = self.links[-1]
            self.links[-1] = (href, self.pieces[start:], start)
        if tag == "main":
            self.main.append(len(self.pieces))
        if self.BREAKING.fullmatch(tag):
            self.pieces.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.pieces.append(data.replace("\u00a0", " "))

    def text(self, is_framed: bool) -> str:
        pieces = self.pieces if is_framed else self.pieces[self.main[0] : self.main[-1]]
        return re.sub(r" *\n\s*", "\n", re.sub(r"[^\S\n]+", " ", "".join(pieces)))

    def target(self, step: Step) -> Iterator[str]:
        """Where a step may lead from here."""
        if isinstance(step, Form):
            for action, method, fields in self.forms:
                name = next((name for name in fields if re.fullmatch(step.field, name)), None)
                if name and method == "get":
                    yield urljoin(self.path, action) + "?" + urlencode({name: step.value})
            return
        for href, words, _start in self.links:
            said = " ".join("".join(words).split())
            if href.startswith("/") and re.search(step, said):
                yield href


class Outcome(NamedTuple):
    """What somebody found: the state, the taps it took, and the address where it stands."""

    state: str
    taps: int
    path: str

    def __str__(self) -> str:
        return {ANSWERED: f"answered, {self.taps}", SAID: f"said, {self.taps}", OPEN: "–"}[self.state]


class Visitor:
    """Asks one union in one language; `get` gives the HTML of a path, or None where there is none."""

    MOST_LINKS = 3

    def __init__(self, get, member: str, year: int, language: str):
        self.get, self.language = get, language
        self.words = {"<member>": member, "<year>": str(year), "<next year>": str(year + 1)}
        self.pages: dict[str, Page | None] = {}

    def page(self, path: str) -> Page | None:
        path = urlsplit(path)._replace(fragment="").geturl()
        if path not in self.pages:
            html = self.get(path)
            self.pages[path] = Page(path, html) if html else None
        return self.pages[path]

    def filled(self, pattern: str) -> str:
        for placeholder, word in self.words.items():
            pattern = pattern.replace(placeholder, word)
        return pattern

    def ask(self, question: Question) -> Outcome:
        """The best that is found: an answer with the fewest taps, or else that it is said."""
        found = [Outcome(OPEN, 0, "")]
        for way in sorted(question.ways, key=len):
            for path in self.ends(f"/{self.language}/", way):
                page = self.page(path)
                if page and self.is_answered(page, question):
                    return Outcome(ANSWERED, len(way), path)
                if page and re.search(self.filled(question.said), page.text(question.is_framed)):
                    found.append(Outcome(SAID, len(way), path))
        return found[1] if len(found) > 1 else found[0]

    def ask_by_typing(self, question: Question) -> Outcome:
        """What the box above the hits, or else the first hit, leads to."""
        typed = self.filled(TYPED[question.number][LANGUAGES.index(self.language)])
        results = next(map(self.page, self.ends(f"/{self.language}/", [Form("q", typed)])), None)
        if results is None:
            return Outcome(OPEN, 0, "")
        found = [pattern.search(results.html) for pattern in (ANSWER_BOX, FIRST_HIT)]
        said = Outcome(OPEN, 0, "")
        for path in (match[1] for match in found if match):
            page = self.page(path)
            if page and self.is_answered(page, question):
                return Outcome(ANSWERED, 1, path)
            if page and re.search(self.filled(question.said), page.text(question.is_framed)):
                said = Outcome(SAID, 1, path)
        return said if said.path or not found[1] else Outcome(OPEN, 1, found[1][1])

    def ends(self, path: str, way: list[Step]) -> Iterator[str]:
        """Where a way may end, following the first few links whose words fit."""
        if not way:
            yield path
            return
        step = way[0] if isinstance(way[0], Form) else self.filled(way[0])
        page = self.page(path)
        targets = dict.fromkeys(page.target(step)) if page else {}
        for target in list(targets)[: self.MOST_LINKS]:
            yield from self.ends(target, way[1:])

    def is_answered(self, page: Page, question: Question) -> bool:
        addresses = [href for href, _words, _start in page.links]
        return all(re.search(self.filled(each), page.text(question.is_framed)) for each in question.answer) and all(
            any(href.startswith(each) for href in addresses) for each in question.links
        )


def outcomes(get_for, year: int, *, is_typed: bool = False) -> dict[tuple[int, str, str], Outcome]:
    """What is found, by question, union and language; `get_for` gives the function that asks a union."""
    found = {}
    for union, member in UNIONS.items():
        for language in LANGUAGES:
            visitor = Visitor(get_for(union), member, year, language)
            for question in QUESTIONS:
                ask = visitor.ask_by_typing if is_typed else visitor.ask
                found[question.number, union, language] = ask(question)
    return found


def asked_in_process(union: str):
    """Asks the site in this process, at the host name of the union."""
    from django.test import Client

    client = Client(headers={"host": f"{union}.localhost"})

    def get(path: str) -> str | None:
        answer = client.get(path, follow=True)
        is_page = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
        return answer.content.decode() if is_page else None

    return get


def shown(found: dict[str, dict[tuple[int, str, str], Outcome]]) -> str:
    """All outcomes in one table: a row a question, a column a union and language, with facts alone and with all."""
    from benchmarks.tables import table

    columns = [(data, union, language) for data in found for union in UNIONS for language in LANGUAGES]
    head = ["question", *(f"{data} {union[:2]} {language}" for data, union, language in columns)]
    rows = [
        [
            f"{question.number} {question.words.replace('<member>', ' / '.join(UNIONS.values()))}",
            *(str(found[d][question.number, u, lang]) for d, u, lang in columns),
        ]
        for question in QUESTIONS
    ]
    for state in [ANSWERED, SAID, OPEN]:
        counts = [sum(found[d][q.number, u, lang].state == state for q in QUESTIONS) for d, u, lang in columns]
        rows.append([state, *(str(count) for count in counts)])
    return table(head, rows)


def main() -> None:
    """Loads a database in memory, asks, and prints."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_test_environment
    from django.utils import timezone

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    year = timezone.localdate().year
    ways, typed = {}, {}
    for data, command in [("facts", "loadfacts"), ("demo", "loaddemo")]:
        call_command(command, verbosity=0)
        ways[data] = outcomes(asked_in_process, year)
        typed[data] = outcomes(asked_in_process, year, is_typed=True)
    print(f"By links:\n{shown(ways)}\n\nBy typing it into the search:\n{shown(typed)}")


if __name__ == "__main__":
    main()
