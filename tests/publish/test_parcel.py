"""What a parcel says of its actions, by what the findings file carries back of them."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from msgspec import structs

from memo.api import Document
from memo.findings.model import CLOSED, ActionState
from memo.publish.parcel import Parcel


@pytest.mark.parametrize("state", get_args(ActionState))
def test_an_action_stays_open_until_it_is_done_or_waived(parcel: Parcel, state: str) -> None:
    """Work in progress, or blocked, is open at the target as it is in the plan: never ticked, and counted."""
    first, *others = parcel.memo.plan
    changed = replace(
        parcel, document=Document(structs.replace(parcel.memo, plan=(structs.replace(first, status=state), *others)))
    )
    assert changed.steps()[0].is_open == (state not in CLOSED)
    told = f"{first.number} {first.title}" in changed.comment().plain()
    assert told == (state not in CLOSED)
