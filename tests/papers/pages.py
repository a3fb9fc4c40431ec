"""The pages of the one paper, and what their forms send."""

HEADER = {
    "outline": "board-paper",
    "title": "Crime Prevention Strategy Delivery Plan",
    "agenda_number": "9.0",
    "chief_officer": "ACC Prophet",
    "written_on_day": "13",
    "written_on_month": "3",
    "written_on_year": "2020",
    "version": "3",
    "report_from": "Westshire Police",
    "author": "Chief Inspector Balding",
    "marking": "OFFICIAL",
}
PAGES = {
    "list": "/papers/",
    "add": "/papers/add/",
    "edit": "/papers/march-2020/edit/",
    "text": "/papers/march-2020/edit/purpose/",
    "placing": "/papers/march-2020/parts/",
    "preview": "/papers/march-2020/preview/",
    "draft": "/papers/march-2020/draft.html",
    "approve": "/papers/march-2020/approve/",
    "issue": "/papers/march-2020/issue/",
    "issued": "/papers/march-2020/3/",
    "file": "/papers/march-2020/3/html/",
}


def token(page):
    """What a confirmation page sends back: which paper the person saw."""
    return {"seen": page.context["seen"]}
