import pytest

from pages.library.models import Picture
from pages.models import Post
from tests.pages.demo.demonstration import demonstration, dump_of_facts, files, owned_models, run
from unions.files.fields import UploadField
from unions.models import (
    PathRedirect,
)
from unions.publishing.addresses import Addressed

pytestmark = pytest.mark.slow


def test_every_row_is_marked_and_no_fact_is(demo):
    for model in owned_models():
        # A picture of the library is marked by the rows that show it, and has no text of the demonstration.
        if model is Picture:
            continue
        assert not model.all_unions.filter(is_demo=True).exclude(source_key__startswith="demo:").exists()
        assert not model.all_unions.filter(is_demo=False, source_key__startswith="demo:").exists()
    assert dump_of_facts() == demo["facts"]


def test_nothing_of_it_is_in_the_history_or_forwards(demo):
    assert not [name for name in demonstration() if name.endswith("history")]
    assert not PathRedirect.all_unions.exists()


def test_second_run_adds_nothing_and_keeps_every_address(demo):
    rows = demonstration()
    addresses = {
        (model, row.pk): row.addresses()
        for model in owned_models()
        if issubclass(model, Addressed)
        for row in model.all_unions.all()
    }
    stored = files()

    run("loaddemo")

    assert demonstration() == rows
    assert all(model.all_unions.get(pk=pk).addresses() == known for (model, pk), known in addresses.items())
    assert files() == stored
    assert not PathRedirect.all_unions.exists()


def test_second_run_brings_back_what_was_deleted_and_keeps_what_was_changed(demo):
    deleted, changed = Post.all_unions.filter(union__code="konya", picture="")[:2]
    address = deleted.address("tr")
    changed.title_tr = "Personelin başlığı"
    changed.save()
    deleted.delete()

    run("loaddemo")

    changed.refresh_from_db()
    assert changed.title_tr == "Personelin başlığı"
    assert address in {post.address("tr") for post in Post.all_unions.filter(union__code="konya")}
    assert not PathRedirect.all_unions.filter(old_path=address).exists()


def test_every_file_field_is_known_to_the_removal():
    fields = [
        field
        for model in owned_models()
        for field in model._meta.concrete_fields
        if field.get_internal_type() == "FileField"
    ]

    assert fields
    assert all(isinstance(field, UploadField) for field in fields)


def test_rows_of_every_model_are_valid(union):
    for model in owned_models():
        for row in model.objects.filter(is_demo=True).order_by("?")[:4]:
            row.full_clean()
