from strands.tasks.names import FIGURES
from strands.tasks.page import TaskPage


class FiguresPage(TaskPage):
    name = FIGURES.name
    template = "strands/tasks/figures.html"

    def build(self):
        return []
