"""What a browser tells about a search: that its results were seen, and which rank was opened."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.insight import count_click, count_query, unseal


# The seal stands for the form's token: it shows that the question was asked here, and no person is concerned.
@csrf_exempt
@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """Count. Answers 204 whatever came: a beacon has nobody to read an answer."""
    asked = unseal(request.POST.get("seal", "")[:2000])
    rank = request.POST.get("rank", "")[:4]
    if asked is not None and not rank:
        count_query(asked)
    elif asked is not None and rank.isascii() and rank.isdigit():
        count_click(asked, int(rank))
    return HttpResponse(status=204)
