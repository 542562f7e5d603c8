"""What stands beside a post."""

from pages.page_kind import PageKind
from pages.posts.models import Post
from unions.caching.per_generation import cached_per_generation
from unions.tenancy.requests import UnionRequest


def newest_others(request: UnionRequest, kind: PageKind, post: Post) -> dict:
    """The newest of its kind, but for the post itself."""
    # The same beside every post of its kind.
    newest = cached_per_generation(request, list, kind.rows().published()[:4])
    return {"others": [other for other in newest if other.pk != post.pk][:3]}
