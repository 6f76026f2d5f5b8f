"""The sandbox of the templates: every escape that is known is a clear error or mere text, and nothing runs for ever."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from memo.errors import MemoError
from memo.render.html import html
from memo.render.limits import Limits
from memo.render.worker import within
from tests.support import children, memo_of, review

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork.*:DeprecationWarning")
DOCUMENT = memo_of(review({"title": "t"}), "brief")

WALKS = [
    "''.__class__", "''.__class__.__mro__", "''.__class__.__base__.__subclasses__()", "().__class__.__bases__[0]",
    "[].__class__.__base__", "{}.__class__.__base__", "memo.__class__", "memo.__init__", "memo['__class__'].x",
    "memo.keys.__self__", "memo.get.__func__", "w.items.__globals__", "w.__getitem__", "memo.__reduce__()",
    "memo.__reduce_ex__(4)", "memo.__dir__()", "memo.__sizeof__()", "1 .__class__", "true.__class__",
    "none.__class__", "range.__class__", "dict.__mro__", "lipsum.__globals__", "lipsum.__globals__['os']",
    "cycler.__init__.__globals__", "cycler('a').next.__func__", "joiner.__init__.__globals__",
    "namespace.__init__.__globals__", "self.__class__", "self.__init__.__globals__", "self._TemplateReference__context",
    "self['__class__'].x", "caller.__globals__", "css.__class__", "css.__html__.__func__", "w.values.__call__",
]  # fmt: skip
"""Ways from a value to its class and from there to every class of Python."""
ATTR = [
    "''|attr('__class__')", "''|attr('__cla' ~ 'ss__')", "''|attr('\\x5f\\x5fclass\\x5f\\x5f')",
    "''|attr(['__class__']|first)", "memo|attr('__init__')|attr('__globals__')",
    "[{'a': ''}]|map(attribute='a.__class__')|list|first|attr('__base__')", "['']|map('attr', '__class__')|list|first|attr('x')",
    "[memo]|map(attribute='__class__')|list|first|attr('__mro__')", "[memo]|groupby('__class__')|first|attr('x')",
    "[memo]|sort(attribute='__class__.__base__')|first|attr('x')", "[memo]|sum(attribute='__class__')",
    "[memo]|selectattr('__class__')|first|attr('__class__')", "[memo]|unique(attribute='__class__.x')|first|attr('x')",
]  # fmt: skip
"""The same by filters that take a name (CVE-2025-27516 among them)."""
FORMATS = [
    "'{0.__class__}'.format('')", "'{0.__class__.__base__}'.format('')", "'{x.__class__}'.format(x='')",
    "'{0[__class__].x}'.format(memo)", "'{x.__class__}'.format_map({'x': ''})", "('{0.__class__}'|attr('format'))('')",
    "['{0.__class__}'.format]|first|attr('__self__')", "'{0.__class__}'|format|attr('__self__')",
    "['{0.__class__}']|map('format', '')|first|attr('__class__')", "css.format.__self__",
    "css.format_map({'x': memo}).__class__", "('{0.__class__.__init__}'|attr('format'))(memo)",
]  # fmt: skip
"""By str.format and references to it (CVE-2016-10745, CVE-2019-10906, CVE-2024-56326)."""
CHANGES = [
    "memo.update({'a': 1})", "memo.clear()", "memo.pop('title')", "memo.setdefault('a', 1)", "memo.findings.append(1)",
    "memo.findings.clear()", "memo.findings.extend([1])", "memo.findings.insert(0, 1)", "w.popitem()",
    "memo.findings.remove(1)", "memo.findings.sort()", "memo.findings.reverse()",
]  # fmt: skip
"""What would change the memo while it is rendered."""
OTHERS = [
    "open('/etc/passwd')", "__import__('os')", "eval('1')", "exec('1')", "getattr(memo, 'x')", "globals()", "locals()",
    "os.system('id')", "config", "request.application", "url_for.x", "get_flashed_messages.x", "session.x",
    "(1).from_bytes.__self__", "loop.__class__", "(memo.items()|list).__class__", "memo|tojson|attr('__class__')",
    "'%c' % 'ab'", "1 / 0", "''.join(1)", "'a' * memo", "memo|no_filter", "memo is no_test", "memo[", "range(10**9)",
    "10 ** 10 ** 'x'", "range(1, 10**12, 1)|list", "'x'.encode().__class__", "''.title.__code__",
]  # fmt: skip
"""Names that other programs have, faults of other kinds, and sizes past the sandbox's own limit."""
STATEMENTS = [
    "{% include '/etc/passwd' %}", "{% include '../../pyproject.toml' %}", "{% include '..\\\\x' %}", "{% import 'os' as os %}",
    "{% from 'x' import y %}", "{% extends '/etc/passwd' %}", "{% set memo.title = 1 %}", "{% do memo.clear() %}",
    "{% for a in memo recursive %}{{ loop.__class__ }}{% endfor %}", "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{{ m() }}",
    "{% macro m() %}x{% endmacro %}{{ m.__class__ }}", "{% macro m() %}x{% endmacro %}{{ m._func }}",
    "{% set n = namespace() %}{{ n.__class__ }}", "{% set n = namespace() %}{{ n._Namespace__attrs }}",
    "{% with a = ''.__class__ %}{{ a.x }}{% endwith %}", "{% debug %}", "{% trans %}x{% endtrans %}", "{% python %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% include 'memo.html.j2' %}",
]  # fmt: skip
"""Statements: files outside, tags that are not there, and templates that call themselves."""
ENDLESS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
    "{{ 7 ** (7 ** 12) }}", "{{ 'a' * 10 ** 10 }}", "{{ ('a' * 10 ** 8)|list|length * 100 }}{{ 'b'|center(10 ** 11) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{{ lipsum(100) }}{% endfor %}{% endfor %}",
    "{{ lipsum(10 ** 9) }}", "{{ [[1] * 10 ** 9] * 10 }}", "{{ '%0999999999999d' % 1 }}", "{{ '{:>99999999999}'.format(1) }}",
]  # fmt: skip
"""Templates that would take for ever, or all memory."""
ESCAPES = [*(f"{{{{ {one} }}}}" for one in [*WALKS, *ATTR, *FORMATS, *CHANGES, *OTHERS]), *STATEMENTS]
CODES = {"bad-template", "undefined-in-template", "template-fault", "over-limit"}


