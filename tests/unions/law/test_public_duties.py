from unions import law


def test_what_is_not_verified_is_never_printed_as_law():
    unverified = [duty for duty in law.PUBLIC_DUTIES if not duty.is_verified]

    assert unverified
    assert not any(duty.law_in_words for duty in unverified)
    assert all(duty.law and duty.source and duty.law_in_words for duty in law.PUBLIC_DUTIES if duty.is_verified)
