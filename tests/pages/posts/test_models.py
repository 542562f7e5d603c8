from pages.models import Post
from tests.factories import make_post


def test_news_and_announcements_are_told_apart(union):
    news, announcement = make_post(kind="news"), make_post(kind="announcement")

    assert (list(Post.objects.news()), list(Post.objects.announcements())) == ([news], [announcement])
    assert (news.kind_name, announcement.kind_name) == ("news", "announcement")


def test_newest_of_each_kind_come_in_one_query(union, django_assert_num_queries):
    posts = {
        kind: [make_post(kind=kind, date=f"2026-05-{day:02}") for day in [3, 1, 2]] for kind in ["news", "announcement"]
    }

    with django_assert_num_queries(1):
        newest = Post.objects.newest_of_each_kind(2)

    assert newest == {kind: [first, third] for kind, (first, _second, third) in posts.items()}


def test_post_is_found_by_the_words_of_both_languages(union):
    post = make_post(title_tr="Atık yönetimi", title_en="Waste management")

    for words in ["ATIK", "waste manag", "yönetimi atık"]:
        assert list(Post.objects.with_words(words)) == [post]
