import pytest
from django.test import Client

from tests.factories import (
    make_decision,
    make_gallery,
    make_paper,
    make_photo,
    make_post,
    make_staff,
    make_superuser,
    make_union,
    pdf_upload,
    picture_upload,
)
from unions.background.picture_worker import PictureWorker
from unions.files.renditions import copy_name
from unions.models import PictureJob, StaffRole

TOKEN = "0" * 32


def signed_in(user, host="ornek.localhost"):
    client = Client(headers={"host": host})
    client.force_login(user)
    return client


def test_public_file_is_served_inert(reader, union):
    paper = make_paper(file=pdf_upload("butce.pdf"))

    response = reader.get(paper.file.url)

    assert response.status_code == 200
    assert response.getvalue().startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="butce.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=3600, immutable"
    assert not response.cookies


def test_the_proxy_sends_what_the_application_allows(reader, union, settings):
    settings.FILES_BY_PROXY = True
    public, private = make_paper(file=pdf_upload("bütçe 1.pdf")), make_post(status="draft", picture=picture_upload())

    shown, saved = reader.get(public.file.url), reader.get(f"{public.file.url}?indir")

    assert shown["X-Accel-Redirect"] == f"/_files/{public.file.name}"
    assert shown.content == b""
    assert shown["Content-Type"] == "application/pdf"
    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    # The proxy has its own, by which it compares.
    assert "ETag" not in shown
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert reader.get(private.picture.url).status_code == 404


def test_picture_and_its_copies_are_shown(reader, union):
    post = make_post(picture=picture_upload(width=700, height=500))
    PictureWorker().step()

    for url in [post.picture.url, post.picture.usual_url, *(url for url, _width in post.picture.copies)]:
        response = reader.get(url)
        assert response.status_code == 200
        assert response["Content-Type"].startswith("image/")
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"].startswith("public, max-age=31536000")


def test_copy_that_was_never_made_is_stood_in_for(reader, union):
    post = make_post(picture=picture_upload("afis.png", width=700, height=500))
    storage = post.picture.storage
    for name in storage.listdir(post.picture.name.rsplit("/", 1)[0])[1]:
        if name.startswith("w"):
            storage.delete(post.picture.name.rsplit("/", 1)[0] + "/" + name)

    kinds = [reader.get(url)["Content-Type"] for url in [post.picture.usual_url, post.picture.copies[0][0]]]
    storage.save(copy_name(post.picture.name, 640, "webp"), picture_upload())
    kinds += [reader.get(post.picture.copies[0][0])["Content-Type"]]

    assert kinds == ["image/png", "image/png", "image/webp"]
    # Nobody was ever offered this one.
    assert reader.get(post.picture.usual_url.replace("w640", "w641")).status_code == 404


def test_office_file_is_saved_not_shown(reader, union):
    paper = make_paper(file=pdf_upload("butce.pdf"))
    # What counts is the name: nothing in the address says that it was a PDF once.
    name = paper.file.name.replace("butce.pdf", "butce.docx")
    paper.file.storage.save(name, pdf_upload())

    assert reader.get(paper.file.storage.url(name))["Content-Disposition"] == 'attachment; filename="butce.docx"'


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_file_of_a_row_that_is_not_public_is_not_found(reader, union, status):
    decision = make_decision(file=pdf_upload(), status=status)

    assert reader.get(decision.file.url).status_code == 404


def test_photo_of_a_draft_gallery_is_not_found_in_any_width(reader, union):
    photo = make_photo(gallery=make_gallery(status="draft"), picture=picture_upload(width=700, height=500))
    addresses = [photo.picture.url, photo.picture.usual_url, *(url for url, _width in photo.picture.copies)]
    staff = signed_in(make_staff(union, StaffRole.Role.EDITOR, is_staff=True))

    assert len(addresses) == 5
    assert [reader.get(url).status_code for url in addresses] == [404] * 5
    for url in addresses:
        response = staff.get(url)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"


