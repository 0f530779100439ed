"""Whether the search server of the settings can be used, and if not, why in one line without passwords."""

from django.core.exceptions import ImproperlyConfigured

from search.engines.elastic.client import ApiError, TransportError, client
from search.engines.elastic.mapping import alias


def server_problem() -> str:
    """What is wrong; "" when the server answers and lets us in."""
    try:
        health = client(seconds=3).cluster.health()
    except ImproperlyConfigured as error:
        return str(error)
    except ApiError as error:
        if error.status_code in {401, 403}:
            return "it refuses the name and password of SEARCH_URL, or SEARCH_API_KEY"
        return f"it answers with the status {error.status_code}"
    except (TransportError, OSError, ValueError) as error:
        return f"{type(error).__name__}: {str(error)[:160]}"
    if health["status"] == "red":
        return f"a part of its data cannot be read; is the index {alias()} whole?"
    return ""
