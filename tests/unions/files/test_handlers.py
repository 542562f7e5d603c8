"""How much of a form's files is taken in, and what of the rest."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from unions.files import handlers
from unions.files.handlers import BoundedUploadHandler, CutUpload, refuse_cut


@pytest.fixture(autouse=True)
def small_limits(settings, monkeypatch):
    settings.FORM_FILES, settings.FORM_BYTES = 3, 100
    monkeypatch.setattr(handlers, "FILE_BYTES", 60)


def sent(handler: BoundedUploadHandler, name: str, *sizes: int):
    """The upload that a file of such pieces becomes, and how many bytes of it were passed on."""
    handler.new_file("file", name, "text/plain", None)
    taken = [handler.receive_data_chunk(b"x" * size, 0) for size in sizes]
    return handler.file_complete(sum(sizes)), sum(len(piece) for piece in taken if piece)


def test_what_is_within_the_limits_passes_on():
    assert sent(BoundedUploadHandler(), "a.txt", 30, 30) == (None, 60)


def test_of_a_file_that_is_too_large_name_and_size_are_known_and_its_field_refuses_it():
    upload, passed = sent(BoundedUploadHandler(), "a.txt", 30, 31)

    assert (upload.name, upload.size, passed) == ("a.txt", 61, 30)
    # By its size, at the field; the form is not too large.
    refuse_cut(upload)


def test_a_file_that_is_one_too_many_or_too_much_for_the_form_is_refused_by_name():
    too_much = BoundedUploadHandler()
    sent(too_much, "1.txt", 60)
    too_many = BoundedUploadHandler()
    for number in range(3):
        sent(too_many, f"{number}.txt", 1)

    for handler in [too_much, too_many]:
        upload, passed = sent(handler, "son.txt", 41)
        assert (type(upload), passed) == (CutUpload, 0)
        with pytest.raises(ValidationError, match=r"son\.txt"):
            refuse_cut(upload)


def test_a_file_that_came_whole_is_not_refused():
    refuse_cut(SimpleUploadedFile("a.txt", b"x"))
