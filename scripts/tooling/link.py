"""A slow network, simulated: every response shares one link of a given speed and latency."""

import threading
import time
from dataclasses import dataclass, field


@dataclass
class Link:
    """Paces the bytes of all connections together, as one access line does."""

    bits_per_second: float
    latency_seconds: float = 0.0
    free_at: float = 0.0  # when the line will have sent everything accepted so far
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def wait_for_request(self) -> None:
        """Sleep one round trip: the request travels there, the first byte travels back."""
        time.sleep(self.latency_seconds)

    def wait_for_bytes(self, count: int) -> None:
        """Sleep until the line has sent `count` more bytes."""
        with self.lock:
            start = max(self.free_at, time.monotonic())
            self.free_at = start + count * 8 / self.bits_per_second
            until = self.free_at
        time.sleep(max(0.0, until - time.monotonic()))
