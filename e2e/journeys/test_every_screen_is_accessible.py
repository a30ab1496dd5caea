"""Every screen, light and dark, wide and on a phone, in each language: nothing axe objects to, nothing cut off, no word amiss."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.flows.api import Api
from e2e.flows.firm import Firm, open_firm
from e2e.flows.people import make_operator
from e2e.flows.screens import INSIDE, OUTSIDE, STILL, faults, open_screen


@dataclass(frozen=True)
class Variation:
    """One way of looking at the product."""

    language: str
    scheme: Literal["light", "dark"]
    width: int
    height: int


VARIATIONS = {
    "light": Variation("en", "light", 1440, 900),
    "dark": Variation("az", "dark", 1440, 900),
    "phone": Variation("ru", "light", 390, 844),
}


@pytest.fixture(scope="module")
def firm(server) -> Iterator[Firm]:
    with open_firm(server.url) as firm:
        yield firm


@pytest.fixture(params=list(VARIATIONS.values()), ids=list(VARIATIONS))
def look(request: pytest.FixtureRequest, context: BrowserContext, page: Page) -> Page:
    variation: Variation = request.param
    page.set_viewport_size({"width": variation.width, "height": variation.height})
    page.emulate_media(color_scheme=variation.scheme, reduced_motion="reduce")
    context.add_init_script(f'localStorage.setItem("axin-language", "{variation.language}")')
    return page


def walk(page: Page, screens: dict[str, str], **places: str) -> dict[str, list[str]]:
    found = {}
    for name, path in screens.items():
        open_screen(page, path.format(**places))
        if wrong := faults(page):
            found[name] = wrong
    return found


def test_before_signing_in(look: Page):
    assert walk(look, OUTSIDE) == {}


def test_at_work(look: Page, firm: Firm):
    firm.admin.enter(look)
    assert walk(look, INSIDE, **firm.places) == {}


def test_what_opens_over_a_screen(look: Page, firm: Firm):
    """Menus, panels and dialogs are as good as the screens that they open over."""
    firm.admin.enter(look)
    slug, deal = firm.places["slug"], firm.places["deal"]
    found = {}
    for name, path, pressed in (
        ("views", f"/w/{slug}/r/deal", "main [aria-haspopup=menu]"),
        ("new record", f"/w/{slug}", "header [aria-haspopup=menu]"),
        ("menu of a card", f"/w/{slug}/f/repair", "[data-card] [aria-haspopup=menu]"),
        ("why", f"/w/{slug}/r/deal/{deal}", "[aria-labelledby=card-fields] [aria-haspopup=dialog]"),
    ):
        open_screen(look, path)
        look.locator(pressed).first.click()
        expect(look.locator("[role=menu], [role=dialog]").first).to_be_visible()
        look.evaluate(STILL)
        if wrong := faults(look):
            found[name] = wrong
    assert found == {}


def test_for_the_operator(look: Page, server):
    with Api.sign_up(server.url, email=f"{uuid4().hex[:12]}@example.com") as operator:
        make_operator(operator.email, server.data)
        operator.enter(look)
        assert walk(look, {"operator": "/operator"}) == {}


def test_an_empty_workspace(look: Page, api: Api):
    api.enter(look)
    places = {
        "first steps": "/w/{slug}",
        "no objects": "/w/{slug}/build/entities",
        "no scenarios": "/w/{slug}/build/scenarios",
        "no runs": "/w/{slug}/build/runs",
    }
    assert walk(look, places, slug=api.slug) == {}
