"""What waits for a worker is taken by one alone, and again when its lease has passed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from unions.models import FileText, OutgoingMail, PictureJob

pytestmark = pytest.mark.django_db


def test_each_row_is_claimed_once_until_its_lease_has_passed(union):
    now = timezone.now() + timedelta(seconds=1)
    make.make_outgoing_mail()
    FileText.objects.create(name="ornek/belge.pdf")
    PictureJob.objects.create(name="ornek/resim.png", steps=[320])

    for rows in [OutgoingMail.all_unions.all(), FileText.objects.all(), PictureJob.objects.all()]:
        assert rows.claim(now - timedelta(days=1)) is None
        claimed = rows.claim(now)
        assert claimed.lease_until == now + rows.lease
        assert rows.claim(now + rows.lease - timedelta(seconds=1)) is None
        assert rows.claim(now + rows.lease) == claimed
