"""`memo render`: where memos go, what refuses them, and that nothing is half written."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.cli.render import described, plan, run_code
from memo.errors import UsageError
from tests.cli.conftest import GOOD, Run

File = Callable[..., Path]
FALSE = "vendor: A\nreview: {date: 2026-11-23}\nfindings:\n  - {title: B, summary: c, citations: ['GDPR Art. 200']}\n"


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# --- where everything goes ----------------------------------------------------


def test_a_folder_gets_files_named_like_the_input(run: Run, file: File, tmp_path: Path) -> None:
    """Several formats go into a folder, which is made where it is missing; each is told with its size."""
    done = run("render", file(), "-f", "md", "-f", "json", "-f", "html", "-o", "out/deep/")
    assert done.exit_code == 0, done.stderr
    assert files_in(tmp_path) == {"review.yaml", "out/deep/review.md", "out/deep/review.json", "out/deep/review.html"}
    assert done.stdout == ""
    told = done.stderr.splitlines()
    assert len(told) == 3
    assert all(line.startswith(f"{Path('out/deep/review')}.") and line.endswith(" kB") for line in told)


def test_the_default_is_a_pdf_in_this_folder(run: Run, file: File, tmp_path: Path) -> None:
    """Without -f and -o a PDF stands in the current folder, not beside the input."""
    done = run("render", file(GOOD, "reviews/acme.yaml"))
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "acme.pdf").read_bytes().startswith(b"%PDF-")


def test_the_ending_of_the_output_names_the_format(run: Run, file: File, tmp_path: Path) -> None:
    """`-o memo.md` is Markdown; a format that is asked for wins over the name."""
    assert run("render", file(), "-o", "memo.md").exit_code == 0
    assert (tmp_path / "memo.md").read_text(encoding="utf-8").startswith("# Memorandum")
    assert run("render", file(), "-f", "json", "-o", "memo.md").exit_code == 0
    assert json.loads((tmp_path / "memo.md").read_text(encoding="utf-8"))["title"] == "Memorandum"


def test_stdout_takes_one_memo(run: Run, file: File) -> None:
    """`-o -` writes the memo to stdout and nothing else."""
    done = run("render", file(), "-f", "md", "-o", "-")
    assert done.exit_code == 0
    assert done.stdout.startswith("# Memorandum")
    assert done.stderr == ""
    for arguments in (["-f", "md", "-f", "json"], [str(file(GOOD, "b.yaml"))]):
        refused = run("render", file(), "-o", "-", *arguments)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "[one-output]" in refused.stderr


def test_a_pdf_is_kept_from_a_terminal(file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF to a terminal is refused before it is made."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(UsageError) as refused:
        plan([str(file())], [], "-")
    assert refused.value.faults[0].code == "pdf-to-terminal"
    assert plan([str(file())], ["md"], "-")[0].targets == (("md", None),)


def test_stdin_becomes_memo(run: Run, tmp_path: Path) -> None:
    """A review from stdin has no name, so its memo is called memo."""
    assert run("render", "-", "-f", "md", stdin=GOOD).exit_code == 0
    assert (tmp_path / "memo.md").is_file()


@pytest.mark.parametrize("second", ["b/review.yaml", "b/REVIEW.yaml", "b/review.json"])
def test_two_inputs_for_one_name_are_refused_first(run: Run, file: File, tmp_path: Path, second: str) -> None:
    """Two memos of one name, also of one name to a file system without capitals: neither is written."""
    first, other = file(GOOD, "a/review.yaml"), file(GOOD, second)
    done = run("render", first, other, "-f", "md", "-o", "out/")
    assert done.exit_code == 2
    assert f"would be written for both '{first}' and '{other}'  [same-output]" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_findings_file_is_never_overwritten(run: Run, file: File, tmp_path: Path) -> None:
    """A memo in JSON has the name of its findings file in JSON; the file wins."""
    text = '{"vendor": "A", "findings": [{"title": "B"}]}'
    path = file(text, "review.json")
    for arguments in (["-f", "json"], ["-f", "md", "-o", "./x/../review.json"]):
        done = run("render", path, *arguments)
        assert done.exit_code == 2
        assert "[output-is-input]" in done.stderr
    assert (tmp_path / path).read_text(encoding="utf-8") == text


def test_one_file_does_not_take_several_memos(run: Run, file: File) -> None:
    """`-o x.pdf` with two formats is a slip, not a folder called x.pdf."""
    done = run("render", file(), "-f", "md", "-f", "pdf", "-o", "x.pdf")
    assert done.exit_code == 2
    assert "x.pdf: is one file, but there are 2 memos to write  [one-output]" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "memo.docx"], "memo.docx: memo writes no .docx  [no-such-format]"),
        (["-o", "x/memo.ODT"], "memo.ODT: memo writes no .odt  [no-such-format]"),
        (["-f", "md", "-o", "memo.pdf"], "memo.pdf: ends in .pdf, but -f asks for md  [no-such-format]"),
        (["-f", "pdf", "-o", "memo.md"], "memo.md: ends in .md, but -f asks for pdf  [no-such-format]"),
    ],
)
def test_a_name_that_promises_another_format_is_refused(
    run: Run, file: File, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """A PDF under Word's ending, or text under a PDF's, would open in nothing; it is refused before anything is made."""
    done = run("render", file(), *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert files_in(tmp_path) == {"review.yaml"}


@pytest.mark.parametrize("arguments", [["-f", "md", "-o", "memo.v2"], ["-f", "md", "-o", "memo.docx"]])
def test_another_ending_may_be_given_to_a_format_that_is_named(
    run: Run, file: File, tmp_path: Path, arguments: list[str]
) -> None:
    """An ending that memo does not know is the person's own choice where the format is said."""
    assert run("render", file(), *arguments).exit_code == 0
    assert (tmp_path / arguments[-1]).read_text(encoding="utf-8").startswith("# ")


