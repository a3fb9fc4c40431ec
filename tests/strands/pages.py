"""Reading pages in tests."""

import re
from html import unescape
from html.parser import HTMLParser

from django.urls import reverse

from strands.models import Update, UpdateEvent


def words(response, status=200):
    """The words of a page's main part, tags and repeated blanks taken out."""
    assert response.status_code == status, response.status_code
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", "<" + main.partition(">")[2])).split())


def update_url(update, name="update"):
    return reverse(f"strands:{name}", args=[update.round.slug, update.section.slug])


class _Fields(HTMLParser):
    """What a browser would send for the last form with `method="post"` on a page."""

    def __init__(self):
        super().__init__()
        self.sent, self.textarea, self.select = {}, None, None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.sent = {}
        elif tag == "input" and "name" in found and _is_sent(found):
            self.sent[found["name"]] = found.get("value", "on" if "checked" in found else "")
        elif tag == "textarea":
            self.textarea, self.sent[found["name"]] = found["name"], ""
        elif tag == "select":
            self.select = found["name"]
        elif tag == "option" and ("selected" in found or self.select not in self.sent):
            self.sent[self.select] = found.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            # A browser drops the new line that Django writes after the tag.
            self.sent[self.textarea] += data.removeprefix("\n") if not self.sent[self.textarea] else data


def _is_sent(box):
    return "checked" in box if box.get("type") in ("radio", "checkbox") else box.get("type") != "submit"


def form_of(response):
    """The fields of a page's form as it was served."""
    fields = _Fields()
    fields.feed(response.content.decode())
    return fields.sent


def visitor(client, url):
    """`visit()` reads a page, `visit(do, **changes)` sends its form with these boxes changed."""

    def visit(do=None, **changes):
        response = client.get(url)
        return response if do is None else client.post(url, form_of(response) | {"do": do} | changes)

    return visit


def errors(response):
    """What the forms of a page say is wrong, by the name of the box."""
    return {name: texts for form in response.context["forms"] for name, texts in form.errors.items()}


def stored():
    """The one update, as it is kept."""
    return Update.objects.get()


def told():
    """What happened to it: kind, by whom, and the text."""
    return [(event.kind, event.by.first_name, event.narrative) for event in UpdateEvent.objects.order_by("id")]


def autosave(client, update, sent, page="update_narrative"):
    """What a page that saves itself is answered."""
    return client.post(update_url(update, page), sent | {"do": "autosave"})
