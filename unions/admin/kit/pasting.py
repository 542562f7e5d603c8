"""Where the text editor has what was pasted cleaned."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from unions.text.pasting import LONGEST_PASTE, cleaned_paste


@require_POST
def paste_view(request: HttpRequest) -> HttpResponse:
    """The pasted text as the editor can hold it; what is longer than any text is refused."""
    html = request.POST.get("html", "")
    if len(html) > LONGEST_PASTE:
        return JsonResponse({}, status=413)
    return JsonResponse({"html": cleaned_paste(html)})
