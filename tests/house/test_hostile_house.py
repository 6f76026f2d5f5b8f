"""A house from elsewhere: no pipe is waited for, no link followed out, no template so deep that memo fails."""

from __future__ import annotations

import os
import signal
import struct
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from memo.errors import InputError, MemoError
from memo.house import read_house
from memo.limits import MOST_BYTES
from memo.render.worker import LimitError, Limits
from tests.house.test_house import codes, dressed, firm

LOGO = "name: Example LLP\nlogo: logo.svg\n"
MAGIC = b"\x89PNG\r\n\x1a\n"


def picture(width: int, height: int) -> bytes:
    """Return the head of a PNG of a size, which is as far as a logo of a wrong size is looked into."""
    return MAGIC + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)


def whole(width: int, height: int) -> bytes:
    """Return a PNG of a size to its end."""
    out = BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


ENTRY = '{% extends "base.html.j2" %}\n'
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg">@</svg>'


@pytest.fixture
def impatience() -> Iterator[None]:
    """Fail a test that waits, instead of waiting with it."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, impatience: None) -> None:
    """A logo or a template that is a named pipe, which nobody writes into, is an error at once."""
    folder = firm(tmp_path / "logo", LOGO)
    os.mkfifo(folder / "logo.svg")
    assert codes(folder) == ["no-logo"]
    folder = firm(tmp_path / "template", "name: A\n", templates__memo_html_j2=ENTRY)
    os.mkfifo(folder / "templates" / "part.html.j2")
    assert codes(folder) == ["bad-template"]


CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a logo that leads to itself": (lambda folder: (folder / "logo.svg").symlink_to("logo.svg"), "outside-house"),
    "a logo that leads to a device": (lambda folder: (folder / "logo.svg").symlink_to("/dev/zero"), "outside-house"),
    "a logo that leads outside": (lambda folder: (folder / "logo.svg").symlink_to("../other.svg"), "outside-house"),
    "a logo that is a folder": (lambda folder: (folder / "logo.svg").mkdir(), "no-logo"),
    "no logo": (lambda folder: None, "no-logo"),
    "a large logo": (lambda folder: (folder / "logo.svg").write_bytes(b" " * 600_000), "bad-logo"),
    "an empty logo": (lambda folder: (folder / "logo.svg").write_bytes(b""), "bad-logo"),
    "a page of the web as a logo": (lambda folder: (folder / "logo.svg").write_text("<html/>"), "bad-logo"),
    "half a picture": (lambda folder: (folder / "logo.svg").write_bytes(picture(1, 1)[:20]), "bad-logo"),
    "a picture of no head": (lambda folder: (folder / "logo.svg").write_bytes(MAGIC + b"x" * 40), "bad-logo"),
    "the head of a picture": (lambda folder: (folder / "logo.svg").write_bytes(picture(1, 1)), "bad-logo"),
    "a picture without its end": (lambda folder: (folder / "logo.svg").write_bytes(whole(9, 9)[:-20]), "bad-logo"),
    "a picture too wide": (lambda folder: (folder / "logo.svg").write_bytes(picture(4001, 1)), "bad-logo"),
    "a picture too high": (lambda folder: (folder / "logo.svg").write_bytes(picture(1, 4001)), "bad-logo"),
    "a picture of no width": (lambda folder: (folder / "logo.svg").write_bytes(picture(0, 1)), "bad-logo"),
    "an entity": (
        lambda folder: (folder / "logo.svg").write_text("<!DOCTYPE x [<!ENTITY a 'b'>]>" + SHAPE.replace("@", "&a;")),
        "bad-logo",
    ),
    "a use of another file": (
        lambda folder: (folder / "logo.svg").write_text(SHAPE.replace("@", '<use href="https://evil.example/"/>')),
        "bad-logo",
    ),
    "an address in a colour": (
        lambda folder: (folder / "logo.svg").write_text(SHAPE.replace("@", '<g fill="url(https://evil.example/)"/>')),
        "bad-logo",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_logo_is_a_plain_file_of_the_folder(case: str, tmp_path: Path) -> None:
    """Links that lead round or out, folders, devices, what is missing or large or acts: an error of house.yaml."""
    make, code = CASES[case]
    folder = firm(tmp_path / "firm", LOGO)
    make(folder)
    assert codes(folder) == [code]


@pytest.mark.parametrize("lenient", [True, False])
def test_half_a_picture_is_refused_whatever_the_engine_lets_pass(
    lenient: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine, once loaded, has every program read pictures without their end; what it set stays as it was."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    folder = firm(tmp_path / "firm", LOGO)
    (folder / "logo.svg").write_bytes(whole(9, 9)[:-20])
    assert codes(folder) == ["bad-logo"]
    assert lenient == ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_picture_of_the_greatest_size_is_a_logo(tmp_path: Path) -> None:
    """A PNG is known by its bytes, whatever its name, and may be 4,000 pixels each way."""
    folder = firm(tmp_path / "firm", LOGO)
    (folder / "logo.svg").write_bytes(whole(4000, 4000))
    assert read_house(folder).look.logo.startswith("data:image/png;base64,iVBORw0KGgo")


TEMPLATES = {
    "parentheses": ENTRY + "{% block header %}{{ " + "(" * 4000 + "1" + ")" * 4000 + " }}{% endblock %}",
    "conditions": ENTRY + "{% block header %}" + "{% if 1 %}" * 2000 + "{% endif %}" * 2000 + "{% endblock %}",
    "large": ENTRY + "x" * MOST_BYTES,
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_is_too_deep_or_large_is_refused(name: str, tmp_path: Path) -> None:
    """What the template engine could not read without failing is a bad template of the house."""
    assert codes(firm(tmp_path / "firm", "name: A\n", templates__memo_html_j2=TEMPLATES[name])) == ["bad-template"]


def test_bytes_that_are_no_text_and_links_that_lead_round(tmp_path: Path) -> None:
    """A template in another encoding, or one that leads to itself, is named; its house is not read."""
    folder = firm(tmp_path / "firm", "name: A\n", templates__memo_html_j2=ENTRY)
    (folder / "templates" / "bytes.html.j2").write_bytes(b"caf\xe9")
    (folder / "templates" / "round.html.j2").symlink_to("round.html.j2")
    assert codes(folder) == ["bad-template", "outside-house"]


@pytest.mark.parametrize(
    "text",
    ["- a", "[" * 5000, "name: &a x\nnotice: *a", "name: [1]", "words: 3", "sections: {a: b}", "fonts: []", "logo: {}",
        "colours: x", "front_matter: maybe", "file_name: [x]", "notice: null", 'name: "A\\u202eB"', "name: 'A\x00'",
        'colours: {accent: "red;}@import url(https://evil.example)"}', 'file_name: "../{vendor}"',
        'file_name: "{vendor.__class__}"', "citation_style: {en: x}", "name: {en: x}", "name: a\nname: b"],
)  # fmt: skip
def test_what_is_no_house_is_refused_at_its_place(text: str, tmp_path: Path) -> None:
    """Wrong types, hidden marks, bombs and ways out are faults with a line; nothing of the house is used."""
    with pytest.raises(InputError) as caught:
        read_house(firm(tmp_path / "firm", text + "\n"))
    assert all(fault.place.line for fault in caught.value.faults)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no processes to end")
def test_a_page_of_endless_templates_is_ended(tmp_path: Path) -> None:
    """A house's template that would run for days ends by its limit, in HTML as in PDF, and says whose fault it is."""
    endless = (
        ENTRY + "{% block header %}{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
        "{% endblock %}"
    )
    document = dressed(firm(tmp_path / "firm", "name: A\n", templates__memo_html_j2=endless))
    with pytest.raises(LimitError) as caught:
        document.rendered("html", limits=Limits(time=2))
    (fault,) = caught.value.faults
    assert (fault.code, fault.field) == ("over-limit", "time")
    assert "templates" in fault.message and "PDF" not in fault.message + fault.hint


