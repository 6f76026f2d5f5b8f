"""The one way out: HTTP to one target, its token on every request to its own host and on none to another.

https, except to this machine itself; a time limit on every step; a step is
repeated only where repeating it changes nothing; a redirect to another host
loses the token, or is refused where something would be written. In a dry run
what reads is sent and what writes is shown.
"""

from __future__ import annotations

import json as json_
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from memo.errors import Fault, MemoError, Place, UsageError
from memo.publish.failure import fail, refused, unreachable
from memo.publish.secret import HIDDEN, Secret

if TYPE_CHECKING:
    import httpx

MOST_TRIES = 4
LONGEST_WAIT = 120
"""Seconds that a server may ask to wait before memo gives up and says so."""
MOST_REDIRECTS = 5
MOST_BYTES = 200 * 1024 * 1024
LONGEST_SHOWN = 4_000
_PASSING = (429, 502, 503, 504)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@contextmanager
def needs_extra() -> Iterator[None]:
    """Say how the extra is installed where a library of it is missing."""
    try:
        yield
    except ImportError as error:
        message = f"publishing needs '{error.name}', which is not installed"
        hint = "Install it with: pip install 'memo[publish]'"
        raise UsageError([Fault("publish-not-installed", message, Place("publish"), hint=hint)]) from None


