import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save

from members.municipalities.models import Municipality
from pages.models import Post
from tests.factories import make_gallery, make_municipality, make_photo, make_post, make_union
from tests.tables import table
from unions.caching import generations
from unions.caching.generations import ChangeCountingQuerySet
from unions.models import Generation, Union
from unions.models.versions import StaleVersion

pytestmark = pytest.mark.django_db


def number(union) -> int:
    return Generation.objects.get(union=union).number


@table(
    "write",
    [
        lambda post: post.save(),
        lambda post: post.delete(),
        lambda post: Post.objects.filter(pk=post.pk).update(title_tr="Yeni"),
        lambda post: Post.objects.filter(pk=post.pk).delete(),
        lambda post: Post.objects.bulk_update([post], ["title_tr"]),
        lambda post: Post.objects.bulk_create([Post(union=post.union, title_tr="Bir")]),
        lambda post: Post.all_unions.filter(pk=post.pk).update(title_tr="Yeni"),
        lambda post: Post.all_unions.filter(pk=post.pk)._raw_delete("default"),
    ],
    ids=["save", "delete", "update", "bulk delete", "bulk update", "bulk create", "unscoped update", "raw delete"],
)
def test_every_way_to_write_raises_the_number_of_that_union_only(write):
    post = make_post(union=make_union())
    other = make_union()
    before, before_other = number(post.union), number(other)

    write(post)

    assert number(post.union) > before
    assert number(other) == before_other


def test_a_row_that_changes_hands_raises_the_number_of_both_unions():
    post, other = make_post(union=make_union()), make_union()
    before, before_other = number(post.union), number(other)

    Post.all_unions.filter(pk=post.pk).update(union=other)

    assert number(post.union) > before
    assert number(other) > before_other


def test_a_row_that_was_read_in_one_union_is_not_saved_into_another():
    post = make_post(union=make_union())
    post.union = make_union()

    with pytest.raises(StaleVersion):
        post.save()


def test_changes_of_many_unions_raise_the_number_of_each():
    first, second, third = make_union(), make_union(), make_union()
    before = number(first), number(second), number(third)

    Union.objects.exclude(pk=third.pk).update(accent_hue=10)

    assert (number(first), number(second), number(third)) == (before[0] + 1, before[1] + 1, before[2])


def test_every_model_of_content_counts_its_bulk_writes():
    content = [
        model
        for model in apps.get_models()
        if model._meta.app_label in {"unions", "members", "pages"}
        and not hasattr(model, "history_object")
        and generations.is_public_content(model)
    ]

    assert len(content) > 20
    for model in content:
        for manager in model._meta.managers:
            assert isinstance(manager.get_queryset(), ChangeCountingQuerySet), f"{model.__name__}.{manager.name}"


@pytest.mark.parametrize("command", ["loadreference", "loadfacts"])
def test_a_command_that_writes_raises_the_number_of_every_union_it_writes_to(command):
    if command == "loadfacts":
        call_command("loadreference", verbosity=0)
    if not Union.objects.exists():
        make_union(code="trakyakent")
    before = dict(Generation.objects.values_list("union", "number"))

    call_command(command, verbosity=0)

    for union, old in before.items():
        assert Generation.objects.get(union=union).number > old


def test_rows_that_go_with_their_parent_raise_the_number():
    photo = make_photo(gallery=make_gallery())
    union = photo.union
    before = number(union)

    photo.gallery.delete()

    assert number(union) > before


def test_reference_data_raises_the_number_of_every_union():
    first, second = make_union(), make_union()
    municipality = make_municipality()
    before = number(first), number(second)

    municipality.save()
    Municipality.objects.update(population=1, population_year=2025)

    assert (number(first), number(second)) == (before[0] + 2, before[1] + 2)


def test_a_change_of_the_union_itself_raises_its_number():
    union = make_union()
    before = number(union)

    union.accent_hue = 100
    union.save()

    assert number(union) == before + 1


def test_a_write_that_is_rolled_back_counts_as_none():
    post = make_post()
    before = number(post.union)

    with transaction.atomic():
        post.save()
        transaction.set_rollback(True)

    assert number(post.union) == before


# Models that no public page shows.
UNSHOWN = {
    "unions.Allowance",
    "unions.AccountLink",
    "unions.Deletion",
    "unions.FileRecord",
    "unions.FileText",
    "unions.Generation",
    "unions.Invitation",
    "unions.OutgoingMail",
    "unions.PictureJob",
    "unions.PeriodicTask",
    "unions.WorkProcess",
    "unions.StaffRole",
    "unions.NextVersion",
    "unions.Review",
    "unions.SharedPreview",
    "unions.UnsavedWork",
    "unions.User",
    # What anybody sent: only the log of answered ones is shown.
    "pages.Request",
    "pages.RequestFile",
    "members.CheckLink",
    "members.CheckRound",
    "members.Correction",
    "members.Elections",
    "members.ImportRun",
    "members.ListingCheck",
    "members.RememberedAnswer",
    "pages.Link",
    "pages.PublicSince",
    "pages.SearchChange",
    "pages.Subscription",
    "pages.WordInVain",
}


def test_every_model_of_content_is_connected():
    uids = " ".join(str(receiver[0]) for receiver in post_save.receivers)
    labels = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in {"unions", "members", "pages"} and not hasattr(model, "history_object")
    }

    assert {label for label in labels if f"'generation-save-{label}'" not in uids} == UNSHOWN
    assert generations.is_owned(Post)
