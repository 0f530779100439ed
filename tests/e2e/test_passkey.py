"""Passkeys under our strict policy: added, used as a second step, and alone (a virtual device of the browser)."""

from playwright.sync_api import Page, expect

from tests.e2e.browsing import Opener, submit

PASSWORD = "üç kelime yan yana"


def with_fingerprint(page: Page) -> None:
    """Give the window a device that answers by itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_added_and_signs_in(opening: Opener) -> None:
    page = opening()
    with_fingerprint(page)
    page.goto("/accounts/signup/")
    for name, value in (
        ("first_name", "Işıl"),
        ("last_name", "Yıldız"),
        ("identifier", "isil.gecis"),
        ("password1", PASSWORD),
    ):
        page.fill(f"[name={name}]", value)
    submit(page)

    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    submit(page)
    page.click("[data-passkey-start]")
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator(".codes li")).to_have_count(10)

    page.goto("/accounts/logout/")
    submit(page)
    page.goto("/accounts/login/?next=/accounts/profile/")
    page.fill("[name=login]", "ISIL.GEÇİŞ")
    page.fill("[name=password]", PASSWORD)
    submit(page)
    assert page.url.endswith("/2fa/authenticate/")
    page.click("[data-passkey-start]")
    page.wait_for_url("**/accounts/profile/")

    page.goto("/accounts/logout/")
    submit(page)
    page.goto("/accounts/login/?next=/accounts/profile/")
    page.click("[data-passkey-start]")
    page.wait_for_url("**/accounts/profile/")
    expect(page.locator("details[data-idle]")).to_have_count(0)

    page.goto("/accounts/logout/")
    submit(page)
    page.goto("/accounts/login/?next=/accounts/profile/")
    page.check("#id_shared_device")
    page.click("[data-passkey-start]")
    page.wait_for_url("**/accounts/profile/")
    expect(page.locator("details[data-idle]")).to_have_count(1)
    page.goto("/accounts/2fa/webauthn/add/")
    assert page.locator("form[data-passkey-elsewhere]").count() == 1, "no key stays on somebody else's device"


def test_a_device_that_refuses_is_explained(opening: Opener) -> None:
    page = opening()
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('refused')) }")
    page.click("[data-passkey-start]")
    expect(page.locator("[data-passkey-error]")).to_be_visible()
    expect(page.locator("[data-passkey-start]")).to_be_enabled()
