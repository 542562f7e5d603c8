def test_robots_are_kept_from_the_admin_and_shown_the_map(client, union):
    response = client.get("/robots.txt")

    assert response["content-type"] == "text/plain; charset=utf-8"
    assert "Disallow: /yonetim/" in response.text
    assert f"Sitemap: http://{union.code}.localhost/sitemap.xml" in response.text
