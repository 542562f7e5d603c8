"""What every page of a site shows around its content."""


def site(request) -> dict:
    return {"union": getattr(request, "union", None)}
