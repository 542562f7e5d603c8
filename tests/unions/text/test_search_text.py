from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from members.membership.models import Membership
from members.municipalities.models import Municipality
from pages.models import Post
from tests import factories as make
from tests.addresses import address
from tests.staff_client import address as admin_address
from tests.staff_client import staff_client
from tests.tables import table
from unions.models import AgendaItem, Decision, User
from unions.text.search_text import Searchable, columns_of, searched_columns, words_of


def texts() -> list[str]:
    return list(Decision.objects.order_by("number").values_list("search_text", flat=True))


def found(words: str) -> list[int]:
    return sorted(Decision.objects.with_words(words).values_list("number", flat=True))


# The column follows from the others, however they are written


def test_a_saved_row_is_found_by_number_and_by_its_title_in_both_languages(union):
    make.make_decision(date=date(2026, 5, 12), number=17, title_tr="Iğdır’ın BÜTÇESİ", title_en="Budget")

    assert texts() == ["2026 17 igdir butcesi budget"]
    for words in ["ığdır", "Bütçesi", "17/2026", "budg", "IĞDIR bütçe", ""]:
        assert found(words) == [17]
    assert found("ığdır tarife") == []


def test_a_row_is_found_by_its_newest_title(union):
    decision = make.make_decision(number=1, title_tr="Eski")
    decision.title_tr = "Yeni"
    decision.save()
    assert (found("eski"), found("yeni")) == ([], [1])

    decision.title_tr = "Yepyeni"
    decision.save(update_fields=["title_tr"])
    assert texts() == [f"{decision.year} 1 yepyeni"]


def test_a_row_that_was_read_in_part_is_found_by_what_was_changed(union):
    make.make_decision(number=1, title_tr="Eski")
    row = Decision.objects.defer("search_text", "text_tr").get()
    row.title_tr = "Yeni"
    row.save()

    assert found("yeni") == [1]


def test_rows_that_are_written_at_once_are_found(union):
    organ = make.assembly_of(union)
    rows = [Decision(organ=organ, number=n, date=date(2026, 1, 1), title_tr=f"Başlık {n}") for n in (1, 2, 3)]
    Decision.objects.bulk_create(rows)
    assert found("baslik") == [1, 2, 3]

    Decision.objects.filter(number=2).update(title_tr="Öteki")
    Decision.objects.filter(title_tr="Başlık 3").update(title_tr=Concat(F("title_tr"), Value(" Üçüncü")))
    assert (found("oteki"), found("ucuncu"), found("baslik")) == ([2], [3], [1, 3])

    rows[0].title_tr = "Birinci"
    Decision.objects.bulk_update(rows[:1], ["title_tr"])
    assert found("birinci") == [1]
    assert found("baslik") == [3]

    rows[0].title_tr, rows[0].title_en = "Ne yazıldı", "Written"
    Decision.objects.bulk_update(rows[:1], ["title_en"])
    assert texts()[0] == "2026 1 birinci written"

    rows[0].title_tr = Concat(F("title_en"), Value(" ve çeviri"))
    Decision.objects.bulk_update(rows[:1], ["title_tr"])
    assert found("ceviri written") == [1]


def test_people_who_sign_in_are_found_after_a_bulk_change_as_well(db):
    user = User.objects.create_user("ayse", first_name="Ayşe", last_name="Işık")
    assert list(User.objects.all().with_words("isik")) == [user]
    User.objects.update(last_name="Çınar")

    assert list(User.objects.all().with_words("isik")) == []
    assert list(User.objects.all().with_words("ayşe CINAR")) == [user]


def test_a_bulk_change_of_other_fields_leaves_the_search_text_alone(union):
    make.make_decision(title_tr="Karar")

    with CaptureQueriesContext(connection) as asked:
        Decision.objects.update(carrying_out_tr="Yapıldı")

    assert not any("search_text" in query["sql"] for query in asked)


def models():
    return [model for model in Searchable.__subclasses__() if not model._meta.abstract]


