"""Change a saved view."""

from crm_contracts.customers.commands.saved_views import ChangeSavedView
from crm_kit.messages import given
from crm_kit.work import Work
from customers.app import app
from customers.domain.saved_view import SavedView
from customers.searches import check_search


@app.handles(ChangeSavedView)
def change_saved_view(command: ChangeSavedView, work: Work) -> SavedView:
    view = work.get(SavedView, command.view_id, version=command.version)
    for name, value in given(command).items():
        setattr(view, name, value)
    check_search(view)
    return view
