"""How smoothly a screen goes in Chromium: its frames, and the work that one costs, which a busy machine does not change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from playwright.sync_api import CDPSession, Page

HOLD: Final = 50
"""Frames a second that a screen should hold."""
_LATE: Final = 1000 / HOLD * 1.25
_WORK: Final = {
    "script": "ScriptDuration",
    "style": "RecalcStyleDuration",
    "layout": "LayoutDuration",
    "all": "TaskDuration",
}
_START: Final = """
() => {
  const frames = (window.__frames = []);
  let last = performance.now();
  const tick = (now) => { frames.push(now - last); last = now; window.__ticking = requestAnimationFrame(tick); };
  window.__ticking = requestAnimationFrame(tick);
}"""
_STOP: Final = "() => { cancelAnimationFrame(window.__ticking); return window.__frames; }"


@dataclass(frozen=True)
class Smoothness:
    """What was seen: frames a second, how long frames took, in milliseconds, and how many came too late for the eye."""

    fps: float
    median: float
    p95: float
    longest: float
    late: int

    @classmethod
    def of(cls, frames: list[float]) -> "Smoothness":
        """Return the figures of frames; the first one only marks the start."""
        spans = sorted(frames[1:])
        at = [spans[min(len(spans) - 1, int(len(spans) * part))] for part in (0.5, 0.95)]
        late = sum(span > _LATE for span in spans)
        return cls(round(1000 * len(spans) / sum(spans), 1), round(at[0], 1), round(at[1], 1), round(spans[-1], 1), late)


@dataclass
class Seen:
    """The figures of one movement, once it is over."""

    figures: dict[str, Any] = field(default_factory=dict)


@contextmanager
def watched(page: Page) -> Iterator[Seen]:
    """Watch a page while something moves on it; what its own thread worked is given in milliseconds a frame."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    seen = Seen()
    before = _metrics(session)
    page.evaluate(_START)
    yield seen
    frames: list[float] = page.evaluate(_STOP)
    after = _metrics(session)
    worked = {name: round(1000 * (after[metric] - before[metric]) / len(frames), 2) for name, metric in _WORK.items()}
    seen.figures = asdict(Smoothness.of(frames)) | {"ms a frame": worked}
    session.detach()


def _metrics(session: CDPSession) -> dict[str, float]:
    return {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
