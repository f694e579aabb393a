"""The page of each notebook: nbconvert's own template beside this project's, opened without a network."""

import os
import re
import shutil
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parents[1]
ARTICLE = "haiduong-2021-01-02"
TITLE = "Pages to share"
NOTE = """\
The same executed notebook as a page, by nbconvert's stock template (`lab`) and by this project's. `requests`
are those beyond the file itself, `messages` the lines in the console, in Chromium with the network cut off;
`without pictures` is the weight without embedded figures. The two indexes have no stock counterpart."""


def executed(folder: Path) -> list[Path]:
    """The four notebooks, run by papermill on the shipped article; tables and figures go to `folder`."""
    import papermill

    done = []
    os.environ["VICLAIMS_OUTPUT"] = str(folder)
    try:
        for path in sorted((PROJECT / "notebooks").glob("0[1-4]-*.ipynb")):
            run = {"cwd": str(path.parent), "kernel_name": "python3", "progress_bar": False}
            papermill.execute_notebook(str(path), str(folder / path.name), {"article": ARTICLE}, **run)
            done.append(folder / path.name)
    finally:
        del os.environ["VICLAIMS_OUTPUT"]
    return done


def opened(path: Path, browser) -> dict[str, int]:
    """Requests beyond the file and lines in the console while the page is opened."""
    context = browser.new_context(offline=True)
    page, requests, messages = context.new_page(), [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(path.as_uri(), wait_until="load")
    context.close()
    return {"requests": len(requests) - 1, "messages": len(messages)}


def weighed(path: Path) -> dict[str, str]:
    """The weight of a page in KB of 1,000 bytes."""
    page = path.read_text(encoding="utf-8")
    bare = re.sub(r"data:image/[^\"]+", "", page)
    return {name: f"{len(text.encode()) / 1000:.0f}" for name, text in (("KB", page), ("without pictures", bare))}


def measure() -> list[dict]:
    """A row a page: {page, template, KB, without pictures, requests, messages}."""
    from nbconvert.exporters import HTMLExporter
    from playwright.sync_api import sync_playwright

    from viclaims.pages.index import render_article

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder, browser = Path(folder), playwright.chromium.launch(executable_path=chromium)
        notebooks = executed(folder)
        tables, figures = folder / "data" / "processed" / ARTICLE, folder / "figures" / ARTICLE
        render_article(ARTICLE, notebooks, tables, figures, folder / "ours", PROJECT)
        (folder / "stock").mkdir()
        for path in notebooks:
            page, _ = HTMLExporter().from_filename(str(path))
            (folder / "stock" / f"{path.stem}.html").write_text(page, encoding="utf-8")
        for path in sorted(folder.glob("ours/*.html")):
            for template in ("stock", "ours"):
                page = folder / template / path.name
                if page.exists():
                    seen = {**weighed(page), **opened(page, browser)}
                    rows.append({"page": path.stem, "template": template, **seen})
        browser.close()
    return rows
