"""Delete a saved view."""

from crm_contracts.customers.commands.saved_views import DeleteSavedView
from crm_kit.work import Work
from customers.app import app
from customers.domain.saved_view import SavedView


@app.handles(DeleteSavedView)
def delete_saved_view(command: DeleteSavedView, work: Work) -> None:
    work.remove(work.get(SavedView, command.view_id, version=command.version))
