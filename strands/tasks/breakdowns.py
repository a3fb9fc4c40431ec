from strands.tasks.names import BREAKDOWNS
from strands.tasks.page import TaskPage


class BreakdownsPage(TaskPage):
    name = BREAKDOWNS.name
    template = "strands/tasks/breakdowns.html"

    def build(self):
        return []
