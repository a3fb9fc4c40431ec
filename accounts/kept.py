"""Text that somebody sent after their sign-in had expired: kept in their session until they open that page again."""

from django.http import QueryDict

SESSION_KEY = "kept_text"
MOST_CHARACTERS = 200_000
MOST_PAGES = 5
NEVER_KEPT = {"csrfmiddlewaretoken", "code", "credential"}


def keep(request):
    """Keep what was sent to this page (no passwords, no files); False when there is nothing, or too much, to keep."""
    sent = request.POST.copy()
    for name in list(sent):
        if name in NEVER_KEPT or "password" in name:
            del sent[name]
    text = sent.urlencode()
    if not any(sent.values()) or len(text) > MOST_CHARACTERS:
        return False
    others = {path: kept for path, kept in request.session.get(SESSION_KEY, {}).items() if path != request.path}
    newest = dict(list(others.items())[1 - MOST_PAGES :])
    request.session[SESSION_KEY] = newest | {request.path: text}
    return True


def take(request):
    """What was kept for this page, as a QueryDict to bind its form to, or None. It is given out once."""
    pages = dict(request.session.get(SESSION_KEY, {}))
    text = pages.pop(request.path, None)
    if text is None:
        return None
    request.session[SESSION_KEY] = pages
    return QueryDict(text)
