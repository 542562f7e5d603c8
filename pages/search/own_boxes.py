"""What the boxes of lists do not find by themselves: misspelt words, words that mean the same, words of files."""

from django.db import DatabaseError, InterfaceError
from django.urls import reverse

from pages.search.feeding import index_for
from pages.search.index import Unusable
from pages.search.question import Question, read
from pages.search.scope import CANDIDATES, Scope, rows_of, texts_of
from pages.search.showing import address
from pages.search.tokens import forms
from pages.search.views import in_letters_of
from unions.lists.finding import Understood
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import UnionRequest
from unions.tenancy.scope import GENERATION
from unions.text.languages import active_language

# So many entries are looked at for how a word is written.
A_FEW = 5
# Kinds whose rows are called by names: no word means one by its first letters.
NAMES = ("member",)
SHOWN = "number, key, title"


def understood(request: UnionRequest, kind: str, text: str) -> Understood:
    """The rows of a kind that have all that was meant, in the language of the page or else in the other one."""
    path = reverse("site_search")
    own = active_language()
    keys: list[str] = []
    meant = ""
    try:
        index, outdated = index_for(request.union, request.META.get(GENERATION, (0, None))[1])
        with index.answering() as connection:
            for language in sorted(LANGUAGES, key=lambda language: language != own):
                scope = Scope(connection, request.union.pk, language, outdated=outdated)
                question, rows = having_all(text, scope, kind) if scope.exists else (Question(text), [])
                keys = [row["key"].partition(":")[2] for row in rows]
                meant = meant or written(question, scope, " ".join(row["title"] for row in rows))
                if keys:
                    break
    except (Unusable, DatabaseError, InterfaceError):
        return Understood(url=address(path, text))
    return Understood(keys, meant, address(path, text), address(path, meant) if meant else "")


def written(question: Question, scope: Scope, titles: str) -> str:
    """What was probably meant, in the letters of the titles or else of other entries that have the words."""
    found = {number for word in question.meant.split() for number in scope.fetch(f'"{stem_form(word, scope)}"', A_FEW)}
    others = rows_of(sorted(found), scope) if question.meant else []
    texts = [" ".join([row["title"], *texts_of(row, scope).values()]) for row in others]
    return in_letters_of(question, " ".join([titles, *texts]))


def stem_form(word: str, scope: Scope) -> str:
    return forms(word, scope.language)[:2][-1]


def having_all(text: str, scope: Scope, kind: str) -> tuple[Question, list]:
    """The entries of a kind that have all words of the question in their titles; where none has, anywhere."""
    question = read(text, scope)
    groups = question.groups
    for group in groups if kind in NAMES else ():
        # “Sarayburnu” is not Saray.
        group.tokens = {token: worth for token, worth in group.tokens.items() if token[:2] != "z_"}
    of_kind = f'"k_{kind}"'
    asked = [" AND ".join(group.expression() for group in groups)] if groups else []
    if groups and not any(group.is_own for group in groups):
        asked = [" AND ".join(group.expression("t_") for group in groups), *asked]
    for expression in asked:
        if rows := rows_of(scope.fetch(f"({expression}) AND {of_kind}", CANDIDATES), scope, SHOWN):
            return question, rows
    return question, []
