"""What a person does at the doors, in a real browser."""

import re
import time
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.looking import follow

PASSWORD = "sample-partnership"


def fill_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    follow(page.get_by_role("button", name="Sign in", exact=True))


def sign_out(page: Page) -> None:
    follow(page.get_by_role("button", name="Sign out").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def is_signed_in(page: Page) -> None:
    expect(page.locator(".masthead .who")).to_be_visible()


def printed(console: Path, pattern: str) -> str:
    """What the portal's last message with this in it says."""
    return re.findall(pattern, console.read_text())[-1]


def app_code(secret: str) -> str:
    """What an authenticator app shows, not in the last moments of its half minute."""
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def device(page: Page) -> None:
    """A device that holds passkeys, whose owner always unlocks it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
