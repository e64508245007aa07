"""Looking at a link to unsubscribe."""

from typing import Any

from crm_contracts.marketing.queries.responses import ShowUnsubscribing
from crm_kit.testing.service import ServiceUnderTest


def test_looking_says_what_it_is_about_and_changes_nothing(crm: ServiceUnderTest, stranger: Any) -> None:
    told = len(crm.events())

    assert stranger.do(ShowUnsubscribing, token=stranger.token("u")) == {"channel": "email", "topic": "pumps"}

    assert len(crm.events()) == told
    with crm.refused(404):
        stranger.do(ShowUnsubscribing, token="nonsense")
