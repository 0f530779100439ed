"""`make shots`: the key pages at 390 and 1280 px, in three languages and both themes, into shots/.

A site of its own is prepared with the demo programme in build/shots-site and kept for the next time. Name pages to
photograph only these; `--quick` takes one language and one theme.
"""

import argparse
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tooling.console import Stop, guard, say, step
from tooling.debian import find_chromium
from tooling.places import BUILD, PYTHON, ROOT, process_environment
from tooling.ports import free_port, http_status, wait_until
from tooling.servers import web_command

WIDTHS = {390: 844, 1280: 800}
LANGUAGES = {"tr": "", "en": "/en", "ar": "/ar"}
THEMES = ["light", "dark"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FOLDER = ROOT / "shots"


@contextmanager
def site() -> Iterator[int]:
    """Run the site with the demo programme; give its port."""
    port = free_port()
    var = BUILD / "shots-site"
    var.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        {"IMECE_VAR": str(var), "IMECE_ENV": "laptop", "DJANGO_SETTINGS_MODULE": "config.settings"}
    )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # Playwright runs a loop in this thread; we only look pages up
    )
    with step("Site with the demo programme"):
        for command in (["migrate", "--no-input", "-v", "0"], ["load_demo", "--once"]):
            done = subprocess.run(
                [str(PYTHON), "manage.py", *command],
                cwd=ROOT,
                env=process_environment(),
                capture_output=True,
                text=True,
            )
            if done.returncode:
                raise Stop(f"manage.py {command[0]}: {done.stderr[-2000:]}")
    with (var / "web.log").open("wb") as log:
        server = subprocess.Popen(
            [*web_command(port), "--log-level", "warning"], cwd=ROOT, env=process_environment(PORT=str(port)),
            stdout=log, stderr=log,
        )  # fmt: skip
        try:
            if not wait_until(lambda: http_status(port, "/readyz") == 200, seconds=60):
                raise Stop(f"the site does not start; see {var / 'web.log'}")
            yield port
        finally:
            server.terminate()
            server.wait(20)


def main() -> int:
    """Photograph the chosen pages."""
    options = argparse.ArgumentParser(prog="make shots")
    options.add_argument("pages", nargs="*")
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    with site() as port:
        import django

        django.setup()
        from playwright.sync_api import sync_playwright

        from tests.bench.sign_in import cookie_of
        from tests.shots.targets import SHOTS

        shots = [shot for shot in SHOTS if not chosen.pages or shot.name in chosen.pages]
        languages = {"tr": ""} if chosen.quick else LANGUAGES
        cookies = {shot.who: cookie_of(shot.who) for shot in shots if shot.who}
        FOLDER.mkdir(exist_ok=True)
        wrong = []
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            for shot in shots:
                path_in = {
                    language: prefix + shot.address
                    if isinstance(shot.address, str)
                    else shot.address(language)
                    for language, prefix in languages.items()
                }
                for width, height in WIDTHS.items():
                    for theme in THEMES[:1] if chosen.quick else THEMES:
                        context = browser.new_context(
                            viewport={"width": width, "height": height}, color_scheme=theme, locale="tr-TR",
                            timezone_id="Europe/Istanbul", device_scale_factor=1, reduced_motion="reduce",
                        )  # fmt: skip
                        if shot.who:
                            name, _, value = cookies[shot.who].partition("=")
                            context.add_cookies(
                                [{"name": name, "value": value, "url": f"http://localhost:{port}"}]
                            )
                        page = context.new_page()
                        for language, path in path_in.items():
                            answer = page.goto(f"http://localhost:{port}{path}", wait_until="networkidle")
                            page.evaluate("document.fonts.ready")
                            name = f"{shot.name}-{width}-{language}-{theme}.png"
                            page.screenshot(path=FOLDER / name, full_page=True)
                            if answer is None or answer.status != 200:
                                wrong.append(f"{name}: status {answer.status if answer else 'none'}")
                        context.close()
            browser.close()
    for line in wrong:
        say(line)
    say(f"{len(list(FOLDER.glob('*.png')))} pictures in {Path(FOLDER)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    guard(main, "make shots")
