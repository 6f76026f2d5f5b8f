"""From a target's name to a receipt: opens the way, chooses ticket or wiki, and says how far it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from memo.errors import Fault, MemoError, Place, UsageError
from memo.publish import section
from memo.publish import ticket as tickets
from memo.publish import wiki as wikis
from memo.publish.failure import unlike
from memo.publish.lock import one_at_a_time
from memo.publish.parcel import Parcel
from memo.publish.receipt import Receipt
from memo.publish.secret import Secret, secret_for
from memo.publish.settings import Target, module_of
from memo.publish.wire import Wire

_UNLIKE = (LookupError, TypeError, AttributeError, ValueError)
"""What Python says where an answer lacks a part, or has a list in place of a mapping."""


class Courier:
    """A target that is ready to take parcels: its settings, its token, and what a dry run may do."""

    def __init__(
        self, name: str, settings: Target, environment: Mapping[str, str], *, dry_run: bool, say: Callable[[str], None]
    ) -> None:
        self.name, self.settings, self.environment = name, settings, environment
        self.dry_run, self._say = dry_run, say
        self.adapter: Any = module_of(settings.kind).Adapter
        self.is_wiki = issubclass(self.adapter, wikis.Wiki)
        self.secret: Secret = secret_for(
            name, environment, variable=settings.token_env, keyring=settings.keyring, user=settings.user,
            needed=settings.needs_token,
        )  # fmt: skip

    @contextmanager
    def wire(self) -> Iterator[Wire]:
        """Open the way to the target, and close it; what fails on the way never says the token."""
        base = getattr(self.settings, "url", "http://localhost")
        wire = Wire(
            self.name, base, self.secret, timeout=self.settings.timeout, dry_run=self.dry_run, say=self._say,
            environment=self.environment,
        )  # fmt: skip
        try:
            yield wire
        except MemoError as error:
            raise self.secret.clean(error) from None
        except Exception as error:
            # Whatever it is, it may have met the token; so its words go through the same sieve.
            words = self.secret.redacted(f"{type(error).__name__}: {error}")
            if wire.heard and isinstance(error, _UNLIKE):
                raise unlike(self.name, wire.heard, words).with_traceback(error.__traceback__) from None
            raise RuntimeError(words).with_traceback(error.__traceback__) from None
        finally:
            wire.close()

    def check(self, number: str, actions: bool) -> None:
        """Fail with `UsageError` where the target can have no such ticket, or no entries for actions.

        What a setting alone shows is said before a memo is drafted and set.
        """
        if actions and not issubclass(self.adapter, tickets.Subtasks | tickets.Checklist):
            message = "has neither sub-tasks nor a checklist that memo could keep; the memo holds the plan"
            hint = "Leave --actions out."
            raise UsageError([Fault("no-actions-here", message, Place(f"targets.{self.name}"), hint=hint)])
        if not self.is_wiki:
            self.adapter.check(self.name, number)

    def deliver(self, parcel: Parcel, receipt: Receipt, *, number: str, actions: bool, force: bool) -> None:
        """Bring one memo to the target; fails with `RemoteError`, the receipt then says what was done."""
        receipt.digest = parcel.digest
        self.check(number, actions)
        try:
            with self._alone(number):
                self._bring(parcel, receipt, number=number, actions=actions, force=force)
        finally:
            if self.dry_run:  # nothing was; `actions` says what would be
                receipt.done.clear()

    def _bring(self, parcel: Parcel, receipt: Receipt, *, number: str, actions: bool, force: bool) -> None:
        with self.wire() as wire:
            if self.is_wiki:
                wiki = self.adapter(self.settings, wire)
                try:
                    wikis.bring(wiki, parcel, wikis.page_text(wiki, parcel), receipt, force=force)
                finally:
                    wiki.close()
                return
            ticket = self.adapter(self.settings, wire, number)
            tickets.bring(ticket, parcel, receipt, force=force)
            if actions:
                tickets.bring_actions(ticket, parcel, receipt)

    def _alone(self, number: str = "") -> AbstractContextManager[None]:
        """Keep other runs on this machine from the same ticket, or the same wiki, meanwhile."""
        if self.dry_run:
            return nullcontext()
        where = self.settings.model_dump(include={"kind", "url", "repository", "project", "space", "table"})
        place = tuple(str(where[key]) for key in sorted(where))
        return one_at_a_time(self.name, (*place, "" if self.is_wiki else number), self.environment)

    def index(self, parcels: list[Parcel], receipt: Receipt, *, force: bool) -> None:
        """Write the page that leads to several memos of a wiki; fails with `RemoteError`."""
        with self._alone(), self.wire() as wire:
            wiki = self.adapter(self.settings, wire)
            try:
                section.bring(wiki, parcels, receipt, force=force)
            finally:
                wiki.close()
                if self.dry_run:
                    receipt.done.clear()
