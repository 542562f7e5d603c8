from datetime import timedelta

import pytest
from django.utils import timezone

from trakyakent_site.operations import upkeep

pytestmark = pytest.mark.django_db


def test_the_age_of_the_last_backup_is_told(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    now, ages = timezone.now(), {}
    for text in [
        "",
        "no json",
        "[]",
        '{"made_at": "yesterday"}',
        f'{{"made_at": "{(now - timedelta(hours=3)).isoformat()}"}}',
    ]:
        (tmp_path / "backups.json").write_text(text)
        ages[text] = upkeep.seconds_since_backup(now)

    assert list(ages.values()) == [None] * 4 + [pytest.approx(3 * 3600)]
    assert upkeep.seconds_since_mirror(now) is None
