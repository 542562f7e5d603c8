from trakyakent_site.mirror.links import links_of

PAGE = """
<link rel="stylesheet" href="/static/css/a.css"><a href="../b/#c">b</a> <a href="/tr/?q=1">question</a>
<a href="https://other.example/">other</a> <a href="mailto:a@b.example">mail</a> <a href="http://[">odd</a>
<img src="/dosya/a.jpg" srcset="/dosya/a-1.webp 320w, /dosya/a-2.webp 640w"><form action="/tr/form/"></form>
<a href="http://u.localhost/en/">English</a> <a>nothing</a>
"""


def test_links_of_the_same_host_are_found_without_questions_and_places():
    assert links_of("http://u.localhost/tr/a/", PAGE.encode()) == [
        "/static/css/a.css",
        "/tr/b/",
        "/dosya/a.jpg",
        "/dosya/a-1.webp",
        "/dosya/a-2.webp",
        "/en/",
    ]
