from strands.tasks.names import COMMITMENTS
from strands.tasks.page import TaskPage


class CommitmentsPage(TaskPage):
    name = COMMITMENTS.name
    template = "strands/tasks/commitments.html"

    def build(self):
        return []
