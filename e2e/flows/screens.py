"""Every screen of the product by name, how to reach it, and what is true of each."""

import re
from typing import Final

from playwright.sync_api import Page, expect

from e2e.flows.accessibility import violations

# {slug}, {contact}, {request}, {run}: of the firm that a journey has prepared
OUTSIDE: Final = {
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
}
INSIDE: Final = {
    "workspaces": "/workspaces",
    "my day": "/w/{slug}",
    "records grid": "/w/{slug}/r/contact",
    "records in groups": "/w/{slug}/r/deal?view=deals_by_stage",
    "records with a filter": "/w/{slug}/r/deal?view=open_deals",
    "records as cards": "/w/{slug}/r/contact?kind=list",
    "calendar": "/w/{slug}/r/deal?view=contracts",
    "card with lines": "/w/{slug}/r/deal/{deal}",
    "import": "/w/{slug}/import/contact",
    "board of a list": "/w/{slug}/f/repair?formula=total%20%3E%3D%200",
    "teams": "/w/{slug}/settings/teams",
    "record card": "/w/{slug}/r/contact/{contact}",
    "record drawer": "/w/{slug}/r/request?record=request:{request}",
    "creation form": "/w/{slug}/r/deal?create=deal",
    "board": "/w/{slug}/f/repair",
    "tasks": "/w/{slug}/tasks",
    "notifications": "/w/{slug}/notifications",
    "trash": "/w/{slug}/trash",
    "duplicates": "/w/{slug}/duplicates/contact",
    "settings": "/w/{slug}/settings",
    "members": "/w/{slug}/settings/members",
    "tokens": "/w/{slug}/settings/tokens",
    "billing": "/w/{slug}/settings/billing",
    "builder overview": "/w/{slug}/build",
    "entity editor": "/w/{slug}/build/entities/deal",
    "funnel editor": "/w/{slug}/build/funnels/repair",
    "scenarios": "/w/{slug}/build/scenarios",
    "scenario picture": "/w/{slug}/build/scenarios/missed_call",
    "scenario picture, a step open": "/w/{slug}/build/scenarios/missed_call?at=call_new",
    "scenario outline, a step open": "/w/{slug}/build/scenarios/large_deal_to_a_senior?view=outline&at=tell",
    "scenario, its trigger open": "/w/{slug}/build/scenarios/large_deal_to_a_senior?view=outline&at=trigger",
    "scenario, finding or creating": "/w/{slug}/build/scenarios/missed_call?view=outline&at=who",
    "scenario, adding lines": "/w/{slug}/build/scenarios/fill_materials?view=outline&at=add_floor",
    "roles": "/w/{slug}/build/roles/sales_manager",
    "runs list": "/w/{slug}/build/runs",
    "run page": "/w/{slug}/build/runs/{run}",
    "versions": "/w/{slug}/build/versions",
}

# What a person must never read: the key of a text instead of the text, a hole in a sentence, a value nobody wrote.
_KEY: Final = re.compile(r"^[a-z]+(?:[.:][a-zA-Z_]+)+$")
_HOLE: Final = re.compile(r"\{\{|\bundefined\b|\bNaN\b|\[object |Invalid Date")
_WORDS: Final = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        if (text && !walker.currentNode.parentElement.closest("script, style, [data-kind]")) found.push(text);
    }
    for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"])
        for (const element of document.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name));
    return [...new Set(found)];
}"""
STILL: Final = """() => new Promise(resolve => {
    let timer = setTimeout(resolve, 300);
    new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(resolve, 300);
    }).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
})"""
_WIDER: Final = """() => {
    const root = document.documentElement;
    const wide = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > root.clientWidth + 1);
    return root.scrollWidth > root.clientWidth ? wide.slice(0, 5).map(one => one.outerHTML.slice(0, 120)) : [];
}"""


def open_screen(page: Page, path: str) -> None:
    """Go to a screen and wait until it stands still with nothing on its way."""
    page.goto(path)
    expect(page.get_by_role("heading").or_(page.get_by_role("main").get_by_role("textbox")).first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.evaluate(STILL)


def faults(page: Page) -> list[str]:
    """Return what is wrong with the screen that is open."""
    words = page.evaluate(_WORDS)
    return [
        *(f"axe {found['rule']}: {found['nodes']}" for found in violations(page)),
        *(f"wider than the page: {element}" for element in page.evaluate(_WIDER)),
        *(f"untranslated: {word}" for word in words if _KEY.match(word) or _HOLE.search(word)),
    ]
