"""Which findings files a batch is of, and the name that the memo of each will have below the output folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from memo.batch import places
from memo.errors import Fault, InputError, Place, UsageError, shown
from memo.writing import same_name
from memo.yamlio import decoded

ENDINGS = (".yaml", ".yml", ".json")
"""What a findings file of a folder is called."""
LISTS = (".txt", ".lst")
"""What a list of findings files is called: one path a line, `#` begins a remark."""
RESERVED = ("manifest.json", "journal.jsonl", "index.md", "index.html")
"""What the batch itself writes into the output folder."""


@dataclass(frozen=True, slots=True)
class Input:
    """A findings file, and the path of its memos below the output folder, without their endings."""

    file: str
    name: str


def gathered(
    words: Sequence[str],
    output: str,
    endings: Sequence[str],
    listed: Iterable[str] = (),
    written: Collection[str] = (),
) -> list[Input]:
    """Return the inputs that folders, patterns, lists and files name, in that order, none twice.

    `endings` are those of the memos' files; `listed` the lines of a list on
    stdin, for the word `-`; `written` the files that a batch wrote below the
    output folder before, which no folder or pattern names. Fails with
    `UsageError`: a word that names nothing, a memo's name that two inputs have
    or that the batch needs for itself.
    """
    found: dict[str, Input] = {}
    own = {places.whole(places.joined(output, name)) for name in (*written, *RESERVED)}
    faults = [fault for word in (output, *words) for fault in places.password_in(word)]
    if faults:
        raise UsageError(faults)
    for word in words:
        try:
            several = list(_named(word, listed))
            if len(several) != 1 or several[0].file != word:
                several = [one for one in several if places.whole(one.file) not in own]
        except OSError as error:
            inner = error.filename if isinstance(error.filename, str) and not places.is_remote(word) else word
            faults.append(Fault("no-input", f"cannot be read: {error.strerror or error}", Place(inner)))
            continue
        except InputError as error:
            faults += error.faults
            continue
        if not several:
            faults.append(Fault("no-input", _nothing(word), Place(word), hint=_HINT))
        for one in several:
            faults += _unfit(one.file)
            found.setdefault(places.whole(one.file), one)
    if faults:
        raise UsageError(faults)
    inputs = list(found.values())
    refuse_clashes(inputs, endings, output)
    return inputs


_HINT = f"Name a folder, a pattern in quotes, a list ({', '.join(LISTS)} or -), or files ({', '.join(ENDINGS)})."


def _unfit(file: str) -> list[Fault]:
    """Return what is wrong with a name that a journal, a manifest and an index cannot hold, or must not show."""
    if any("\ud800" <= c <= "\udfff" for c in file):
        return [Fault("bad-name", "has a name that is not UTF-8 text", Place(file), hint="Rename it.")]
    if "\0" in file:
        return [Fault("bad-name", "has a NUL in its name, which no file has", Place(file))]
    return places.password_in(file)


def _nothing(word: str) -> str:
    if places.is_pattern(word):
        return "matches no file"
    return f"holds no {', '.join(ENDINGS)}" if places.is_folder(word) else "names no file"


def _named(word: str, listed: Iterable[str]) -> Iterator[Input]:
    if word == "-":
        yield from _of_list(listed, "")
    elif places.is_pattern(word) and not places.exists(word):
        base = places.fixed_part(word)
        yield from (_below(file, base) for file in places.matching(word))
    elif places.is_folder(word):
        yield from (_below(file, word) for file in places.below(word) if file.lower().endswith(ENDINGS))
    elif word.lower().endswith(LISTS):
        yield from _of_list(decoded(places.read(word), word).split("\n"), places.parent(word))
    else:
        yield Input(word, places.stem(word))  # one that is not there is a bad input like any other


def _of_list(lines: Iterable[str], folder: str) -> Iterator[Input]:
    for line in lines:
        file = line.strip()
        if file and not file.startswith("#"):
            file = places.joined(folder, file)
            yield Input(file, places.stem(file))


def _below(file: str, base: str) -> Input:
    """Return an input whose memo lies below the output folder as it lies below its own."""
    relative = file[len(base) :].lstrip("/\\") if file.startswith(base) else file
    return Input(file, places.without_ending(relative))


def refuse_clashes(inputs: Sequence[Input], endings: Sequence[str], output: str) -> None:
    """Refuse a memo's name that two inputs have, that the batch needs itself, or that is a findings file's own."""
    taken: dict[str, str] = {_key(name): "" for name in RESERVED}
    files = {_key(places.whole(one.file)): one.file for one in inputs}
    faults = []
    for one in inputs:
        for ending in endings:
            target = f"{one.name}.{ending}"
            full = places.joined(output, target)
            if _key(places.whole(full)) in files:
                message = f"is the findings file {files[_key(places.whole(full))]!r} itself"
                faults.append(Fault("output-is-input", message, Place(full), hint="Name another folder with -o."))
                continue
            first = taken.setdefault(_key(target), one.file)
            if first == "":
                message = f"is what the batch itself writes; it would be the memo of {shown(one.file)}"
                faults.append(Fault("same-output", message, Place(full), hint="Rename the input."))
            elif first != one.file:
                message = f"would be written for both {shown(first)} and {shown(one.file)}"
                hint = "Rename one, or name the folder above both, whose shape the output then has."
                faults.append(Fault("same-output", message, Place(full), hint=hint))
    if faults:
        raise UsageError(faults)


def _key(name: str) -> str:
    """Return a path, or a URL, as two spellings of it are alike."""
    return same_name(name if places.is_remote(name) else str(Path(name)))