def test_an_output_that_cannot_be_written_is_4(run: Run, file: File, tmp_path: Path) -> None:
    """Where the output cannot be written, the run says which and why, and ends with 4."""
    (tmp_path / "taken").write_text("a file")
    done = run("render", file(), "-f", "md", "-o", "taken/")
    assert done.exit_code == 4
    assert "[cannot-write]" in done.stderr
    assert (tmp_path / "taken").read_text() == "a file"
    (tmp_path / "out" / "review.md").mkdir(parents=True)
    done = run("render", file(), "-f", "md", "-o", "out/")
    assert done.exit_code == 4
    assert f"{Path('out/review.md')}: cannot be written: is a folder  [cannot-write]" in done.stderr
    assert files_in(tmp_path) == {"review.yaml", "taken"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_4(run: Run, file: File, tmp_path: Path) -> None:
    """A folder that may not be written is named; no part of a memo is left there."""
    (tmp_path / "closed").mkdir(mode=0o500)
    done = run("render", file(), "-f", "md", "-o", "closed/")
    assert done.exit_code == 4
    assert "Permission denied  [cannot-write]" in done.stderr


# --- what refuses a memo --------------------------------------------------------


def test_a_bad_file_writes_nothing(run: Run, file: File, tmp_path: Path) -> None:
    """A file at fault: 1, its faults, and no output, not even the folder."""
    done = run("render", file("vendr: A\nvendor: A\nfindings: [{title: B}]\n"), "-f", "md", "-o", "out/")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[unknown-key]\n    Did you mean 'vendor'?" in done.stderr
    assert files_in(tmp_path) == {"review.yaml"}


def test_a_false_citation_refuses_the_memo(run: Run, file: File, tmp_path: Path) -> None:
    """A stated citation that does not exist never reaches a memo unless that is asked for."""
    done = run("render", file(FALSE), "-f", "md")
    assert done.exit_code == 1
    assert "'GDPR Art. 200' does not exist" in done.stderr
    assert files_in(tmp_path) == {"review.yaml"}


def test_with_audit_the_memo_says_first_what_is_false(run: Run, file: File) -> None:
    """With --citations audit the memo is made; its first page warns and its audit says not found."""
    done = run("render", file(FALSE), "-f", "json", "-o", "-", "--citations", "audit")
    assert done.exit_code == 0
    assert "warning: findings[1].citations[1]" in done.stderr
    memo = json.loads(done.stdout)
    assert "“GDPR Art. 200” (F-1)" in memo["bottom_line"]["warning"]
    assert [(row["text"], row["status"]) for row in memo["audit"]] == [("GDPR Art. 200", "no-such-provision")]
    assert not any(
        entry["reference"]["provision"] == "200" for t in memo["table_of_authorities"] for entry in t["entries"]
    )


def test_a_false_citation_in_prose_only_warns(run: Run, file: File) -> None:
    """The reviewer's words stay; stderr and the audit say what is wrong with them."""
    text = "vendor: A\nreview: {date: 2026-11-23}\nfindings: [{title: B, summary: c, analysis: See GDPR Art. 200.}]\n"
    done = run("render", file(text), "-f", "md", "-o", "-")
    assert done.exit_code == 0
    assert "warning: findings[1].analysis: 'GDPR Art. 200' does not exist" in done.stderr


def test_strict_refuses_what_is_doubtful(run: Run, file: File, tmp_path: Path) -> None:
    """With --strict a warning is an error, and nothing is written."""
    text = "vendor: A\nfindings: [{title: B}]\n"
    assert run("render", file(text), "-f", "md", "-o", "-").exit_code == 0
    done = run("render", file(text), "-f", "md", "--strict")
    assert done.exit_code == 1
    assert "[no-date]" in done.stderr
    assert files_in(tmp_path) == {"review.yaml"}


def test_one_bad_input_of_several_stops_no_other(run: Run, file: File, tmp_path: Path) -> None:
    """Some of several inputs failed: the rest is done, 3; all failed: 1."""
    good, bad, gone = file(), file("vendor: A\n", "bad.yaml"), "gone.yaml"
    done = run("render", bad, good, gone, "-f", "md", "-o", "out")
    assert done.exit_code == 3
    assert files_in(tmp_path / "out") == {"review.md"}
    assert "bad.yaml: the key 'findings' is missing" in done.stderr or "bad.yaml:1:1" in done.stderr
    assert "gone.yaml: there is no such file  [missing-file]" in done.stderr
    assert run("render", bad, gone, "-f", "md", "-o", "out").exit_code == 1


@pytest.mark.parametrize(
    ("codes", "code"), [([0], 0), ([1], 1), ([4], 4), ([5], 5), ([0, 1], 3), ([0, 4], 3), ([4, 4], 4), ([1, 5], 5)]
)
def test_the_code_of_a_run(codes: list[int], code: int) -> None:
    """3 only where some inputs are done; a fault in memo is never hidden behind another."""
    assert run_code(codes) == code


def test_all_formats_are_made_before_one_is_written(
    run: Run, file: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF that cannot be made leaves no Markdown behind."""
    from memo.errors import Fault, Place, SystemLibraryError

    def without_pango(*_: object) -> bytes:
        message = "missing (libpango-1.0-0): apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise SystemLibraryError([Fault("missing-system-library", message, Place("PDF"))])

    monkeypatch.setattr("memo.render.pdf.pdf", without_pango)
    done = run("render", file(), "-f", "md", "-f", "pdf")
    assert done.exit_code == 4
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in done.stderr
    assert files_in(tmp_path) == {"review.yaml"}


# --- what the memo says -----------------------------------------------------------


def test_the_day_of_the_law_is_the_option_then_the_file_then_today(run: Run, file: File) -> None:
    """--as-of wins, then the file's as_of, then its date, then today."""

    def days(text: str, *arguments: str) -> tuple[str, str]:
        memo = json.loads(run("render", file(text), "-f", "json", "-o", "-", *arguments).stdout)
        return memo["date"], memo["as_of"]

    bare = "vendor: A\nfindings: [{title: B}]\n"
    assert days(bare) == ("2026-11-23", "2026-11-23")
    assert days(bare + "review: {date: 2026-10-01}\n") == ("2026-10-01", "2026-10-01")
    assert days(bare + "review: {date: 2026-10-01, as_of: 2026-09-01}\n") == ("2026-10-01", "2026-09-01")
    assert days(bare + "review: {date: 2026-10-01, as_of: 2026-09-01}\n", "--as-of", "2026-08-01")[1] == "2026-08-01"


def test_the_same_input_has_the_same_bytes(run: Run, file: File) -> None:
    """Rendering twice changes nothing."""
    first, second = (run("render", file(), "-f", "md", "-o", "-").stdout_bytes for _ in range(2))
    assert first == second


def test_the_shareable_edition_leaves_the_privileged_out(run: Run, file: File) -> None:
    """What is privileged stands in the internal edition alone."""
    text = GOOD + "  - {title: Our weak point, summary: x, privileged: true}\n"
    assert "Our weak point" in run("render", file(text), "-f", "md", "-o", "-").stdout
    assert "Our weak point" not in run("render", file(text), "-f", "md", "-o", "-", "--edition", "shareable").stdout


def test_a_house_gives_its_name_and_words(run: Run, file: File) -> None:
    """A house changes who the memo comes from and what it calls things, nothing else."""
    file("name: Example Partners LLP\nnotice: Privileged.\nwords: {bottom_line: Our advice}\n", "firm/house.yaml")
    text = GOOD.replace("2026-11-23}", "2026-11-23, from: Privacy office}")
    done = run("render", file(text), "-f", "md", "-o", "-", "--house", "firm")
    assert done.exit_code == 0, done.stderr
    assert "Privacy office, Example Partners LLP" in done.stdout
    assert "## Our advice" in done.stdout
    assert done.stdout.endswith("*Privileged.*\n")
    assert "**From:** Example Partners LLP" in run("render", file(), "-f", "md", "-o", "-", "--house", "firm").stdout


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (
            "nam: X\n",
            1,
            "firm/house.yaml:1:1: the key 'nam' is not known here  [unknown-key]\n    Did you mean 'name'?",
        ),
        ("name: [X]\n", 1, "name: must be text  [wrong-type]"),
        ("words: {botom_line: X}\n", 1, "'botom_line' is no standing word of the memo  [unknown-word]"),
        (None, 2, "firm: holds no house.yaml  [no-house]"),
    ],
)
def test_a_house_at_fault_is_refused(run: Run, file: File, text: str | None, code: int, words: str) -> None:
    """A house is read as strictly as a findings file."""
    file(text or "", "firm/house.yaml" if text is not None else "firm/other.txt")
    done = run("render", file(), "-f", "md", "-o", "-", "--house", "firm")
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr


