"""`python -m viclaims`: make the report, read one file's claims, or go through a corpus.

Each command imports what it needs and no more.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys

EXTRA = {"dask", "distributed", "pyarrow"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m viclaims",
        description="From Vietnamese press articles to claims, cited documents, figures and pages.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser(
        "report",
        help="bring tables, figures and pages of every article in data/raw up to date",
        description="Redo the articles whose inputs or outputs changed since the last run, and only those.",
    )
    extract = commands.add_parser(
        "extract",
        help="write the claims of one article to standard output",
        description="Read one article (.txt, .html, .docx, .xlsx, .pdf) and write its claims to standard output.",
    )
    extract.add_argument("file", metavar="FILE", help="the article's file, anywhere")
    extract.add_argument("--format", choices=("csv", "json"), default="csv", help="default: csv")
    extract.add_argument("--check", action="store_true", help="write how its numbers fit each other, not the claims")
    extract.add_argument("--published", metavar="YYYY-MM-DD", default="", help="the day of publication, for its dates")
    corpus = commands.add_parser(
        "corpus",
        help="write claims and documents of many articles as Parquet (needs the extra `corpus`)",
        description="Go through a corpus on Dask; a rerun does only what is missing or changed.",
    )
    corpus.add_argument("input", metavar="INPUT", help="folder of articles, JSON lines or Parquet")
    corpus.add_argument("out", metavar="OUT", help="the folder to write to")
    corpus.add_argument("--scheduler", metavar="ADDRESS", help="tcp://...; default: a local cluster")
    corpus.add_argument("--workers", type=int, metavar="N", help="of the local cluster; default: one a core")
    return parser


def _extract(path: str, form: str, published: str, check: bool) -> int:
    from viclaims import check_claims, extract_claims
    from viclaims.text.files import ArticleError, read_text

    try:
        claims = extract_claims(read_text(path), published)
        table = check_claims(claims) if check else claims
    except ArticleError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{path}: {error.strerror}.", file=sys.stderr)
        return 1
    if isinstance(sys.stdout, io.TextIOWrapper):  # what else takes its place keeps no bytes
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if form == "csv":
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        # Not by pandas, which rounds to ten decimals.
        rows = table.astype(object).where(table.notna(), None).to_dict("records")
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    sys.stdout.flush()
    return 0


def _corpus(options: argparse.Namespace) -> int:
    try:
        from viclaims.corpus.run import run
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in EXTRA:
            raise
        print(
            f"The library {error.name} is missing: `corpus` needs the extra, `pip install -e '.[corpus]'`.",
            file=sys.stderr,
        )
        return 1
    return run(options.input, options.out, scheduler=options.scheduler, workers=options.workers)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    # A stream that was closed (>&-) is None: what is said goes nowhere, as was asked.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    options = _parser().parse_args(arguments)
    try:
        code = _run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        code = 0  # the reader (`| head`) has gone
    except OSError as error:
        print(f"The output cannot be written: {error.strerror or error}.", file=sys.stderr)
        code = 1
    # Python would complain once more when it closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(options: argparse.Namespace) -> int:
    if options.command == "report":
        from viclaims.series.driver import main as report

        return report()
    if options.command == "extract":
        return _extract(options.file, options.format, options.published, options.check)
    return _corpus(options)


if __name__ == "__main__":
    sys.exit(main())
