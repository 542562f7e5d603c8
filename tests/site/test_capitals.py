"""In the Turkish admin a label that begins with i begins with İ where it is capitalised, whoever capitalises it."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

pytestmark = pytest.mark.django_db

# Names and words that begin with the dotless letter.
DOTLESS = ("Isparta", "Iğdır", "Ilgaz", "Ilgın", "Irak", "Irmak", "Isı", "Israr", "Işık", "Ispanak", "Ihlara", "Ilıca")
DOTLESS_CAPITAL = re.compile(r"(?<![\w/&.=#-])I[a-zçğıöşü]\w*")
CODE = re.compile(
    r"<(script|style)\b.*?</\1>|<input[^>]*csrfmiddlewaretoken[^>]*>"
    r"|\b(?:id|class|name|for|href|src|action|nonce|data-[\w-]+)=\"[^\"]*\"",
    re.S,
)
PAGES = ["changelist", "add", "change", "delete", "history"]


def wrong_capitals(page: str) -> set[str]:
    words = set(DOTLESS_CAPITAL.findall(CODE.sub(" ", page)))
    return {word for word in words if not word.startswith(DOTLESS)}


def model_pages():
    for model in admin.site._registry:
        for page in PAGES:
            yield pytest.param(model, page, id=f"{model._meta.label_lower}-{page}")


@pytest.mark.parametrize(("model", "page"), list(model_pages()))
def test_no_label_of_the_admin_begins_with_a_dotless_capital(asker, world, model, page):
    row = world.own_by_model.get(model)
    if page in PAGES[2:] and row is None:
        pytest.skip("No such row is made here.")
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"

    answer = asker.ask("superuser", "GET", reverse(name, args=[row.pk] if page in PAGES[2:] else []))

    if answer.status == 403:
        pytest.skip("Nobody opens this page.")
    assert answer.status in [200, 302]
    assert wrong_capitals(answer.text) == set()


def test_the_start_page_begins_its_labels_with_the_dotted_capital(asker):
    answer = asker.ask("superuser", "GET", reverse("admin:index"))

    assert "İçe aktarmalar" in answer.text
    assert wrong_capitals(answer.text) == set()


def test_the_list_of_imports_is_headed_with_the_dotted_capital(asker):
    answer = asker.ask("superuser", "GET", reverse("admin:members_importrun_changelist"))

    assert "İçe aktarmalar" in answer.text
    assert "İçeriği" in answer.text
