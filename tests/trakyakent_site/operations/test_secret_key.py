import stat

from trakyakent_site.operations import secret_key


def test_a_key_is_made_once_for_its_owner_only(tmp_path):
    path = tmp_path / "secret_key"

    made = secret_key.kept(path)

    assert len(made) >= 64
    assert secret_key.kept(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["secret_key"]


def test_the_key_that_another_process_has_just_made_is_taken(tmp_path, monkeypatch):
    path = tmp_path / "secret_key"
    drawn = secret_key.secrets.token_urlsafe

    def draws_while_another_is_quicker(length):
        path.write_text("the key of the other")
        return drawn(length)

    monkeypatch.setattr(secret_key.secrets, "token_urlsafe", draws_while_another_is_quicker)

    assert secret_key.kept(path) == "the key of the other"
    assert [each.name for each in tmp_path.iterdir()] == ["secret_key"]
