"""The fonts that people have: Open Sans in place of Segoe UI on a desktop, Roboto on a phone.

A bare Debian has only DejaVu Sans, which no telephone and no Windows machine shows; it is wider by a tenth, so that
every break and every height is judged wrongly.
"""

import shutil
import subprocess
from pathlib import Path

FONTS_FILE = Path(__file__).with_name("fonts.conf")
# The Debian package of each family.
PACKAGES = {"Open Sans": "fonts-open-sans", "Roboto": "fonts-roboto-unhinted"}

# A phone has neither Apple's list of fonts nor Segoe UI and so takes Roboto, the next of the site's list. A style sheet
# of the window says so for each width: one browser and one page serve both, and a window may change its size. Without
# script a window keeps the fonts of a desktop.
FONTS_OF_A_PHONE = """
    const fontsOfAPhone = new CSSStyleSheet();
    fontsOfAPhone.replaceSync(`@media (width < 600px) {
        :root { --sans: Roboto, sans-serif; --font-family-primary: Roboto, sans-serif; }
    }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, fontsOfAPhone];
"""


def missing_packages() -> list[str]:
    """The Debian packages whose font the system does not have."""
    if not (lister := shutil.which("fc-list")):
        return ["fontconfig", *PACKAGES.values()]
    listed = subprocess.run([lister, ":", "family"], capture_output=True, text=True, check=True).stdout
    found = {family.strip() for line in listed.splitlines() for family in line.split(",")}
    return [package for family, package in PACKAGES.items() if family not in found]
