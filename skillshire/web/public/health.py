from django.http import HttpRequest, JsonResponse

from skillshire.core.errors import UserError
from skillshire.indicators import queries


def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the id of the release that serves; 503 while there is none."""
    try:
        return JsonResponse({"status": "ok", "release": queries.release().id})
    except UserError as error:
        return JsonResponse({"status": "no release", "reason": str(error)}, status=503)