@table("model", models(), ids=lambda model: model._meta.label)
def test_every_searched_field_is_a_column_and_in_no_history(model):
    names = {field.name for field in model._meta.concrete_fields}

    assert columns_of(model)
    assert set(columns_of(model)) <= names
    if hasattr(model, "history"):
        assert "search_text" not in {field.name for field in model.history.model._meta.fields}


MIGRATIONS = [
    f"{name}_search_text" for name in ["unions.migrations.0003", "members.migrations.0002", "pages.migrations.0003"]
]


def test_rows_of_before_are_found_after_the_migration(union):
    make.make_decision(number=17, title_tr="Bütçe")
    make.make_post(title_tr="Çorlu’da toplantı", summary_tr="Özet")
    make.make_municipality(name="İpsala")
    for model in models():
        QuerySet(model).update(search_text="")
    assert found("butce") == []

    for name in MIGRATIONS:
        step = import_module(name).Migration.operations[-1]
        step.code(apps, SimpleNamespace(connection=connection))

    assert found("butce") == [17]
    assert Post.objects.with_words("corlu ozet").exists()
    assert Municipality.objects.with_words("ipsala").exists()


# Searching


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Bütçe bütçe BÜT", ["butce"]),
        ("2026/17", ["2026", "17"]),
        ("%_\\ '\x00", []),
        ("", []),
        ("Edirne'nin", ["edirne"]),
    ],
)
def test_words_are_searched_once_and_without_punctuation(typed, words):
    assert words_of(typed) == words


@pytest.mark.parametrize("typed", ["a" * 100_000, " ".join(f"kelime{n}" for n in range(5000)), "%", "_", "\\", "\x00"])
def test_no_search_is_too_much_for_the_database(union, typed):
    make.make_decision(title_tr="Karar")

    assert len(Decision.objects.with_words(typed)) == (0 if len(typed) > 1 else 1)


def test_the_public_search_takes_only_what_it_shows_from_the_database(reader, union, monkeypatch):
    organ = make.assembly_of(union)
    Decision.objects.bulk_create(
        Decision(organ=organ, number=n, date=date(2026, 1, 1), title_tr=f"Karar {n} bütçe", status="published")
        for n in range(1, 301)
    )
    read = []
    fetch = Decision.from_db.__func__
    monkeypatch.setattr(Decision, "from_db", classmethod(lambda *given: read.append(given) or fetch(*given)))

    response = reader.get(address("decision_list"), {"s": "BUTCE"})

    assert response.context["page"].paginator.count == 300
    assert len(response.context["page"].object_list) == len(read) == 20
    assert reader.get(address("decision_list"), {"s": "bütçe", "sayfa": "15"}).status_code == 200
    assert reader.get(address("decision_list"), {"s": "bütçe", "sayfa": "16"}).status_code == 404


def test_the_admin_reads_no_row_to_search(union, monkeypatch):
    """Neither in lists nor in choosers."""
    for number in range(300):
        make.make_post(union=union, title_tr=f"Haber {number}")
    folds = []
    monkeypatch.setattr("unions.text.search_text.fold", lambda text: folds.append(text) or text)

    response = staff_client(union).get(admin_address("changelist", model=Post), q="haber")

    assert response.context["cl"].result_count == 300
    assert len(folds) <= 2


@pytest.mark.parametrize("model_admin", admin.site._registry.values(), ids=lambda each: each.model._meta.label)
def test_every_list_of_the_admin_is_searched_by_the_database(model_admin, rf):
    lookups = model_admin.get_search_fields(rf.get("/"))

    assert all(column.endswith("search_text") for column in searched_columns(model_admin.model, lookups))


def test_rows_are_searched_by_the_rows_they_point_to():
    assert searched_columns(Membership, ["municipality__name", "municipality__province__name"]) == [
        "municipality__search_text",
        "municipality__province__search_text",
    ]
    assert searched_columns(AgendaItem, ["title_tr", "title_en", "meeting__year"]) == [
        "search_text",
        "meeting__search_text",
    ]
    with pytest.raises(ImproperlyConfigured, match=r"Decision.legal_ground"):
        searched_columns(Decision, ["legal_ground"])