def test_a_house_with_a_look_of_its_own_is_not_read_by_halves(run: Run, file: File) -> None:
    """What memo cannot honour it says, instead of leaving it out in silence."""
    file("name: X\n", "firm/house.yaml")
    file("body {}", "firm/memo.css")
    done = run("render", file(), "-f", "md", "-o", "-", "--house", "firm")
    assert done.exit_code == 1
    assert "[stray-template]" in done.stderr


def test_a_size_is_told_with_pages_where_the_pdf_says_them(run: Run, file: File) -> None:
    """Pages are read from the PDF's own page tree, or left out."""
    pypdf = pytest.importorskip("pypdf")
    told = run("render", file()).stderr
    assert f"review.pdf  {len(pypdf.PdfReader('review.pdf').pages)} pages, " in told
    assert described(b"%PDF-1.7\n<< /Type /Pages /Kids [1 0 R] /Count 12 >>" + b" " * 4096) == "12 pages, 4 kB"
    assert described(b"text") == "1 kB"


def test_a_fault_in_memo_stops_no_other_input(
    run: Run, file: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What memo did not foresee in one input is told as a bug, and the others are done."""
    from memo.document import Memo
    from memo.render.markdown import markdown

    def broken(memo: Memo, *_: object) -> str:
        if "Broken" in memo.subject:
            raise KeyError("x")
        return markdown(memo)

    monkeypatch.setattr("memo.render.markdown.markdown", broken)
    done = run("render", file(GOOD.replace("Acme", "Broken"), "a.yaml"), file(GOOD, "b.yaml"), "-f", "md")
    assert done.exit_code == 3
    assert "a.yaml:\nmemo: KeyError" in done.stderr
    assert files_in(tmp_path) == {"a.yaml", "b.yaml", "b.md"}
    assert run("render", "a.yaml", "-f", "md").exit_code == 5


# --- dialects -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dialect", "ending", "words"),
    [
        ("gfm", "md", "## Bottom line"),
        ("mkdocs", "md", "---\ntitle: "),
        ("docusaurus", "md", "  format: md"),
        ("redmine", "md", "{{>toc}}"),
        ("azure", "md", "[[_TOC_]]"),
        ("confluence", "xhtml", "<h2>Bottom line</h2>"),
        ("mediawiki", "wiki", "</span>Bottom line =="),
        ("dokuwiki", "txt", "===== Bottom line ====="),
    ],
)
def test_a_dialect_names_the_file_and_writes_it(
    run: Run, file: File, tmp_path: Path, dialect: str, ending: str, words: str
) -> None:
    """A dialect alone asks for Markdown; its file ends as the wiki's files do."""
    done = run("render", file(GOOD), "--dialect", dialect, "-o", "out/")
    assert done.exit_code == 0, done.stderr
    assert words in (tmp_path / f"out/review.{ending}").read_text(encoding="utf-8")
    assert run("render", "review.yaml", "--dialect", dialect, "-o", "-").stdout.count(words) == 1


def test_the_dialects_of_the_door_are_those_there_are() -> None:
    """The command line names every writer and the ending of its files, without loading one."""
    from memo.cli.render import DIALECTS, ENDINGS
    from memo.render.dialects import known

    assert DIALECTS == known.NAMES
    assert {n: ENDINGS.get(n, "md") for n in DIALECTS} == {n: one.ending for n, one in known.DIALECTS.items()}


def test_a_dialect_without_markdown_is_refused(run: Run, file: File, tmp_path: Path) -> None:
    """A dialect of a PDF is wrong usage; beside Markdown other formats are made as ever."""
    done = run("render", file(GOOD), "--dialect", "mkdocs", "-f", "html")
    assert done.exit_code == 2
    assert "mkdocs: is a dialect of Markdown, which is not among the formats  [dialect-of-what]" in done.stderr
    assert run("render", "review.yaml", "--dialect", "dokuwiki", "-f", "html", "-f", "md", "-o", "out/").exit_code == 0
    assert files_in(tmp_path) == {"review.yaml", "out/review.html", "out/review.txt"}


# --- one finding ----------------------------------------------------------------

TWO = (
    "vendor: A\nreview: {date: 2026-11-23, decision: reject}\nclient: {people_in: [FR]}\nfindings:\n"
    "  - {title: Model training on inputs, severity: high}\n  - {title: Binding arbitration, summary: Courts are out.}\n"
)


def test_one_finding_is_a_document_of_its_own(run: Run, file: File, tmp_path: Path) -> None:
    """Nothing of the other finding is in it, and what it concludes is proposed from it alone."""
    done = run("render", file(TWO), "--finding", "F-2", "-f", "md", "-f", "json", "-o", "out/")
    assert done.exit_code == 0, done.stderr
    assert files_in(tmp_path) >= {"out/review-F-2.md", "out/review-F-2.json"}
    memo = json.loads((tmp_path / "out/review-F-2.json").read_text(encoding="utf-8"))
    assert [part["id"] for part in memo["findings"]] == ["F-2"]
    assert memo["bottom_line"]["proposed"]
    assert memo["subject"].endswith("F-2, Binding arbitration")
    assert "Model training" not in (tmp_path / "out/review-F-2.md").read_text(encoding="utf-8")


def test_a_finding_that_is_not_there_has_a_nearest(run: Run, file: File) -> None:
    """A wrong id is wrong usage and is answered with the ids there are."""
    done = run("render", file(TWO), "--finding", "F-22", "-f", "md", "-o", "-")
    assert done.exit_code == 2
    assert "holds no finding 'F-22'" in done.stderr
    assert "Did you mean 'F-2'?" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("limit", ["speed=1", "time", "time=", "time=-1", "time=1.5", "time=1234567890"])
def test_a_limit_that_is_none_is_wrong_usage(run: Run, file: Callable[..., Path], limit: str) -> None:
    """A limit has one of four names and a whole number; the message says both, and nothing is made."""
    done = run("render", file(), "--limit", limit)
    assert done.exit_code == 2
    assert "[bad-limit]" in done.stderr
    assert "time, cpu, memory or size" in " ".join(done.stderr.split())
    assert not list(Path.cwd().glob("*.pdf"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-f", "md", "--dialect", "redmine"], "knows no front matter"),
        (["-f", "html"], "stands before Markdown"),
    ],
)
def test_front_matter_where_none_is_read_is_wrong_usage(
    run: Run, file: Callable[..., Path], options: list[str], said: str
) -> None:
    """Front matter would be shown by a wiki that reads none, and no other form has it."""
    done = run("render", file(), *options, "--front-matter", "-o", "-")
    assert done.exit_code == 2
    assert "[no-front-matter]" in done.stderr
    assert said in " ".join(done.stderr.split())
