from strands.tasks.names import OPERATIONS
from strands.tasks.page import TaskPage


class OperationsPage(TaskPage):
    name = OPERATIONS.name
    template = "strands/tasks/operations.html"

    def build(self):
        return []
