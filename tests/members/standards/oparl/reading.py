"""OParl as a client reads it."""

SCHEMA = "https://schema.oparl.org/1.1/"


def get(client, address: str, **query) -> dict:
    path = address.removeprefix("http://birlik.localhost")
    response = client.get(path, query, headers={"host": "birlik.localhost"})
    assert response.status_code == 200, (path, response.content)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"].startswith("application/json")
    assert not response.cookies
    return response.json()


def objects_in(value):
    """Every OParl object in an answer, embedded ones included."""
    if isinstance(value, dict):
        if str(value.get("type", "")).startswith(SCHEMA):
            yield value
        for each in value.values():
            yield from objects_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects_in(each)


def references_in(value):
    """Every address of another OParl object or list in an answer."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in {"id", "type", "oparlVersion", "accessUrl", "downloadUrl"}:
                yield from references_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from references_in(each)
    elif isinstance(value, str) and "/oparl/" in value:
        yield value
