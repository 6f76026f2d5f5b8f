"""The wheel's build step: ship the law library with its compiled copies, made from these very files."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds `regulations/` and its compiled copies, so that no start of the program parses YAML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every record into a fresh folder; a faulty record fails the build."""
        if version == "editable":
            return  # a checkout compiles by itself, when it is first used
        root = Path(self.root)
        self.holder = tempfile.TemporaryDirectory(prefix="memo-build-")
        copy = Path(self.holder.name) / "regulations"
        shutil.copytree(root / "regulations", copy, ignore=shutil.ignore_patterns(".compiled"))
        sys.path.insert(0, str(root))
        try:
            from memo.library.files import FOLDER, INDEX
            from memo.library.resolve import reader_of_store
            from memo.library.store import Store
            from memo.mapping.vocabulary import index_of

            store = Store(copy)
            store.compile()
            index_of(store)
            reader_of_store(store)
            (copy / FOLDER / INDEX).unlink(missing_ok=True)  # says what this machine's file system knows
        finally:
            sys.path.remove(str(root))
        build_data["force_include"][str(copy)] = "memo/_shipped/regulations"