def filled(template: str, folder: Path) -> str:
    """Return what the memo's data make of a template."""
    (folder / "memo.css").write_text("", encoding="utf-8")
    (folder / "memo.html.j2").write_text("first line\n" + template, encoding="utf-8")
    return html(DOCUMENT.memo, folder)


def test_the_table_is_long_enough() -> None:
    """The table has the escapes of every advisory and at least sixty rows, none twice."""
    assert len(set(ESCAPES)) == len(ESCAPES) >= 60


@pytest.mark.parametrize("template", ESCAPES)
def test_an_escape_is_a_clear_error(template: str, tmp_path: Path) -> None:
    """No escape gives a result; the error has a code, the template's line and no traceback."""
    with pytest.raises(MemoError) as raised:
        filled(template, tmp_path)
    fault = raised.value.faults[0]
    assert fault.code in CODES
    assert raised.value.exit_code == 1
    assert len(str(fault)) < 1000
    assert "Traceback" not in str(fault)


def test_the_data_are_as_before(tmp_path: Path) -> None:
    """After all escapes a harmless template still sees the memo; what is not escaped is shown as text."""
    assert filled("{{ memo.findings|length }} {{ '<b>' }}", tmp_path) == "first line\n1 &lt;b&gt;"


@pytest.mark.parametrize("template", ENDLESS)
def test_an_endless_template_is_ended(template: str, tmp_path: Path) -> None:
    """A template that would take for ever or all memory ends within its limits, with its name or its line."""
    before, begun = children(), time.monotonic()
    with pytest.raises(MemoError) as raised:
        within(Limits(time=5, cpu=1, memory=200), lambda: filled(template, tmp_path))
    assert raised.value.faults[0].code in CODES
    assert time.monotonic() - begun < 6
    assert children() <= before
