"""A provider of text messages that takes JSON over HTTPS.

POST {"to", "from", "text", "reference"} with "Authorization: Bearer …" and "Idempotency-Key"; it answers 2xx with {"id"}.
Providers whose interface differs need a class like this one and a line in `gateway.py`.
"""

from typing import Any

import requests

from notifications.channels.registry import Refused, TryLater

CONNECT_SECONDS, ANSWER_SECONDS = 3.05, 10
NUMBER_IS_WRONG = {400, 404, 410, 422}
NOT_WITH_THIS_TOKEN = {401, 402, 403}


class HttpGateway:
    """Talks to the provider; one request a message."""

    def __init__(self, url: str, token: str, sender: str) -> None:
        self.url, self.token, self.sender = url, token, sender

    def send(self, *, to: str, text: str, reference: str) -> str:
        """See Gateway. A token that is refused or money that is used up stops the whole batch until somebody looks."""
        try:
            answer = requests.post(
                self.url,
                json={"to": to, "from": self.sender, "text": text, "reference": reference},
                headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": reference},
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise TryLater(f"SMS gateway: {type(error).__name__}", is_line_down=True) from None
        status = answer.status_code
        if 200 <= status < 300:
            return str(_identifier(answer))[:200]
        if status in NUMBER_IS_WRONG:
            raise Refused(f"SMS gateway: {status}", is_address_dead=True)
        if status in NOT_WITH_THIS_TOKEN:
            raise TryLater(f"SMS gateway: {status}", is_line_down=True)
        if status in (408, 425, 429) or status >= 500:
            raise TryLater(f"SMS gateway: {status}", is_line_down=status in (429, 503))
        raise Refused(f"SMS gateway: {status}")


def _identifier(answer: requests.Response) -> Any:
    try:
        return answer.json().get("id") or ""
    except (requests.JSONDecodeError, AttributeError):
        return ""
