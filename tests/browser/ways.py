"""The ways that people use a page: with a mouse, by keyboard alone, and in a browser without scripts."""

import pytest

from tests.browser.steps import press


class Mouse:
    """How most people use a page."""

    def __init__(self, page):
        self.page = page

    def follow(self, address):
        self.page.locator(f"main a[href='{address}']").first.click()
        self.page.wait_for_load_state()

    def write(self, name, text):
        self.page.locator(f"[name={name}]").fill(text)

    def insert(self, name, key, sought):
        """The figure of that key, at the end of the text, from the list that finds it by a part of its name."""
        self.page.get_by_role("button", name="Insert a figure").click()
        self.page.get_by_role("combobox", name="Find a figure").fill(sought)
        self.page.get_by_role("option").first.click()

    def select(self, name, label):
        self.page.locator(f"[name={name}]").select_option(label)

    def choose(self, name, value):
        """One radio button of several."""
        self.page.locator(f"[name={name}][value='{value}']").check()

    def tick(self, name, value):
        self.page.locator(f"[name={name}][value='{value}']").check()

    def tick_all(self, label):
        for box in self.page.get_by_label(label).all():
            box.check()

    def open(self, summary):
        self.page.locator("summary", has_text=summary).click()

    def press(self, name):
        press(self.page, name)
        self.page.wait_for_load_state()

    def download(self, address):
        """The name and the first bytes of the file that a link gives."""
        with self.page.expect_download() as found:
            self._take(address)
        return found.value.suggested_filename, found.value.path().read_bytes()[:4]

    def _take(self, address):
        self.page.locator(f"main a[href='{address}']").first.click()


class Plain(Mouse):
    """The same where no script runs: a figure is copied with its brackets."""

    def insert(self, name, key, sought):
        self.page.locator(f"[name={name}]").press_sequentially(f"{{{{ {key} }}}}")


class Keyboard(Mouse):
    """The same without ever touching the page: Tab to it, then Enter, Space or the text."""

    MOST_TABS = 300

    def _go_to(self, is_there):
        for _ in range(self.MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(is_there):
                return
        pytest.fail(f"No way there by keyboard: {is_there}")

    def _take(self, address):
        self._go_to(f"document.activeElement.getAttribute('href') === '{address}'")
        self.page.keyboard.press("Enter")

    def follow(self, address):
        with self.page.expect_navigation():
            self._take(address)

    def write(self, name, text):
        self._go_to(f"document.activeElement.name === '{name}'")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def insert(self, name, key, sought):
        """Typed where the text ends: two braces open the list."""
        self.page.keyboard.type("{{")
        self.page.keyboard.type(sought)
        self.page.keyboard.press("Enter")

    def select(self, name, label):
        self._go_to(f"document.activeElement.name === '{name}'")
        self.page.keyboard.type(label)

    def choose(self, name, value):
        self._go_to(f"document.activeElement.name === '{name}'")
        self.page.keyboard.press("Space")
        while self.page.evaluate("document.activeElement.value") != value:
            self.page.keyboard.press("ArrowDown")

    def tick(self, name, value):
        self._go_to(f"document.activeElement.name === '{name}' && document.activeElement.value === '{value}'")
        self.page.keyboard.press("Space")

    def tick_all(self, label):
        for box in self.page.get_by_label(label).all():
            self._go_to(f"document.activeElement.id === '{box.get_attribute('id')}'")
            self.page.keyboard.press("Space")

    def open(self, summary):
        self._go_to(f"document.activeElement.textContent.trim() === '{summary}'")
        self.page.keyboard.press("Enter")

    def press(self, name):
        self._go_to(f"document.activeElement.textContent.trim() === '{name}'")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
