"""One browser without a network, and pages to open: an invented article full of traps and the shipped one."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

import sample_pages as sample


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """A folder of pages whose path holds a space, a quote and Vietnamese letters."""
    root = tmp_path_factory.mktemp("pages") / "báo cáo 'một' 1"
    sample.lay_out(root, sample.TRAPPED, sample.ARTICLE, sample.SIDECAR)
    sample.lay_out(root, sample.SILENT, "Chưa có gì để đếm.\n\nBài này không nêu con số nào.\n")
    notebooks = sample.executed_notebooks(root / "work", sample.ARTICLE)
    sample.render(root, root / "report", [sample.TRAPPED, sample.SILENT], notebooks)
    if sample.SHIPPED:
        sample.render(sample.ROOT, root / "shipped", sample.SHIPPED, [])
    for page in sample.MADE:
        (root / "made" / page.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(page, root / "made" / page.parent.name)
    return root


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("the pages are opened in Chromium, and none is installed (apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium)
        yield running
        running.close()


@pytest.fixture
def opened(browser):
    """`opened(path, **settings)` → a page of its own in a context that has no network."""
    contexts = []

    def open_page(path, **settings):
        context = browser.new_context(offline=True, **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.requests, page.messages = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.messages.append(message.text))
        page.on("pageerror", lambda error: page.messages.append(str(error)))
        page.on("dialog", lambda dialog: page.messages.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
