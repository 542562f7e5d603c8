"""Posts that link to things of the site, and where the links of a page lead."""

from pages.models import Post
from tests import factories as make


def linking_to(*addresses: str, **fields) -> Post:
    """A published post whose text links to the addresses, read again from the database."""
    text = "".join(f'<p><a href="{address}">söz</a></p>' for address in addresses)
    return Post.objects.get(pk=make.make_post(body_tr=text, status="published", **fields).pk)


def hrefs(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('href="')[1:]]
