"""What people do with an entry that one writes and another publishes."""

from allauth.account.models import EmailAddress

from tests.staff_client import address


def with_address(client, email, **values):
    EmailAddress.objects.create(user=client.user, email=email, verified=True, primary=True)
    for name, value in values.items():
        setattr(client.user, name, value)
    client.user.save()
    return client


def press(client, row, button, **changes):
    path = address("change", row)
    return client.post(path, {**client.form(path, _next="1"), button: "1", **changes})


def stored(row):
    return type(row).all_unions.get(pk=row.pk)


def start_page(client) -> dict[str, list[str]]:
    """What waits for somebody, by where it is shown."""
    context = client.get("/yonetim/").context
    return {name: [line.name for line in context[name]] for name in ["waiting_for_you", "sent_back_to_you"]}
