"""Mail, for every system that takes nothing else: a message with the PDF, kept in a folder, and sent if it can be.

The folder is the memory: what lies there as `.eml` was sent, or was to be sent
by hand. A message on its way is called `.unsent` until the server has taken it.
"""

from __future__ import annotations

import smtplib
import ssl
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from memo.errors import printable
from memo.publish.failure import fail, unreachable
from memo.publish.parcel import Parcel
from memo.publish.settings import Name, Target
from memo.publish.ticket import Held, Ticket
from memo.publish.wire import is_safe
from memo.writing import write

_ADDRESS = r"^[^\s<>@,;:\"]+@[^\s<>@,;:\"]+$"


class Settings(Target):
    """`folder` keeps the messages; `server` is `host:port`, and without one nothing is sent."""

    needs_token = False
    to: list[str] = Field(min_length=1)
    sender: str = Field(pattern=_ADDRESS)
    folder: str
    server: str = Field("", pattern=r"^(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+)?(:[0-9]{1,5})?$")
    security: Literal["starttls", "tls", "none"] = "starttls"
    ticket: Name = ""

    @model_validator(mode="after")
    def _is_private(self) -> Settings:
        if self.security == "none" and self.server and not is_safe(f"http://{self.server}"):
            raise ValueError("security = 'none' is for a server on this machine alone")
        return self


class Adapter(Ticket):
    form: ClassVar[str] = r"[^\x00-\x1f\x7f]{0,120}"

    def sign(self) -> None:
        self._folder = Path(self.settings.folder)

    def url(self) -> str:
        return f"mailto:{','.join(self.settings.to)}"

    def held(self) -> list[Held]:
        found = sorted(self._folder.glob("*.pdf.eml"), key=lambda path: (path.stat().st_mtime, path.name))
        return [Held(path.name.removesuffix(".eml"), str(path), str(path)) for path in found]

    def content(self, held: Held) -> bytes:
        message: Any = message_from_bytes(Path(held.key).read_bytes(), policy=policy.default)
        found: bytes = next((part.get_content() for part in message.iter_attachments()), b"")
        return found

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        message = self._message(name, pdf, parcel, replaces)
        data = message.as_bytes(policy=policy.SMTP)
        path = self._folder / f"{name}.eml"
        if self.wire.dry_run:
            to = f" and sent to {', '.join(self.settings.to)}" if self.settings.server else ""
            self.wire.show(f"not done: {path}, {len(data)} bytes, written{to}\n    Subject: {message['Subject']}")
            return Held(name, str(path), str(path))
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self.settings.server:
            write(path, data)
            return Held(name, str(path), str(path))
        waiting = path.with_suffix(".unsent")
        write(waiting, data)
        self._send(message)
        waiting.replace(path)
        return Held(name, str(path), str(path))

    def _message(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> EmailMessage:
        """Return the message; the same memo gives the same bytes, its date and its id are the memo's."""
        message = EmailMessage(policy=policy.SMTP)
        day = date.fromisoformat(parcel.memo.date)
        message["From"], message["To"] = self.settings.sender, ", ".join(self.settings.to)
        number = f"[{self.number}] " if self.number else ""
        message["Subject"] = " ".join(f"{number}{parcel.memo.subject}, {day.isoformat()}".split())
        message["Date"] = datetime(day.year, day.month, day.day, tzinfo=UTC)
        message["Message-ID"] = f"<{parcel.digest[:32]}@{self.settings.sender.rpartition('@')[2]}>"
        message.set_content(parcel.comment(replaces).plain())
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
        message.set_boundary(f"memo-{parcel.digest[:40]}")
        return message

    def _send(self, message: EmailMessage) -> None:
        host, _, port = self.settings.server.rpartition(":")
        if not port.isdigit():
            host, port = self.settings.server, "465" if self.settings.security == "tls" else "587"
        step, target = f"mail to {host}", self.wire.target
        trust = ssl.create_default_context()
        own = self.settings.sender.rpartition("@")[2]  # else the machine's own name would be looked up and told
        options: Any = {"local_hostname": own, "timeout": self.settings.timeout}
        try:
            server: smtplib.SMTP = (
                smtplib.SMTP_SSL(host, int(port), context=trust, **options)
                if self.settings.security == "tls"
                else smtplib.SMTP(host, int(port), **options)
            )
            with server:
                if self.settings.security == "starttls":
                    server.starttls(context=trust)
                if self.wire.secret.token:
                    server.login(self.settings.user or self.settings.sender, self.wire.secret.token)
                server.send_message(message)
        except smtplib.SMTPAuthenticationError as error:
            fail("remote-unauthorised", target, f"{step}: {error.smtp_code}, the user or the token is not accepted")
        except smtplib.SMTPSenderRefused as error:
            code = "remote-too-large" if error.smtp_code == 552 else "remote-forbidden"
            fail(code, target, f"{step}: {error.smtp_code}, the server refuses: {_said(error.smtp_error)}")
        except smtplib.SMTPResponseException as error:
            code = "remote-too-large" if error.smtp_code == 552 else "remote-failed"
            fail(code, target, f"{step}: {error.smtp_code}, the server refuses: {_said(error.smtp_error)}")
        except smtplib.SMTPException as error:
            fail("remote-failed", target, f"{step}: {type(error).__name__}: {printable(str(error))[:200]}")
        except OSError as error:
            unreachable(target, step, host, error)


def _said(text: bytes | str) -> str:
    return printable(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)[:200]
