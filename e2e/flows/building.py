"""What an admin does in the builder, by the words on the screen."""

import re

from playwright.sync_api import Locator, Page, expect


class Builder:
    """The builder area of one workspace."""

    def __init__(self, page: Page, slug: str) -> None:
        self.page = page
        self.slug = slug

    def open(self, place: str = "") -> None:
        """Go to a screen of the builder."""
        self.page.goto(f"/w/{self.slug}/build{place}")

    def go(self, name: str) -> None:
        """Go by the builder's own navigation."""
        self.page.get_by_role("navigation", name="Builder").get_by_role("link", name=name).click()

    def add_object(self, name: str, many: str) -> None:
        """Add an object type."""
        self.page.get_by_role("button", name="Add object").first.click()
        dialog = self.page.get_by_role("dialog", name="New object")
        dialog.get_by_role("textbox", name="Name", exact=True).fill(name)
        dialog.get_by_role("textbox", name="Name of many").fill(many)
        dialog.get_by_role("button", name="Create object").click()
        expect(self.page.get_by_role("list", name="Fields")).to_be_visible()

    def add_field(self, name: str, kind: str) -> None:
        """Add a field to the object that is open; `kind` begins the type's name and sample."""
        self.page.get_by_role("button", name="Add field").first.click()
        dialog = self.page.get_by_role("dialog", name="New field")
        dialog.get_by_role("textbox", name="Field name").fill(name)
        dialog.get_by_role("radio", name=kind).check()
        dialog.get_by_role("button", name="Create field").click()
        expect(self.page.get_by_role("button", name=f"Field {name}: open")).to_be_visible()

    def link_to(self, name: str) -> None:
        """Say where the link field that is open leads."""
        self.choose(self.page.get_by_role("combobox", name="Links to"), name)

    def add_funnel(self, name: str, entity: str) -> None:
        """Add the first funnel."""
        self.go("Funnels")
        self.page.get_by_role("button", name="Add the first funnel").click()
        dialog = self.page.get_by_role("dialog", name="New funnel")
        dialog.get_by_role("textbox", name="Funnel name").fill(name)
        self.choose(dialog.get_by_role("combobox", name="Whose records"), entity)
        dialog.get_by_role("button", name="Create funnel").click()
        expect(self.page.get_by_role("list", name="Stages")).to_be_visible()

    def add_scenario(self, name: str) -> None:
        """Add a scenario that starts when a record is added."""
        self.go("Scenarios")
        self.page.get_by_role("button", name="Add scenario").first.click()
        dialog = self.page.get_by_role("dialog", name="New scenario")
        dialog.get_by_role("textbox", name="Scenario name").fill(name)
        dialog.get_by_role("button", name="Create scenario").click()
        expect(self.page.get_by_role("group", name="Picture")).to_be_visible()

    def add_step(self, name: str) -> Locator:
        """Add a step at the first place and return the panel with its settings."""
        self.page.get_by_role("button", name="Add step").first.click()
        self.page.get_by_role("dialog", name="Add step").get_by_role("button", name=re.compile(f"^{name}")).click()
        return self.panel

    @property
    def panel(self) -> Locator:
        """The settings of what is chosen."""
        return self.page.get_by_role("complementary", name="Settings of what is chosen")

    def choose(self, box: Locator, option: str) -> None:
        """Choose an option of a select."""
        box.click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def insert(self, field: str, value: str) -> None:
        """Insert a value of the scenario's record into a text field of the panel."""
        self.panel.get_by_role("button", name=f"Insert into {field}").click()
        dialog = self.page.get_by_role("dialog", name=f"Insert into {field}")
        dialog.get_by_role("button", name=value, exact=True).first.click()

    def publish(self) -> None:
        """Publish the draft."""
        self.page.get_by_role("button", name="Publish", exact=True).click()
        self.page.get_by_role("dialog").get_by_role("button", name="Publish now").click()
        expect(self.page.get_by_text("Live · v", exact=False).first).to_be_visible()
