"""Rows that a table of a library shows, and what is said of files that were sent."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from pages.documents.screens import TitlesForm
from pages.models import Document
from tests import factories as make
from unions.admin.kit.many_files import Stored, rows_of_table, said, say
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


@pytest.fixture
def documents(bound):
    return [make.make_document(title_tr=title) for title in ["Bir", "İki", "Üç"]]


def shown(path, rows):
    return [str(row) for row in rows_of_table(RequestFactory().get(path), Document.objects, rows)]


def test_a_table_shows_the_rows_that_its_address_names_in_that_order(documents):
    one, _two, three = documents

    assert shown(f"/?ids={three.pk},{one.pk},{three.pk}", Document.objects.none()) == ["Üç", "Bir"]
    # A number that no database holds, and what is none.
    assert shown(f"/?ids={'9' * 19},x,{one.pk}", Document.objects.none()) == ["Bir"]


def test_a_table_without_names_shows_those_that_wait(documents):
    assert shown("/", Document.objects.order_by("pk")) == ["Bir", "İki", "Üç"]


def test_a_table_that_is_sent_without_rows_takes_no_others(documents):
    request = RequestFactory().post("/", {})

    assert rows_of_table(request, Document.objects, Document.objects.all()) == []


def test_each_field_of_a_line_says_what_it_is_of_which_row(documents):
    form = TitlesForm(instance=documents[0])

    attributes = form.fields["title_en"].widget.attrs
    assert attributes["aria-label"].endswith(": Bir")
    assert (attributes["lang"], form.fields["category"].widget.attrs.get("lang")) == ("en", None)


def test_each_file_that_was_not_simply_stored_is_named():
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    results = [
        Stored("a.pdf", "A"),
        Stored("b.pdf", "B"),
        Stored("c.pdf", "C", is_known=True),
        Stored("d.pdf", error="too large"),
        Stored("e.pdf", "E", note="a draft"),
    ]

    say(request, results, added=lambda number: f"{number} added", sentence=lambda result: said(result, "known"))

    told = [(message.level_tag, str(message)) for message in request._messages]
    assert told == [
        ("success", "3 added"),
        ("warning", "known"),
        ("error", "d.pdf: too large"),
        ("warning", "e.pdf kitaplığa eklendi."),
    ]
