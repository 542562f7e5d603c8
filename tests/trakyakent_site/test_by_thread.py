"""The places of Django's that are kept by thread are still there, and two threads do not see each other's language."""

import threading

from django.utils import timezone, translation
from django.utils.timezone import get_current_timezone_name

from trakyakent_site.by_thread import PLACES, keep_by_thread


def test_every_place_is_kept_by_thread_and_a_second_call_changes_nothing():
    keep_by_thread()
    kept = [getattr(module, name) for module, name in PLACES]

    keep_by_thread()

    assert all(isinstance(place, threading.local) for place in kept)
    assert [getattr(module, name) for module, name in PLACES] == kept


def test_another_thread_has_its_own_language_and_zone():
    seen = []

    def look() -> None:
        seen.append((translation.get_language(), get_current_timezone_name()))
        translation.activate("tr")

    with translation.override("en"), timezone.override("UTC"):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(60)

        assert translation.get_language() == "en"
    assert seen == [("tr", "Europe/Istanbul")]
