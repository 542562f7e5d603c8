"""OParl as a client reads it."""

from datetime import datetime

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


LISTS = [
    *["body", "legislative-term", "organization", "person", "membership", "meeting", "agenda-item"],
    *["paper", "consultation", "file", "location"],
]


class Mirror:
    """A client that keeps a copy of a union: it reads everything once, and afterwards only what has changed."""

    def __init__(self, client, language: str = "tr", *, page_size: int = 100):
        self.client = client
        self.language = language
        self.page_size = page_size
        self.objects: dict[str, dict] = {}

    def read_all(self) -> "Mirror":
        self.objects = {each["id"]: each for each in self._objects()}
        return self

    def read_changes(self, since: datetime) -> "Mirror":
        """Take over what has changed since a moment, deletions included."""
        for each in self._objects(modified_since=since.isoformat()):
            if each.get("deleted"):
                self.objects.pop(each["id"], None)
            else:
                self.objects[each["id"]] = each
        return self

    def _objects(self, **filters):
        system = get(self.client, f"/oparl/{self.language}/")
        yield system
        for word in LISTS:
            address, query = f"/oparl/{self.language}/{word}/", {"limit": self.page_size, **filters}
            while address:
                page = get(self.client, address, **query)
                yield from page["data"]
                address, query = page["links"].get("next"), {}


def has_followed(client, before: dict, moment) -> set[str]:
    """Assert that whoever follows the changes has the same picture; the ids of what reads otherwise."""
    after = Mirror(client).read_all().objects
    follower = Mirror(client)
    follower.objects = dict(before)
    follower.read_changes(moment)
    moved = {key for key in {*before, *after} if said(before.get(key)) != said(after.get(key))}
    for key in moved & {*after} & {*before}:
        assert after[key]["modified"] > before[key]["modified"], key
    assert follower.objects == after
    alone = {key: each["modified"] for key, each in after.items()}
    for each in after.values():
        for inner in objects_in(each):
            assert inner["modified"] <= each["modified"] or inner["type"].endswith("Location"), inner["id"]
            assert inner["modified"] == alone.get(inner["id"], inner["modified"]), inner["id"]
    return moved


def said(content):
    """What an object says, apart from when it was changed."""
    if isinstance(content, dict):
        return {name: said(value) for name, value in content.items() if name != "modified"}
    return [said(each) for each in content] if isinstance(content, list) else content
