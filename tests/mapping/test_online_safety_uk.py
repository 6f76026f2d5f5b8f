"""The Online Safety Act 2023: engaged where users meet what other users post, or search, and by nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))
USER = {"role": "consumer", "people_in": ["GB"]}


def engaged(client: dict[str, Any] = USER, role: str = "controller", **finding: Any) -> list[str]:
    """Return the provisions of the Act that a finding engages, those that lead first."""
    vendor = {"name": "Example Social Ltd", "role": role}
    return [match.provision for match in mapped(finding, LIBRARY, client=client, vendor=vendor).of_law("uk-osa")]


@pytest.mark.parametrize(
    ("topics", "quote", "leads"),
    [
        (
            ["content-moderation"],
            "We may remove any of your posts at any time in our sole discretion.",
            ["72(1)", "21(2)"],
        ),
        (["content-moderation"], "We may delete illegal content that members post.", ["10(5)", "72(1)", "21(2)"]),
        (["content-moderation"], "Automated filters block comments before other users see them.", ["10(7)", "72(1)"]),
        (
            ["content-moderation"],
            "Reports of illegal posts on the forum are ignored for weeks.",
            ["10(3)", "10(5)", "20(2)"],
        ),
        (["content-moderation"], "We may drop any page from our search results.", ["32(2)"]),
        (["complaint-redress"], "Decisions on your posts and account bans are final.", ["21(2)"]),
        (["complaint-redress"], "To report posts of other users, write us a letter.", ["20(2)", "21(2)"]),
        (["children"], "You must be at least 13 to use our social network. We check no ages.", ["12(11)", "35(2)"]),
        (["children"], "Members share porn with other users; a tick box asks for age.", ["12(4)", "35(2)"]),
    ],
)
def test_what_a_platform_does_to_posts_and_users_leads_to_the_act(
    topics: list[str], quote: str, leads: list[str]
) -> None:
    """Removal, reports, complaints and age limits of a service of users for users are under the duties of care."""
    got = engaged(title="A clause", topics=topics, quote=quote)
    assert got[: len(leads)] == leads


@pytest.mark.parametrize(
    ("client", "role", "topics", "quote"),
    [
        (USER, "controller", ["content-moderation"], "We may remove Your Content from the service at any time."),
        (USER, "controller", ["content-licence"], "You grant us a perpetual licence to your posts and profile."),
        (USER, "controller", ["children"], "Our quiz for pupils collects names of children under 13."),
        (USER, "controller", ["ai-training"], "We train our models on your posts and comments."),
        (USER, "controller", ["liability-cap"], "We are not liable for what other users post."),
        (USER, "controller", ["content-moderation"], "We may delete reviews of the shop's products by other users."),
        (USER, "controller", ["content-moderation"], "We may block adverts beside posts of other users."),
        (
            USER,
            "controller",
            ["children", "consent-validity"],
            "Consent of users under 13 of the social network counts.",
        ),
        (USER, "controller", ["unilateral-change"], "We may change these terms by posting a new version."),
        (USER, "processor", ["content-moderation"], "We may remove posts of your members."),
        (USER, "controller", ["content-moderation"], "Posts of users in the workplace forum may be removed."),
        ({"role": "consumer", "people_in": ["DE"]}, "controller", ["content-moderation"], "We may remove your posts."),
    ],
)
def test_other_services_and_other_clauses_do_not(
    client: dict[str, Any], role: str, topics: list[str], quote: str
) -> None:
    """What is said of a tool's own content, of data, liability or staff, or to people elsewhere, stays without the Act."""
    assert engaged(client, role, title="A clause", topics=topics, quote=quote) == []
