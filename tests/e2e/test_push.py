"""Messages on a device: switched on by a button, shown by the service worker, leading where they say.

The browser's own push service needs the internet; here its answer to `subscribe` is given by the test, and a message is
delivered to the service worker by the browser's debugging protocol. tests/notifications/push has the site's side.
"""

import json

from playwright.sync_api import Page, expect

from tests.e2e.browsing import Opener, look

SUBSCRIBE = """
PushManager.prototype.getSubscription = async () => null;
PushManager.prototype.subscribe = async function (options) {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const raw = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const point = await crypto.subtle.exportKey("raw", pair.publicKey);
  window.askedWith = options.applicationServerKey.length;
  return { endpoint: "https://fcm.googleapis.com/fcm/send/" + crypto.randomUUID(),
           keys: { p256dh: raw(point), auth: raw(crypto.getRandomValues(new Uint8Array(16))) } };
};
"""
MESSAGE = {
    "title": "Oturum değişti", "body": "Açılış, cuma 10:00", "address": "/sessions/", "tag": "t1", "lang": "tr", "dir": "ltr",
}  # fmt: skip


def shown(page: Page) -> list[dict[str, str]]:
    """The messages that stand on the device."""
    return page.evaluate(
        """async () => (await (await navigator.serviceWorker.ready).getNotifications())
        .map(({ title, body, tag, lang }) => ({ title, body, tag, lang }))"""
    )


def deliver(page: Page, address: str, message: dict[str, str]) -> None:
    """Hand a message to the site's service worker, as the browser does when one comes."""
    protocol = page.context.new_cdp_session(page)
    found: dict[str, str] = {}
    protocol.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.update(
            {row["scopeURL"]: row["registrationId"] for row in event["registrations"]}
        ),
    )
    protocol.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    protocol.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": address, "registrationId": found[f"{address}/"], "data": json.dumps(message)},
    )
    page.wait_for_timeout(500)


def test_switched_on_shown_and_switched_off(opening: Opener, site) -> None:
    page = opening("ca-ipek")
    page.context.grant_permissions(["notifications"])
    page.add_init_script(SUBSCRIBE)
    page.goto("/notifications/preferences/")
    page.evaluate("navigator.serviceWorker.ready")
    look(page, "messages on a device")
    page.get_by_role("button", name="Bu cihaza da bildirim gelsin").click()
    expect(page.get_by_text("Oraya artık gelmesin")).to_be_visible()
    expect(page.get_by_text("Bu cihaza da bildirim gelecek.")).to_be_visible()

    deliver(page, site.address, MESSAGE)
    deliver(page, site.address, MESSAGE | {"body": "Açılış, cuma 11:00"})
    [one] = shown(page)
    assert one == {"title": "Oturum değişti", "body": "Açılış, cuma 11:00", "tag": "t1", "lang": "tr"}

    page.get_by_role("button", name="Oraya artık gelmesin").click()
    expect(page.get_by_text("O cihaza artık bildirim gelmeyecek.")).to_be_visible()
    expect(page.get_by_text("Oraya artık gelmesin")).to_have_count(0)
