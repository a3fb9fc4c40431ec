from django.core.exceptions import PermissionDenied
from simple_history.admin import SimpleHistoryAdmin


class HistoryAdmin(SimpleHistoryAdmin):
    """History is there to read. The package's page of a past state also puts it back: for whoever may look at the
    record, and with every field that the form itself does not let anyone change."""

    def history_form_view(self, request, *args, **kwargs):
        if request.method == "POST":
            raise PermissionDenied("History can only be read. Change the record itself.")
        return super().history_form_view(request, *args, **kwargs)

    def revert_disabled(self, request, obj=None):
        return True
