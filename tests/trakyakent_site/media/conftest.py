import pytest
from django.core.files.storage import default_storage

from tests.trakyakent_site.backups.bucket import KEYS, bucket_of_a_store


@pytest.fixture
def bucket(settings, tmp_path):
    """A store on the loopback address, in which the files of the sites lie."""
    keys = tmp_path / "store-keys"
    keys.write_text(f"{KEYS.name}\n{KEYS.secret}\n")
    keys.chmod(0o600)
    with bucket_of_a_store() as bucket:
        settings.MEDIA_STORE, settings.MEDIA_STORE_KEYS = bucket.address, str(keys)
        settings.MEDIA_ROOT = tmp_path / "nothing"
        settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "trakyakent_site.media.storage.BucketStorage"}}
        yield bucket


@pytest.fixture
def storage(bucket):
    return default_storage
