"""Reading pages in tests."""

import re
from html import unescape

from django.urls import reverse


def words(response, status=200):
    """The words of a page's main part, tags and repeated blanks taken out."""
    assert response.status_code == status, response.status_code
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", "<" + main.partition(">")[2])).split())


def update_url(update, name="update_edit"):
    return reverse(f"strands:{name}", args=[update.round.slug, update.section.slug])
