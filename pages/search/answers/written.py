"""Answers that staff have written: a heading of a page that is a question, and what stands under it."""

import re
from html import unescape

from pages.search.answers.asking import Answer, form
from pages.search.tokens import default_synonyms, forms, read_synonyms, stop_words
from pages.tree.models import Page
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.richtext import plain_text
from unions.text.turkish import fold

QUESTION = re.compile(r"<h[2-4][^>]*>((?:(?!</h).)*\?)\s*</h[2-4]>(.*?)(?=<h[2-4]|\Z)", re.DOTALL)
LONGEST_ANSWER = 300
# A question of one word could mean anything.
LEAST_WORDS = 2
# So many words of the heading may be left unsaid: “meclis toplantılarını”, where who asks says “toplantılara”.
UNSAID = 1
# The first kind whose words stand in a question is the one that it asks for.
ASKING = {
    "how many": ("kac", "kac tane", "how many"),
    "how much": ("ne kadar", "how much"),
    "when": ("ne zaman", "when"),
    "where": ("nerede", "nereden", "nereye", "where"),
    "why": ("neden", "nicin", "niye", "why"),
    "which": ("hangi", "hangileri", "which"),
    "how": ("nasil", "ne sekilde", "how"),
    "who": ("kim", "kimler", "kimin", "who", "whom"),
    "what": ("ne", "nedir", "neler", "what"),
    "whether": ("mi", "mu", "can", "may", "does", "do", "is", "are", "could"),
}
# Who may: whether these may is asked by them.
THE_PUBLIC = {"halk", "vatandas", "vatandaslar", "herkes", "public", "citizens", "everyone", "everybody", "anyone"}
MODAL = {"may", "might", "can", "could"}


@form(r"(?P<asked>.{8,160})")
def frequent_question(request: UnionRequest, asked: str) -> Answer | None:
    """Only where every word that was asked stands in the heading, or one that means the same."""
    words = asked.split()
    if len(telling(words)) < LEAST_WORDS:
        return None
    rows = Page.objects.published().filter(**{f"body_{active_language()}__contains": "?</h"})
    found = [
        (page, heading, under)
        for page in rows
        for heading, under in QUESTION.findall(page.body)
        if is_the_same(words, fold(unescape(heading)).split(), request.union.synonyms)
    ]
    # Two questions that could be meant are none that is.
    if len(found) != 1:
        return None
    page, heading, under = found[0]
    value = plain_text(under)
    if not value or len(value) > LONGEST_ANSWER:
        return None
    return Answer(plain_text(unescape(heading)), value, page.get_absolute_url(), source=page.title)


def telling(words: list[str]) -> list[str]:
    stops = stop_words(active_language()) | MODAL
    return [word for word in words if word not in stops]


def asks_for(question: list[str]) -> str:
    """What kind of answer a question wants: a number, a way, a yes; none where that is not plain."""
    said = f" {' '.join(question)} "
    return next((kind for kind, words in ASKING.items() if any(f" {word} " in said for word in words)), "")


def is_the_same(asked: list[str], heading: list[str], synonyms: str) -> bool:
    language = active_language()
    wanted, told = asks_for(asked), asks_for(heading)
    if not wanted or (wanted != told and (wanted, told) != ("whether", "who")):
        return False
    met: set[str] = set()
    for word in telling(asked):
        if told == "who" and word in THE_PUBLIC:
            continue
        meant = {form for other in same_as(word, synonyms) for form in forms(other, language)[:2]}
        here = {other for other in heading if meant & set(forms(other, language)[:2])}
        if not here:
            return False
        met |= here
    return len({*telling(heading)} - met) <= UNSAID


def same_as(word: str, synonyms: str) -> list[str]:
    """The word, and single words that mean the same."""
    stems = set(forms(word, active_language())[:2])
    tables = (default_synonyms(), read_synonyms(synonyms))
    meant = [
        other[0]
        for table in tables
        for said, others in table.items()
        if " " not in said and stems & set(forms(said, active_language())[:2])
        for other in others
        if len(other) == 1
    ]
    return [word, *meant]
