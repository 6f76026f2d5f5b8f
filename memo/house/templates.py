"""The templates of a house, read before a page is set: blocks that exist, names that a template sees, nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from memo.errors import Fault, InputError, Place, nearest, shown
from memo.house.inside import is_below
from memo.look import CONTEXT
from memo.resources import packaged
from memo.yamlio import read_text

ENTRY = "memo.html.j2"
_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)")


def blocks() -> tuple[str, ...]:
    """Return the names of the blocks that a house may override: the API of the templates."""
    return tuple(_BLOCK.findall((packaged("templates") / "base.html.j2").read_text(encoding="utf-8")))


def template_faults(folder: Path, own: Path) -> list[Fault]:
    """Return everything wrong with the templates of a house that can be seen without a memo."""
    faults: list[Fault] = []
    if not (own / ENTRY).is_file():
        faults.append(Fault("no-entry-template", f"holds no {ENTRY}, which is read first", Place(str(own))))
    for path in sorted(own.rglob("*.j2")):
        if not is_below(folder, path):
            faults.append(Fault("outside-house", "leads outside the house's folder", Place(str(path))))
        elif path.name != ENTRY and (packaged("templates") / path.relative_to(own)).exists():
            message = "has the name of one of memo's own templates"
            faults.append(Fault("shadowed-template", message, Place(str(path)), hint="Override a block instead."))
        else:
            faults += _faults_in(path)
    return faults


class _Named(dict[str, Any]):
    """Filters or tests of any name: which there are, only the setting of a page knows, and says so then."""

    def get(self, key: str, default: Any = None) -> Any:
        return str


def _faults_in(path: Path) -> list[Fault]:
    import jinja2
    from jinja2 import meta, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    try:
        # Nothing is computed while a template is read: `"a" * 10**10` would be, here, before any limit holds.
        environment = ImmutableSandboxedEnvironment(finalize=jinja2.pass_context(lambda _, value: value))
        environment.filters, environment.tests = _Named(), _Named()
        tree = environment.parse(read_text(path))
        names = meta.TrackingCodeGenerator(environment)
        names.optimizer = None
        names.visit(tree)
        strange = names.undeclared_identifiers - set(CONTEXT)
    except jinja2.TemplateSyntaxError as error:
        return [Fault("bad-template", error.message or "cannot be read", Place(str(path), error.lineno, 1))]
    except InputError as error:
        return [Fault("bad-template", one.message, one.place, hint=one.hint) for one in error.faults]
    except RecursionError:
        return [Fault("bad-template", "is nested too deeply to be read", Place(str(path)))]
    faults: list[Fault] = []
    if path.name == ENTRY:
        extended = [node.template for node in tree.find_all(nodes.Extends)]
        if [getattr(one, "value", None) for one in extended] != ["base.html.j2"]:
            faults.append(Fault("bad-template", 'must begin with {% extends "base.html.j2" %}', Place(str(path), 1, 1)))
        known = blocks()
        for block in tree.find_all(nodes.Block):
            if block.name not in known:
                message = f"there is no block {shown(block.name)}"
                hint = nearest(block.name, known) or f"Blocks: {', '.join(known)}."
                faults.append(Fault("unknown-block", message, Place(str(path), block.lineno, 1), hint=hint))
    for name in tree.find_all(nodes.Name):
        if name.name in strange and name.ctx == "load":
            strange.discard(name.name)
            message = f"no template sees a name {shown(name.name)}"
            hint = nearest(name.name, CONTEXT) or f"Names: {', '.join(CONTEXT)}."
            faults.append(Fault("unknown-variable", message, Place(str(path), name.lineno, 1), hint=hint))
    return faults
