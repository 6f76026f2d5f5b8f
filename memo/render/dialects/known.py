"""Which dialects there are, which writer writes each, and how its files are named."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, get_args

from msgspec import Struct

from memo.render.blocks import Page
from memo.render.dialects.writer import Writer

Name = Literal["gfm", "mkdocs", "redmine", "confluence", "mediawiki", "azure", "docusaurus", "dokuwiki"]
NAMES: tuple[Name, ...] = get_args(Name)


class Dialect(Struct, frozen=True):
    """A dialect: the ending of its files, without the dot, and for whom it is."""

    name: Name
    ending: str
    readers: str


DIALECTS: dict[Name, Dialect] = {
    one.name: one
    for one in (
        Dialect("gfm", "md", "GitHub, GitLab, Gitea, Obsidian"),
        Dialect("mkdocs", "md", "MkDocs, Material, TechDocs"),
        Dialect("redmine", "md", "Redmine with CommonMark"),
        Dialect("confluence", "xhtml", "Confluence, storage format"),
        Dialect("mediawiki", "wiki", "MediaWiki"),
        Dialect("azure", "md", "Azure DevOps wiki"),
        Dialect("docusaurus", "md", "Docusaurus"),
        Dialect("dokuwiki", "txt", "DokuWiki"),
    )
}

FRONT_MATTER: tuple[Name, ...] = ("gfm", "mkdocs", "azure", "docusaurus")
"""Dialects whose readers take YAML before a page for what it is; others would show it."""


def writer(page: Page, name: Name) -> Writer:
    """Return the writer of a dialect for a page; only that writer is loaded."""
    module = import_module(f"memo.render.dialects.{name}")
    made: Writer = getattr(module, name.capitalize())(page)
    return made
