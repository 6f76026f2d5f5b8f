"""The memo as one HTML text: loops and places in templates, every word from the memo."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memo.document import Memo, as_data
from memo.errors import Fault, MemoError, Place, shown
from memo.look import COLOURS, LABEL_FACE, PLAIN, TEXT_FACE, Look
from memo.render.drawing import beside, cell_lines, strip_of
from memo.render.english import English, marked
from memo.render.halves import halves, small_print
from memo.render.once import once
from memo.typography import curled, curled_parts, inside, quoted, readable

if TYPE_CHECKING:
    from jinja2 import Environment


class TemplateError(MemoError):
    """A template is at fault: its file and line are in the message."""


def html(memo: Memo, templates: Path, look: Look = PLAIN) -> str:
    """Return the memo as one self-contained HTML text in a house's look; fails with `TemplateError`."""
    import jinja2

    css = stylesheet(memo, templates, look)
    sources = [as_data(row) for row in memo.sources]
    memo = once(memo, look.sections)
    data = as_data(memo)
    marked(data)
    _curl_prose(data["findings"], memo.language)
    author = next((row["value"] for row in data["header"] if row["label"] == memo.words["from"]), "")
    try:
        template = _environment(templates, look.templates).get_template("memo.html.j2")
        return template.render(
            memo=data,
            w=data["words"],
            css=_css_markup(css),
            author=author,
            anchors={part["id"]: part["anchor"] for part in data["findings"]},
            ceilings_of={group["name"]: f"law-{group['law']}" for group in data["authorities"] if group["ceilings"]}
            if "authorities" in look.sections
            else {},
            law_sources={
                table["law"]: [row for row in sources if row["law"] == table["law"]]
                for table in data["table_of_authorities"]
            },
            sections=look.sections,
            colours=look.colours,
            logo=look.logo,
            house=look.name,
        )
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            [
                Fault(
                    "bad-template",
                    error.message or "cannot be read",
                    Place(error.filename or "template", error.lineno, 1),
                )
            ]
        ) from None
    except jinja2.UndefinedError as error:
        raise TemplateError([Fault("undefined-in-template", error.message or "undefined", _place(error))]) from None
    except MemoryError:
        raise
    except Exception as error:  # SecurityError of the sandbox, and whatever else a template brings about
        if _place(error) == Place("template"):
            raise
        what = str(error) or type(error).__name__
        raise TemplateError([Fault("template-fault", shown(what).strip("'"), _place(error))]) from None


def stylesheet(memo: Memo, templates: Path, look: Look = PLAIN) -> str:
    """Return the stylesheet of a memo's page: the packaged one with the memo's words and in the look of a house."""
    css = (templates / "memo.css").read_text(encoding="utf-8")
    css = css.replace("{{PAGE}}", _css_text(memo.words["page"])).replace("{{OF}}", _css_text(memo.words["of"]))
    before, _, after = memo.words["at_page"].partition("{number}")
    css = css.replace("{{AT}}", _css_text(before)).replace("{{AT_END}}", _css_text(after))
    return _in_look(css, look)


def prepare(templates: Path) -> None:
    """Compile memo's own templates, so that forks of this process find them.

    A house's own are compiled under the limits of the page they are for:
    compiling works out what is constant in them, however much that is.
    """
    environment = _environment(templates, None)
    for name in environment.list_templates(filter_func=lambda name: name.endswith(".html.j2")):
        environment.get_template(name)


@cache
def _environment(templates: Path, own: Path | None) -> Environment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    @jinja2.pass_context
    def in_its_language(context: Any, text: str) -> str:
        return _curled(text, context.get("memo", {}).get("language", "en"))

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([*([own] if own else []), templates]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["curled"] = in_its_language
    environment.filters["readable"] = readable
    environment.filters["links"] = _links
    environment.filters["inside"] = inside
    environment.filters["quoted"] = quoted
    environment.filters["cell_lines"] = cell_lines
    environment.filters["beside"] = beside
    environment.filters["halves"] = halves
    environment.filters["small_print"] = small_print
    environment.filters["strip_of"] = strip_of
    return environment


def _curled(text: str, language: str) -> str:
    """Return the text with curled quotes, English still, and with English quotes, where it was."""
    return English(curled(text)) if isinstance(text, English) else curled(text, language)


def _curl_prose(value: Any, language: str) -> None:
    """Curl the straight quotes of a reviewer's prose in the data of findings; code, and a clause's words, stay."""
    if isinstance(value, list):
        for one in value:
            _curl_prose(one, language)
    elif isinstance(value, dict):
        runs = value.get("runs", []) if value.get("kind") != "code" else []
        for run, text in zip(runs, curled_parts([run["text"] for run in runs], language), strict=True):
            if run["kind"] != "code" and run["text"] != run.get("url"):
                run["text"] = text
        for one in value.values():
            _curl_prose(one, language)


def _in_look(css: str, look: Look) -> str:
    """Return the stylesheet in a house's colours and faces, both checked where the house was read."""
    for name, colour in COLOURS.items():
        css = css.replace(colour, look.colours[name])
    faces = {TEXT_FACE: look.text_face, LABEL_FACE: look.label_face}
    return re.sub(f'"({TEXT_FACE}|{LABEL_FACE})"', lambda found: f'"{faces[found[1]]}"', css)


def _links(text: str) -> Any:
    """Return a text of the program's own with its addresses as links; all else is escaped."""
    from markupsafe import Markup, escape

    parts = re.split(r"(https?://[^\s<>\"]+[^\s<>\".,;:)])", text)
    linked = (Markup('<a href="{0}">{0}</a>').format(p) if at % 2 else escape(p) for at, p in enumerate(parts))
    return Markup("").join(linked)


def _css_text(text: str) -> str:
    """Return a text as it stands inside a string of CSS inside HTML, whatever marks a house's word holds.

    >>> _css_text('of </style> "')
    'of \\\\3c /style\\\\3e  \\\\22 '
    """
    return "".join(c if c.isalnum() or c in " .,/-" else f"\\{ord(c):x} " for c in text)


def _css_markup(css: str) -> Any:
    """Mark the packaged stylesheet as markup: the one text that is not escaped, and no data is in it."""
    from markupsafe import Markup

    return Markup(css)  # noqa: S704 # nosec B704 # the file ships with memo


def _place(error: Exception) -> Place:
    """Return the innermost template line of a traceback."""
    found = Place("template")
    traceback = error.__traceback__
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = Place(name, traceback.tb_lineno, 1)
        traceback = traceback.tb_next
    return found
