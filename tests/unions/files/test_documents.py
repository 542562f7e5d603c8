"""What becomes of documents as people send them: as lenient as readers, as strict as safety."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from tests.tables import table
from tests.unions.files.sample_documents import refused, taken
from unions.files.documents import check_document

TAKEN, REFUSED = list(taken()), list(refused())


@table(("name", "content"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN])
def test_what_readers_open_is_accepted(name, content):
    upload = ContentFile(content, name=name)

    check_document(upload)

    assert upload.read() == content, "The check leaves the file at its beginning."


@table(("name", "content", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_other_documents_are_refused_with_their_reason(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        check_document(ContentFile(content, name=name))

    assert refusal.value.code == code
    assert len(refusal.value.messages[0]) > 20
