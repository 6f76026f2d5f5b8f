"""In Korea the Credit Information Act is special beside the general law on personal data, and stands before it."""

from __future__ import annotations

from tests.support import library_on, mapped, opening

LIBRARY = library_on()


def test_credit_data_passed_within_the_group_lead_to_the_special_act() -> None:
    """A company of the group is another, and the consent to each provision opens the finding."""
    finding = {
        "title": "Credit data given to an affiliate",
        "summary": "The card company gave customers' credit information to an affiliate for marketing without a consent.",
        "topics": ["affiliate-sharing", "financial-data"],
    }
    found = mapped(finding, LIBRARY, client={"role": "controller", "people_in": ["KR"]})
    assert "32(1)" in opening(found, "kr-credit-information-act")
    assert found.laws.index("kr-credit-information-act") < found.laws.index("kr-pipa")


def test_data_that_are_not_of_credit_stay_with_the_general_law() -> None:
    """Without financial data the special act is not engaged."""
    finding = {"title": "Shared with affiliates", "topics": ["affiliate-sharing"], "summary": "Names go to the group."}
    found = mapped(finding, LIBRARY, client={"role": "controller", "people_in": ["KR"]})
    assert "kr-credit-information-act" not in found.laws