@pytest.mark.parametrize(
    "costly", ["9 ** (9 ** 8)", "[9 ** (9 ** 8)]", "(9 ** (9 ** 8))|string", "9 ** (9 ** 8) ~ memo"]
)
def test_what_a_template_would_compute_is_not_computed_while_it_is_read(costly: str, tmp_path: Path) -> None:
    """A sum of constants is left to the page, where limits hold: reading a house costs no more than its length."""
    template = f"{ENTRY}{{% block header %}}{{{{ {costly} }}}}{{% endblock %}}"
    began = time.process_time()
    assert read_house(firm(tmp_path / "firm", "name: A\n", templates__memo_html_j2=template)).name == "A"
    assert time.process_time() - began < 5


@pytest.mark.parametrize("said", ["memo.title|readable", "memo.title|curled", "1|nofilter", "1 is notest"])
def test_filters_are_known_when_the_page_is_set(said: str, tmp_path: Path) -> None:
    """A template may use memo's own filters; one that there is not is a fault of the page, never of memo."""
    template = f"{ENTRY}{{% block header %}}{{{{ {said} }}}}{{% endblock %}}"
    document = dressed(firm(tmp_path / "firm", "name: A\n", templates__memo_html_j2=template))
    if "no" not in said:
        assert document.to_html()
        return
    with pytest.raises(MemoError) as caught:
        document.to_html()
    assert caught.value.exit_code == 1


def test_a_page_in_a_process_of_its_own_is_the_same(tmp_path: Path) -> None:
    """The limits change nothing of a page that keeps them."""
    template = ENTRY + "{% block header %}{{ super() }}<p>of the firm</p>{% endblock %}"
    document = dressed(firm(tmp_path / "firm", "name: A\n", templates__memo_html_j2=template))
    data, told = document.rendered("html", limits=Limits())
    assert (data, told) == (document.to_html().encode(), ())
    assert b"of the firm" in data
