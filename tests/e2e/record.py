"""What happens behind a page: its requests, and the errors in its console."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage


class Record:
    """Listens to a context from its beginning; `origins` are the ones it may ask."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.origins = {origin_of(address)}
        self.errors: list[str] = []
        self.requests: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def strangers(self) -> list[str]:
        """The requests to other origins; what a page makes itself (blob:, data:) has none."""
        asked = [url for url in self.requests if urlsplit(url).scheme not in ("blob", "data")]
        return [url for url in asked if origin_of(url) not in self.origins]


def origin_of(url: str) -> str:
    """
    >>> origin_of("http://127.0.0.1:8000/deep/page?x")
    'http://127.0.0.1:8000'
    """
    scheme, host, *_ = urlsplit(url)
    return f"{scheme}://{host}"
