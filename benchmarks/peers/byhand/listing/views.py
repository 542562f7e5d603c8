from django.shortcuts import get_object_or_404, render

from listing.models import Member, MenuEntry, Union


def frame() -> dict:
    """What every page shows around its own content."""
    return {"union": Union.objects.get(), "menu": MenuEntry.objects.all()}


def members(request):
    return render(request, "listing/members.html", frame() | {"members": Member.objects.select_related("province")})


def member(request, slug):
    return render(request, "listing/member.html", frame() | {"member": get_object_or_404(Member, slug=slug)})


def page(request, slug):
    return render(request, "listing/page.html", frame() | {"page": get_object_or_404(MenuEntry, slug=slug)})
