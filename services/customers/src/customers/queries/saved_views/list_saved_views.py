"""One's own saved views and the shared ones."""

from typing import Any

from sqlalchemy import or_

from crm_contracts.customers.queries.saved_views import ListSavedViews
from crm_kit.listing import page
from crm_kit.model import Base
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.domain.saved_view import SavedView


class KeptSearch(Base):
    """A saved view as its list reads it: scope widens to the shared ones."""

    __table__ = SavedView.__table__


@app.answers(ListSavedViews)
def list_saved_views(query: ListSavedViews, work: Work) -> dict[str, Any]:
    return page(work, query, KeptSearch, None, or_(visible(work.caller, SavedView, work.allow), SavedView.is_shared))
