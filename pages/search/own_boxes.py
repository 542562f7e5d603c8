"""What the boxes of lists do not find by themselves: misspelt words, words that mean the same, words of files."""

from django.db import DatabaseError, InterfaceError
from django.urls import reverse

from pages.search.feeding import index_for
from pages.search.index import Unusable
from pages.search.question import Question, read
from pages.search.scope import CANDIDATES, Scope, rows_of
from pages.search.showing import address
from pages.search.views import in_letters_of
from unions.lists.finding import Understood
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import UnionRequest
from unions.tenancy.scope import GENERATION
from unions.text.languages import active_language

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
                meant = meant or in_letters_of(question, " ".join(row["title"] for row in rows))
                if keys:
                    break
    except (Unusable, DatabaseError, InterfaceError):
        return Understood(url=address(path, text))
    return Understood(keys, meant, address(path, text), address(path, meant) if meant else "")


def having_all(text: str, scope: Scope, kind: str) -> tuple[Question, list]:
    """The entries of a kind that have all words of the question in their titles; where none has, anywhere."""
    question = read(text, scope)
    groups = question.groups
    of_kind = f'"k_{kind}"'
    asked = [" AND ".join(group.expression() for group in groups)] if groups else []
    if groups and not any(group.is_own for group in groups):
        asked = [" AND ".join(group.expression("t_") for group in groups), *asked]
    for expression in asked:
        if rows := rows_of(scope.fetch(f"({expression}) AND {of_kind}", CANDIDATES), scope, SHOWN):
            return question, rows
    return question, []
