"""From the first minute a site is complete: a walk through every page of a new union and of those with facts only."""

import re
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import parse_qs

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from members.membership.models import Membership
from members.municipalities.models import Municipality
from pages.frame.sections import sections
from pages.models import Page
from unions.caching.store import clear_all_stores
from unions.institution.founding import Founding, found_union
from unions.models import Organ, Union
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Names, and the letter of a clause, that are the same in every language.
NAMES = {"TİHEK", "CİMER", "DETSİS", "KAMİS", "VERBİS", "ğ"}
# What says something without words.
SHOWN = {"img", "svg", "input", "select", "button", "textarea"}


@pytest.fixture(scope="module")
def unions_of_the_first_day(django_db_setup, django_db_blocker):
    """Two unions with facts only, one from nothing, and one of five members without a picture."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loadfacts", stdout=StringIO())
        found_union(Founding("Boş Belediyeler Birliği", "Empty Union", code="bos", hosts=["bos.localhost"]))
        small = found_union(
            Founding("Küçük Belediyeler Birliği", "Small Union", "KÜÇÜK", code="kucuk", hosts=["kucuk.localhost"])
        )
        with scope.of(small):
            for municipality in Municipality.objects.filter(province__name="Edirne")[:5]:
                Membership(municipality=municipality, evidence_tr="Üye listesi", evidence_en="List of members").save()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def first_day(unions_of_the_first_day, db):
    clear_all_stores()


class Outline(HTMLParser):
    """The headings of a page's main part with nothing beneath them, its links, and what stands outside its language."""

    def __init__(self, page: str):
        super().__init__()
        self.empty: list[str] = []
        self.links: set[str] = set()
        self.open: list[tuple[int, str]] = []
        self.boxes: list[bool] = []
        self.heading = ""
        self.level = 0
        self.is_main = False
        self.feed(page)
        self.close_to(0)

    def close_to(self, level: int) -> None:
        while self.open and self.open[-1][0] >= level:
            own_level, heading = self.open.pop()
            # Below the name of the page one sentence says that a list is empty.
            if own_level > 1:
                self.empty.append(heading)

    def filled(self) -> None:
        self.open = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "a":
            self.links.add(values.get("href") or "")
        if tag == "main":
            self.is_main = True
        if not self.is_main:
            return
        if tag == "div":
            # A sentence that nothing is there does not fill a section.
            self.boxes.append("empty-state" in (values.get("class") or "").split())
        if tag in HEADINGS:
            self.level, self.heading = int(tag[1]), ""
            self.close_to(self.level)
        elif tag in SHOWN and not self.level and values.get("type") != "hidden":
            self.filled()

    def handle_data(self, data):
        if self.level:
            self.heading += data
        elif self.is_main and data.strip() and not any(self.boxes):
            self.filled()

    def handle_endtag(self, tag):
        if tag in HEADINGS and self.level:
            self.open.append((self.level, self.heading.strip()))
            self.level = 0
        elif tag == "div" and self.boxes:
            self.boxes.pop()
        elif tag == "main":
            self.is_main = False
            self.close_to(0)


def addresses_of(union: Union) -> set[str]:
    """Every page of a union in both languages."""
    found = set()
    with scope.of(union):
        rows = [
            *Page.objects.published(),
            *Organ.objects.all(),
            *(m.municipality for m in Membership.objects.all()[:5]),
        ]
        for language in LANGUAGES:
            with translation.override(language):
                names = ["home", "open_data", *(name for name, _label in sections())]
                found |= {reverse(name) for name in names} | {row.get_absolute_url() for row in rows}
    return found


def parameters_of(link: str) -> list[str]:
    """The names in the query: of links that differ in the values alone, one is followed."""
    return sorted(parse_qs(link.partition("?")[2]))


@pytest.mark.slow
def test_every_page_of_the_first_day_answers_without_an_empty_section_or_a_dead_link(first_day):
    wrong = []
    for union in Union.objects.order_by("code"):
        reader = Client(headers={"host": f"{union.code}.localhost"})
        asked: dict[str, int] = {}
        linked = {}
        for path in sorted(addresses_of(union)):
            answer = reader.get(path)
            asked[path] = answer.status_code
            page = answer.content.decode()
            outline = Outline(page)
            links = [link.partition("#")[0] for link in outline.links if link.startswith("/")]
            linked |= {(link.partition("?")[0], *parameters_of(link)): link for link in links}
            complaints = [f"empty: {heading}" for heading in outline.empty]
            if answer.status_code != 200:
                complaints.append(str(answer.status_code))
            wrong += [f"{union.code} {path} {complaint}" for complaint in complaints]
        for path in sorted(set(linked.values()) - asked.keys()):
            answer = reader.get(path)
            if answer.status_code not in [200, 302] or b'class="errorlist' in answer.getvalue():
                wrong.append(f"{union.code} link {path} {answer.status_code}")

    assert not wrong, "\n".join(wrong)


def test_no_text_of_a_new_union_is_left_in_the_other_language(first_day):
    """Names of places and of the union itself are what they are; everything else on an English page is English."""
    wrong = []
    reader = Client(headers={"host": "bos.localhost"})
    for path in sorted(addresses_of(Union.objects.get(code="bos"))):
        page = reader.get(path).content.decode()
        main = page[page.index("<body") : page.index("</footer>")]
        other = "tr" if path.startswith("/en/") else "en"
        marked = re.findall(rf'<(?!a)\w+[^>]* lang="{other}"[^>]*>([^<]+)', main)
        wrong += [f"{path}: {text}" for text in marked if "CC BY" not in text]
        if path.startswith("/en/"):
            words = re.sub(r"<[^>]+>", " ", main.replace("Boş Belediyeler Birliği", ""))
            wrong += [f"{path}: {word}" for word in re.findall(r"\w*[ğışĞİŞ]\w*", words) if word not in NAMES]

    assert not wrong, "\n".join(wrong)