def test_file_of_another_union_is_not_found(reader, union):
    paper = make_paper(union=make_union(), file=pdf_upload())

    assert reader.get(paper.file.url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "ornek",
        "ornek/unions.paper/x/butce.pdf",
        "ornek/unions.nothing/" + "0" * 32 + "/butce.pdf",
        "ornek/unions.user/" + "0" * 32 + "/butce.pdf",
        "ornek/unions.paper/" + "0" * 32 + "/../../../db.sqlite3",
        "../db.sqlite3",
        "ornek/unions.paper/%00/butce.pdf",
        f"ornek/unions.paper/{TOKEN}/%00",
        f"ornek/unions.paper/{TOKEN}/butce.pdf%00.png",
        f"ornek/unions.paper/{TOKEN}/" + "a" * 300 + ".pdf",
        f"ornek/unions.paper/{TOKEN}/" + "%C5%9F" * 200,
        f"ornek/unions.paper/{TOKEN}/..",
        f"ornek/unions.paper/{TOKEN}/%2e%2e%2f%2e%2e%2fdb.sqlite3",
        f"ornek/unions.paper/{TOKEN}/..%5c..%5cdb.sqlite3",
        f"ornek/unions.paper/{TOKEN}/butce.pdf/",
        f"ornek/unions.paper/{TOKEN}/butce.pdf/more",
        f"ornek/unions.paper/{TOKEN}%00/butce.pdf",
        f"ornek%00/unions.paper/{TOKEN}/butce.pdf",
        f"ornek/unions.paper%00/{TOKEN}/butce.pdf",
        f"ornek/unions.paper/{TOKEN}/%FF%FE",
        f"ornek/unions.paper/{TOKEN}/" + "a/" * 2000,
    ],
)
def test_address_of_no_file_is_not_found(reader, union, path):
    assert reader.get(f"/dosya/{path}").status_code == 404


@pytest.mark.parametrize("name", ["%00", "butce.pdf%00", "a" * 300, "%C5%9F" * 200, "..", "%2e%2e%2fx", "x/y", "%FF"])
def test_no_name_beside_a_real_file_breaks_anything(reader, union, name):
    """The row is found by its folder, so that the name reaches the disk."""
    folder = make_paper(file=pdf_upload("butce.pdf")).file.url.rpartition("/")[0]
    picture = make_post(picture=picture_upload(width=700, height=500)).picture.url.rpartition("/")[0]

    assert [reader.get(f"{place}/{name}").status_code for place in (folder, picture)] == [404, 404]


def test_a_file_that_this_machine_does_not_have_is_asked_for_again(reader, union):
    paper = make_paper(file=pdf_upload("butce.pdf"))
    paper.file.storage.delete(paper.file.name)

    answer = reader.get(paper.file.url)

    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
    paper.file.storage.save(paper.file.name, pdf_upload())
    assert reader.get(paper.file.url).status_code == 200


def test_a_large_picture_does_not_stand_in_for_a_narrow_copy_that_is_being_made(reader, union, monkeypatch):
    monkeypatch.setattr("unions.institution.stored_files.FAIR_STAND_IN", 100)
    picture = make_post(picture=picture_upload(width=700, height=500)).picture
    waiting = reader.get(picture.usual_url)

    PictureJob.objects.update(attempts=99)
    given_up = reader.get(picture.usual_url)

    assert (waiting.status_code, waiting["Cache-Control"]) == (404, "no-store")
    assert (given_up.status_code, given_up["Cache-Control"]) == (200, "public, max-age=60")


def test_other_file_beside_a_public_one_is_not_found(reader, union):
    paper = make_paper(file=pdf_upload("butce.pdf"))

    assert reader.get(paper.file.url.replace("butce.pdf", "yok.pdf")).status_code == 404


def test_staff_see_the_file_of_their_draft(union):
    decision = make_decision(file=pdf_upload(), status="draft")

    response = signed_in(make_staff(union, StaffRole.Role.EDITOR, is_staff=True)).get(decision.file.url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_staff_of_another_union_do_not(union):
    decision = make_decision(file=pdf_upload(), status="draft")
    stranger = make_staff(make_union(), StaffRole.Role.MANAGER, is_staff=True)

    assert signed_in(stranger).get(decision.file.url).status_code == 404


def test_those_who_run_the_installation_hold_no_role_and_do_not(union):
    decision = make_decision(file=pdf_upload(), status="draft")

    assert signed_in(make_superuser()).get(decision.file.url).status_code in {200, 404}


def test_public_file_costs_three_queries(reader, union, django_assert_max_num_queries):
    paper = make_paper(file=pdf_upload())

    with django_assert_max_num_queries(3):
        assert reader.get(paper.file.url).status_code == 200


def test_accent_is_kept_for_good(reader, union):
    response = reader.get("/renk-150-88.css")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--accent:" in response.text
    assert "--second:" in response.text


def test_impossible_hue_is_not_found(reader, union):
    for hues in ["360-88", "150-360", "99999999999999999999-88", "150-99999999999999999999"]:
        assert reader.get(f"/renk-{hues}.css").status_code == 404, hues
