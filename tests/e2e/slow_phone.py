"""A cheap phone in a factory: 400 kbit/s, 300 ms to the server and back, a processor four times slower than ours."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

BYTES_PER_SECOND = 400 * 1000 / 8
ROUND_TRIP = 300
SLOWER = 4
PAINTED = """() => new Promise((done) => {
  const read = () => performance.getEntriesByName("first-contentful-paint")[0];
  if (read()) return done(read().startTime);
  new PerformanceObserver(() => read() && done(read().startTime)).observe({type: "paint", buffered: true});
})"""


def slow_down(page: Page) -> None:
    """Make the window's network and processor those of such a phone."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP,
            "downloadThroughput": BYTES_PER_SECOND,
            "uploadThroughput": BYTES_PER_SECOND,
            "connectionType": "cellular3g",
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


@dataclass
class Stopwatch:
    """When each page showed its first words, in seconds after it was asked for."""

    page: Page
    seconds: dict[str, float] = field(default_factory=dict)

    def note(self, name: str) -> None:
        """Write down the page that is open now."""
        self.seconds[name] = round(self.page.evaluate(PAINTED) / 1000, 2)
