from pathlib import Path

import pytest
from django.conf import settings

from unions.tenancy.roles import roles

HANDBOOK = Path(settings.BASE_DIR) / "docs" / "handbook"


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("role", roles())
def test_the_handbook_says_of_each_role_what_the_system_lets_it_do(role, language):
    text = (HANDBOOK / f"{language}.md").read_text(encoding="utf-8")

    assert f"| {roles()[role][f'label_{language}']} | {roles()[role][f'purpose_{language}']} |" in text
