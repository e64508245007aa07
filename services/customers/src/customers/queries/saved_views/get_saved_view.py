"""One saved view."""

from crm_contracts.customers.queries.saved_views import GetSavedView
from crm_kit.work import Work
from customers.app import app
from customers.domain.saved_view import SavedView
from customers.searches import saved_view


@app.answers(GetSavedView)
def get_saved_view(query: GetSavedView, work: Work) -> SavedView:
    return saved_view(work, query.view_id)
