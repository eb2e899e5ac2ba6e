"""Pictures of questions: nobody gets one by its name alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assessments.selectors.item_pictures import shown_picture
from lms.accounts.access import signed_in


@require_safe
@signed_in
def item_picture(request: HttpRequest, digest: str, key: str) -> HttpResponse:
    """One picture, for a person whose page shows it: `key` is theirs and this picture's."""
    found = shown_picture(request.user, digest, key)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.data), content_type=f"image/{found.kind}")
    # Its name is what it is: it never changes.
    response["Cache-Control"] = "private, max-age=604800, immutable"
    response["Content-Disposition"] = "inline"
    return response
