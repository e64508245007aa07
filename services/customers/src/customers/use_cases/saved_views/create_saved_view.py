"""Keep a search under a name."""

from crm_contracts.customers.commands.saved_views import CreateSavedView
from crm_kit.messages import given
from crm_kit.work import Work
from customers.app import app
from customers.domain.saved_view import SavedView
from customers.searches import check_search


@app.handles(CreateSavedView)
def create_saved_view(command: CreateSavedView, work: Work) -> SavedView:
    view = SavedView(**given(command))
    check_search(view)
    return work.add(view)
