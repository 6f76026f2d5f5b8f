"""How a review's parties are read where its file says less than a law asks: data of ours, not law."""

# Annotations are evaluated here: as text, each would be compiled anew at every start to build the decoder.

from typing import Annotated, Literal

from memo.library.form import Limit, Record
from memo.library.records import Line, Money, Role, Size, Slug, Verified


class RoleReading(Record, frozen=True, kw_only=True):
    """A role that a party is read to have beside the one it states.

    It counts for a provision that binds one of `read_as` and none of
    `stated`: a law that knows the stated roles means them.
    """

    id: Slug
    party: Literal["vendor", "client"]
    stated: Annotated[tuple[Role, ...], Limit(min_length=1)]
    read_as: Annotated[tuple[Role, ...], Limit(min_length=1)]
    because: Line

    def __post_init__(self) -> None:
        if set(self.stated) & set(self.read_as):
            raise ValueError("a role cannot be both in 'stated' and in 'read_as'")


class SizeTest(Verified, frozen=True, kw_only=True):
    """Up to which staff and yearly turnover an enterprise is of a size."""

    id: Size
    staff_below: Annotated[int, Limit(ge=1)]
    turnover_at_most: Money
    note: Line | None = None