def is_safe(url: str) -> bool:
    """Whether an address keeps what is sent to it private: https, or http to this machine itself."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


class Later(str):
    """Something that an answer will hold, in a dry run: it stands for itself wherever it is put."""

    def __getitem__(self, key: Any) -> Later:
        return Later(f"<{key}>")

    def get(self, key: Any, default: Any = None) -> Later:
        return Later(f"<{key}>")


class Answer:
    """What a server answered: status, headers, bytes."""

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes, wire: Wire, step: str) -> None:
        self.status, self.headers, self.content = status, headers, content
        self._wire, self._step = wire, step

    def json(self) -> Any:
        """Return the JSON of the answer; fails with `RemoteError` where it is none, as a login page is none."""
        try:
            return json_.loads(self.content)
        except ValueError:
            refused(self._wire.target, self._step, self.status, self.content)


class _Shown(Answer):
    """The answer to a request that was shown, not sent."""

    def json(self) -> Any:
        return Later("<answer>")


class Wire:
    """HTTP to one target. `say` takes what a dry run shows; `sleep` waits between tries."""

    def __init__(
        self,
        target: str,
        base: str,
        secret: Secret,
        *,
        timeout: float = 30,
        dry_run: bool = False,
        say: Callable[[str], None] = lambda text: None,
        sleep: Callable[[float], None] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        with needs_extra():
            import httpx
        self.target, self.base, self.secret = target, base.rstrip("/"), secret
        self.dry_run, self._say, self._sleep, self._timeout = dry_run, say, sleep or time.sleep, timeout
        self.environment = dict(environment or {})
        self.heard = ""
        """The request that was answered last: what cannot be read after it is that answer."""
        self._signed: dict[str, str] = {}
        self._own = {"User-Agent": "memo", "Accept": "application/json"}
        # A proxy of the environment is for the world outside, not for this machine.
        outside = urlsplit(base).hostname not in _LOOPBACK
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=outside)

    def close(self) -> None:
        self._client.close()

    def sign(self, header: str, form: str = "{token}") -> None:
        """Let every request to the target's own host carry the token in a header, as `form` says."""
        self._signed[header] = form.format(token=self.secret.token)

    def sign_basic(self) -> None:
        """Let every request carry user and token in HTTP's Basic scheme."""
        self._signed["Authorization"] = self.secret.basic()

    def show(self, text: str) -> None:
        """Say what a dry run would do, the token hidden."""
        self._say(self.secret.redacted(text))

    def always(self, **headers: str) -> None:
        """Let every request carry these headers; an underscore of a name stands for a hyphen."""
        self._own |= {name.replace("_", "-"): value for name, value in headers.items()}

    # --- requests ---------------------------------------------------------

    def get(self, path: str, **options: Any) -> Answer:
        return self.send("GET", path, **options)

    def fetch(self, path: str, **options: Any) -> bytes:
        """Return the bytes of a file."""
        return self.send("GET", path, headers={"Accept": "*/*"}, **options).content

    def find(self, path: str, **options: Any) -> Answer | None:
        """Return the answer to a GET, nothing where the server says that there is nothing."""
        answer = self.send("GET", path, may_miss=True, **options)
        return None if answer.status in (404, 410) else answer

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Any = None,
        json: Any = None,
        data: Any = None,
        files: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        reads: bool | None = None,
        again: bool | None = None,
        may_miss: bool = False,
    ) -> Answer:
        """Send one request and return its answer; fails with `RemoteError` where it is refused.

        `reads` says that it changes nothing (a GET by itself), so that a dry
        run sends it too; `again` that repeating it changes nothing (as reading).
        """
        reads = method in ("GET", "HEAD") if reads is None else reads
        again = reads if again is None else again
        url = path if "://" in path else f"{self.base}/{path.lstrip('/')}"
        sent = {"params": params, "json": json, "data": data, "files": files, "content": content}
        step = f"{method} {urlsplit(url).path}"
        if self.dry_run:
            self.show(self._shown(method, url, sent, headers, reads))
            if not reads:
                return _Shown(200, {}, b"", self, step)
        try:
            return self._tried(method, url, sent, headers, step, again, may_miss)
        except MemoError as error:  # a server may repeat what it was sent
            raise self.secret.clean(error) from None

    def _tried(self, method: str, url: str, sent: Any, headers: Any, step: str, again: bool, may_miss: bool) -> Answer:
        import httpx

        tries = MOST_TRIES if again else 1
        for number in range(1, tries + 1):
            last = number == tries
            try:
                answer = self._followed(method, url, sent, headers, step)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                lasting = any(kind in repr(error.__cause__) for kind in ("SSL", "gaierror"))
                if last or lasting or not isinstance(error, httpx.TransportError):
                    unreachable(self.target, step, urlsplit(url).netloc, error)
                self._sleep(2 ** (number - 1))
                continue
            if answer.status < 400 or (may_miss and answer.status in (404, 410)):
                self.heard = step
                return answer
            if answer.status == 403 and "retry-after" in answer.headers:
                answer.status = 429  # how GitHub says that it wants to wait
            wait = _wait(answer.headers.get("retry-after", ""))
            if last or answer.status not in _PASSING or (wait or 0) > LONGEST_WAIT:
                asked = f"{wait:.0f} seconds" if wait else ""
                refused(self.target, step, answer.status, answer.content, asked)
            self._sleep(2 ** (number - 1) if wait is None else wait)
        raise AssertionError("a try always ends")  # pragma: no cover

    def _followed(self, method: str, url: str, sent: Any, headers: Any, step: str) -> Answer:
        home = _origin(self.base)
        for _ in range(MOST_REDIRECTS + 1):
            signed = self._signed if _origin(url) == home else {}
            request = self._client.build_request(
                method,
                url,
                headers={**self._own, **signed, **(headers or {})},
                **{k: v for k, v in sent.items() if v is not None},
            )
            answer = self._received(request, step)
            to = answer.headers.get("location", "")
            if answer.status not in (301, 302, 303, 307, 308) or not to:
                return answer
            url = urljoin(str(request.url), to)
            host = urlsplit(url).netloc
            if method != "GET":
                message = f"{step}: the server sends on to {host}, and memo does not write there"
                fail("remote-moved", self.target, message, "Put the new address into 'url' if it is right.")
            if not is_safe(url):
                fail("remote-moved", self.target, f"{step}: the server sends on to {host}, which is not https")
            sent = {}
        fail("remote-moved", self.target, f"{step}: the server sends on and on")

    def _received(self, request: httpx.Request, step: str) -> Answer:
        import httpx

        until = time.monotonic() + self._timeout * 10
        response = self._client.send(request, stream=True)
        try:
            parts: list[bytes] = []
            size = 0
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > MOST_BYTES:
                    fail("remote-answer", self.target, f"{step}: the answer is larger than {MOST_BYTES // 1024**2} MiB")
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("the answer does not end", request=request)
            return Answer(response.status_code, response.headers, b"".join(parts), self, step)
        finally:
            response.close()

    def _shown(self, method: str, url: str, sent: Any, headers: Any, reads: bool) -> str:
        """Return a request as a person reads it: what it carries, its token hidden, files by their size."""
        from urllib.parse import urlencode

        query = f"?{urlencode(sent['params'])}" if sent["params"] else ""
        lines = [f"{'sent' if reads else 'not sent'}: {method} {url}{query}"]
        lines += [f"    {name}: {HIDDEN}" for name in self._signed]
        lines += [f"    {name}: {value}" for name, value in (headers or {}).items()]
        if sent["json"] is not None:
            text = json_.dumps(_brief(sent["json"]), ensure_ascii=False, indent=1)
            lines += [f"    {line}" for line in text[:LONGEST_SHOWN].splitlines()]
        for name, value in (sent["data"] or {}).items():
            lines.append(f"    {name}: " + str(value)[:LONGEST_SHOWN].strip().replace("\n", "\n        "))
        for name, (file, content, kind) in (sent["files"] or {}).items():
            lines.append(f"    {name}: {file}, {kind}, {len(content)} bytes")
        if sent["content"] is not None:
            lines.append(f"    {len(sent['content'])} bytes")
        return "\n".join(lines)


def _brief(value: Any) -> Any:
    """Return JSON with what only machines read, such as a file in base 64, cut."""
    if isinstance(value, dict):
        return {key: _brief(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_brief(one) for one in value]
    if isinstance(value, str) and len(value) > 2_000 and " " not in value:
        return f"<{len(value)} characters>"
    return value


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _wait(header: str) -> float | None:
    """Return the seconds that Retry-After asks for, given as a number or as a day and time; nothing for neither.

    >>> _wait("7"), _wait("soon"), _wait("Mon, 01 Jan 2001 00:00:00 GMT")
    (7.0, None, 0.0)
    """
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
