"""People who save at once, as their browsers do it: each in a thread, over HTTP."""

from __future__ import annotations

import http.client
import json
import re
import time
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass
class Told:
    """What one person sent to one box, and what the service said: `accepted` are the texts it said it had saved."""

    accepted: list[str] = field(default_factory=list)
    conflicts: int = 0
    faults: list[str] = field(default_factory=list)


class Saver:
    """One person, signed in, with pages open. Saves go out one after another, as fast as they are answered."""

    def __init__(self, port, cookies, pages):
        self.port, self.pages = port, pages
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.token = cookies["csrftoken"]
        self.told = {page: Told() for page in pages}

    def run(self, until):
        """Saves in each page in turn. `pages` say for each path which box is written in."""
        number = 0
        while time.monotonic() < until:
            number += 1
            for path, (box, words) in self.pages.items():
                self._save(path, box, f"{words} {number}.")

    def _save(self, path, box, text):
        told = self.told[path]
        try:
            sent = self._opened(path) | {box: text, "do": "autosave"}
            status, body = self._ask("POST", path, urlencode(sent))
        except OSError as problem:
            told.faults.append(repr(problem))
            return
        if status != http.client.OK:
            told.faults.append(f"{status} {body[:200]!r}")
        elif json.loads(body)["conflicts"]:
            told.conflicts += 1
        else:
            told.accepted.append(text)

    def _opened(self, path):
        """The fields of the page as it is now, with what stood in its boxes when it was opened."""
        status, body = self._ask("GET", path)
        if status != http.client.OK:
            raise OSError(f"{status} for {path}")
        boxes = re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', body, re.DOTALL)
        opened = re.search(r'name="opened" value="([^"]*)"', body)[1]
        return {name: unescape(text) for name, text in boxes} | {"opened": unescape(opened)}

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookies, "X-CSRFToken": self.token}
        headers |= {"Content-Type": FORM} if body else {}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()
