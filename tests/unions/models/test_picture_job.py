from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.factories import make_post, picture_upload
from unions.background.picture_worker import PictureWorker
from unions.models import PictureJob
from unions.models.picture_job import MOST_ATTEMPTS

pytestmark = pytest.mark.django_db


def test_a_picture_that_cannot_be_copied_is_tried_again_and_then_given_up(union):
    post = make_post(picture=picture_upload(width=700, height=500))
    Path(post.picture.path).write_bytes(b"broken")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        PictureWorker().step()
        job = PictureJob.objects.get()
        assert job.attempts == attempt
        assert job.next_attempt_at > timezone.now()
        PictureJob.objects.update(next_attempt_at=timezone.now())

    assert PictureWorker().step() == 0
    assert list(PictureJob.objects.of_union("ornek").given_up()) == [job]
    assert not PictureJob.objects.of_union("baska").exists()


def test_the_lease_of_a_killed_worker_ends(union):
    make_post(picture=picture_upload(width=700, height=500))
    assert PictureJob.objects.claim(timezone.now()) is not None

    assert PictureJob.objects.claim(timezone.now()) is None
    assert PictureJob.objects.claim(timezone.now() + timedelta(minutes=11)) is not None
