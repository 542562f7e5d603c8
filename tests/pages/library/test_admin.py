"""The page of a picture: another file in its place, where it is shown, and how it goes."""

import pytest
from django.urls import reverse

from pages.models import Picture, Post
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import PathRedirect

pytestmark = pytest.mark.django_db

LIST = "admin:pages_picture_changelist"


def test_another_file_takes_the_place_of_a_picture_wherever_it_is_shown(bound, manager, picture_file):
    picture = make.make_picture(picture=picture_file("red", width=400))
    former = picture.picture.url
    post = make.make_post(title_tr="Şenlik", picture=picture.picture.name)
    page = f"/tr/haberler/{post.slug_tr}/"

    answer = manager.save(address("change", picture), picture=picture_file("blue", "yeni.png", width=400))

    assert answer.status_code == 302
    picture.refresh_from_db()
    post.refresh_from_db()
    assert post.picture.name == picture.picture.name != former
    assert manager.client.get(former).url == picture.picture.url
    shown = manager.client.get(page).text
    assert picture.picture.name.rsplit("/", 1)[0] in shown
    assert former.rsplit("/", 1)[0] not in shown
    assert PathRedirect.objects.get().old_path == former
    assert post.history.count() == 2


def test_an_editor_cannot_replace_what_readers_see(bound, picture_file):
    picture = make.make_picture(picture=picture_file("red"))
    make.make_post(title_tr="Şenlik", picture=picture.picture.name)

    answer = staff_client(bound, "editor").save(address("change", picture), picture=picture_file("blue"))

    assert answer.status_code == 200
    assert "Şenlik" in " ".join(answer.context["adminform"].form.errors["picture"])
    assert Picture.objects.get().picture.name == picture.picture.name


def test_a_picture_is_not_added_twice(manager, picture_file):
    make.make_picture(name="İlk", picture=picture_file("red"))

    answer = manager.save(reverse("admin:pages_picture_add"), picture=picture_file("red"))

    assert "İlk" in " ".join(answer.context["adminform"].form.errors["picture"])
    assert Picture.objects.count() == 1


def test_the_page_of_a_picture_says_where_it_is_shown_and_deleting_names_that(manager, picture_file):
    picture = make.make_picture(picture=picture_file("red"))
    gallery = make.make_gallery(title_tr="Açılış töreni")
    make.make_photo(gallery=gallery, picture=picture.picture.name)

    pages = [manager.get(address(name, picture)).text for name in ["change", "delete"]]
    refused = manager.post(address("delete", picture), {"post": "yes"})

    assert all(address("change", gallery) in page and "Açılış töreni" in page for page in pages)
    assert refused.status_code in {200, 302, 403}
    assert Picture.objects.filter(pk=picture.pk).exists()
    gallery.delete()
    assert manager.post(address("delete", picture), {"post": "yes"}).status_code == 302
    assert not Picture.objects.exists()


def test_the_grid_asks_as_often_for_sixty_pictures_as_for_three(manager, django_assert_max_num_queries):
    name = make.make_picture().picture.name
    for number in range(70):
        Picture.objects.bulk_create([Picture(union=manager.union, name=f"Resim {number}", picture=f"{name}{number}")])
    make.make_post(picture=name, title_tr="Gösteren")

    with django_assert_max_num_queries(25):
        page = manager.get(reverse(LIST))
    assert len(page.context["cards"]) == 60
    pages = {
        query: [picture.name for picture, _uses in manager.get(reverse(LIST), **dict([query])).context["cards"]]
        for query in [("q", "Resim 69"), ("use", "post"), ("year", "1999"), ("words", "decorative")]
    }
    assert pages[("q", "Resim 69")] == ["Resim 69"]
    assert pages[("use", "post")] == ["Sahil"]
    assert pages[("words", "decorative")] == []
    assert manager.get(reverse(LIST), use="unused").context["cl"].result_count == 70
    assert Post.objects.count() == 1


def test_an_editor_writes_no_credit_below_a_picture_that_readers_see(bound):
    picture = make.make_picture(credit="A. Yılmaz")
    make.make_post(title_tr="Şenlik", picture=picture.picture.name)
    editor = staff_client(bound, "editor")

    answer = editor.save(address("change", picture), credit="Başkası")
    table = editor.client.post(
        reverse("admin:pages_picture_words"),
        {"ids": picture.pk, f"{picture.pk}-version": picture.version, f"{picture.pk}-credit": "Başkası"},
    )

    assert "Şenlik" in " ".join(answer.context["adminform"].form.errors["credit"])
    assert "Şenlik" in " ".join(table.context["forms"][0].errors["credit"])
    assert Picture.objects.get().credit == "A. Yılmaz"
    Post.objects.update(status="draft")
    assert editor.save(address("change", picture), credit="Başkası").status_code == 302


def test_where_publishing_takes_two_people_one_alone_replaces_or_describes_nothing_public(bound, manager, picture_file):
    bound.publishing_takes_two = True
    bound.save()
    picture = make.make_picture(picture=picture_file("red"))
    public, draft = [
        make.make_post(title_tr=status, picture=picture.picture.name, status=status)
        for status in ["published", "draft"]
    ]

    answer = manager.save(address("change", picture), picture=picture_file("blue"))
    described = manager.save(address("change", picture), alt_tr="Sahil")

    assert "onaya gönderin: published" in " ".join(answer.context["adminform"].form.errors["picture"])
    assert Picture.objects.get().picture.name == picture.picture.name
    assert described.status_code == 302
    alts = dict(Post.objects.values_list("pk", "picture_alt_tr"))
    assert (alts[public.pk] or "", alts[draft.pk]) == ("", "Sahil")


def test_an_earlier_file_comes_back_wherever_the_picture_is_shown(bound, manager, picture_file):
    picture = make.make_picture(picture=picture_file("red"))
    former = picture.picture.name
    post = make.make_post(picture=former)
    manager.save(address("change", picture), picture=picture_file("blue"))
    replaced = Picture.objects.get().picture.url
    earlier = reverse("admin:pages_picture_record", args=[picture.pk, picture.history.earliest().pk])

    refused = staff_client(bound, "editor").post(earlier, {})
    answer = manager.post(earlier, {})

    assert (refused.status_code, answer.status_code) == (403, 302)
    post.refresh_from_db()
    assert Picture.objects.get().picture.name == post.picture.name == former
    assert PathRedirect.objects.get().old_path == replaced
