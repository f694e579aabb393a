"""What a reader meets: pages opened from a folder without a network, on a phone, in the dark, on paper."""

import re

import pytest
import sample_pages as sample

from viclaims.languages import number
from viclaims.tables.files import read_table

OPEN_ALL = "document.querySelectorAll('details').forEach(folded => folded.open = true)"
INDEXES = [("index.html", "en"), ("index.vi.html", "vi")]
# The element that the address names, as a reader sees it: its text, its sentence, and whether it stands out.
TARGET = """() => {
  const hit = document.querySelector(':target');
  if (!hit) return null;
  const box = hit.getBoundingClientRect();
  const plainer = getComputedStyle(document.body).backgroundColor;
  const painted = [hit, ...hit.querySelectorAll('*')].map(part => getComputedStyle(part).backgroundColor);
  const sentence = hit.closest('.sentence');
  return {
    id: hit.id, text: hit.textContent, tag: hit.tagName, inside: Boolean(hit.closest('.article')),
    sentence: sentence ? sentence.textContent : '',
    sentence_painted: sentence ? getComputedStyle(sentence).backgroundColor !== 'rgba(0, 0, 0, 0)' : false,
    painted: painted.some(colour => colour !== 'rgba(0, 0, 0, 0)' && colour !== plainer),
    seen: box.bottom > 0 && box.top < innerHeight,
  };
}"""


def landed(page) -> dict:
    """What the last click has led to; the click itself does not wait for the page behind it."""
    return page.wait_for_function(TARGET).json_value()


@pytest.fixture(params=["report", "shipped"])
def folder(request, report):
    """An article's pages, and where its tables are."""
    if request.param == "report":
        return report / "report" / sample.TRAPPED, report / "data" / "processed" / sample.TRAPPED
    shipped = sorted((report / "shipped").glob("*/index.html"))
    if not shipped:
        pytest.skip("data/processed holds no article yet: run make report")
    name = shipped[0].parent.name
    return shipped[0].parent, sample.ROOT / "data" / "processed" / name


def _visit(browser, path) -> dict:
    """What was seen on a page, opened once: requests, messages, the look on paper, width, axe's findings."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(offline=True)
    page = context.new_page()
    seen = {"requests": [], "messages": []}
    page.on("request", lambda request: seen["requests"].append(request.url != path.as_uri()))
    page.on("console", lambda message: seen["messages"].append(message.text))
    page.on("pageerror", lambda error: seen["messages"].append(str(error)))
    page.goto(path.as_uri())
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print")
    seen["paper"] = page.evaluate(PAPER)
    page.evaluate(OPEN_ALL)
    seen["cut code"] = page.evaluate(CUT_CODE)
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(media="screen")
    seen["width"] = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme, rules in AXE.items():
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"resultTypes": ["violations"], **rules})
        seen[scheme] = found.generate_report() if found.violations_count else ""
    seen["hacked"] = page.evaluate("window.hacked")
    context.close()
    return seen


# In the dark only what depends on colour is asked again.
AXE = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
PAPER = """() => {
  const style = part => getComputedStyle(part);
  const all = query => [...document.querySelectorAll(query)];
  return {
    wide: document.documentElement.scrollWidth > 680,
    heads: all('thead').filter(part => style(part).display !== 'table-header-group').length,
    sticky: all('thead th').filter(part => style(part).position === 'sticky').length,
    figures: all('figure').filter(part => style(part).breakInside !== 'avoid').length,
    folded: all('details.code').filter(part => style(part).display !== 'none').length,
    clipped: all('.table').filter(part => style(part).overflowX !== 'visible').length,
  };
}"""
CUT_CODE = "[...document.querySelectorAll('pre')].filter(part => part.scrollWidth > part.clientWidth + 1).length"


def _pages():
    """Every page; the short form opens the list, the trapped article's index and the shipped ones."""
    for name in sample.page_names():
        short = name in ("report/index.html", f"report/{sample.TRAPPED}/index.html") or name.startswith("shipped/")
        yield pytest.param(name, marks=[] if short else pytest.mark.long)


@pytest.mark.parametrize("name", list(_pages()))
def test_a_page_stands_alone_for_everyone_on_screen_and_paper(browser, report, name):
    seen = _visit(browser, report / name)
    assert seen["requests"] == [False], "it asks for more than itself"
    assert seen["messages"] == [] and seen["hacked"] is None
    assert seen["width"] == 360, "it scrolls sideways on a phone"
    assert not any(seen["paper"].values()), seen["paper"]
    assert seen["cut code"] == 0, "code is cut off on paper"
    assert seen["light"] == "" and seen["dark"] == ""


def test_dark_is_dark(opened, report):
    colour = "getComputedStyle(document.body).backgroundColor"
    path = report / "report" / "index.html"
    assert opened(path, color_scheme="dark").evaluate(colour) == "rgb(20, 23, 27)"
    assert opened(path).evaluate(colour) == "rgb(255, 255, 255)"


def test_axe_is_listened_to(browser, tmp_path):
    path = tmp_path / "bad.html"
    path.write_text("<title>x</title><img src='data:,'><p style='color: #ccc'>pale", encoding="utf-8")
    seen = _visit(browser, path)
    assert "image-alt" in seen["light"] and "color-contrast" in seen["dark"]


def test_a_tip_does_not_widen_the_page(opened, report):
    page = opened(report / "report" / sample.TRAPPED / "index.html", viewport={"width": 360, "height": 740})
    for term in page.locator("a.term").all():
        term.focus()
        shown = term.evaluate("term => getComputedStyle(term, '::after').content")
        assert term.get_attribute("data-tip") in shown
        assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("name", "language"), INDEXES)
def test_every_claim_leads_to_its_sentence_and_back(opened, folder, name, language):
    pages, processed = folder
    page = opened(pages / name)
    for claim in read_table("claims", processed).itertuples():
        row = page.locator(f"#claim-row-{claim.start}")
        value = row.locator("td.number a").first
        assert value.inner_text().endswith(number(claim.value, language)) or not re.fullmatch(
            r"[\d.,]+", value.inner_text()
        )
        for link in [row.locator("th a"), value]:
            link.click()
            there = landed(page)
            assert there["text"] == claim.quote and there["id"] == f"claim-{claim.start}"
            assert there["sentence"] == claim.sentence and there["sentence_painted"]
            assert there["painted"] and there["seen"] and there["inside"]
        page.locator(f"#claim-{claim.start} a").first.click()
        assert landed(page)["id"] == f"claim-row-{claim.start}"


@pytest.mark.parametrize(("name", "language"), INDEXES)
def test_every_document_leads_to_its_passage_and_back(opened, folder, name, language):
    pages, processed = folder
    page = opened(pages / name)
    for document in read_table("documents", processed).itertuples():
        row = page.locator(f"#document-row-{document.start}")
        links = row.locator("th a, td.number a").all()
        assert len(links) == 1 + bool(document.date)
        for link in links:
            link.click()
            there = landed(page)
            assert there["text"] == document.quote and there["inside"] and there["painted"] and there["seen"]
        page.locator(f"#document-{document.start} a").first.click()
        assert landed(page)["id"] == f"document-row-{document.start}"


@pytest.mark.parametrize(("name", "language"), INDEXES)
def test_every_number_above_the_article_leads_to_where_it_comes_from(opened, folder, name, language):
    """A claim to its sentence, a derived number to its operands, reference data to the file's source."""
    pages, processed = folder
    claims = read_table("claims", processed)
    page = opened(pages / name)
    links = page.locator(".findings .fact, .limits a, figcaption .fact")
    assert links.count() >= 2 * (claims["headline"] > 0).sum()
    for link in links.all():
        told = link.inner_text()
        link.click()
        there = landed(page)
        assert there["painted"] or not there["inside"], told
        if there["id"].startswith("reference-"):
            assert page.locator(f"#{there['id']} tbody tr").count() == int(told)
            assert page.locator(f"#{there['id']} caption").inner_text().count("(") == 1
        elif there["id"].startswith("sentence-") and told.endswith("%"):
            part, whole = _operands(claims, told, language)
            marked = page.locator(f"#{there['id']} mark").all_inner_texts()
            assert part in marked and (whole in marked or "/" in part)
        else:
            assert there["inside"] and there["seen"], told
    headline = claims[claims["headline"] > 0]
    unlinked = page.evaluate(LOOSE_NUMBERS)
    written = {number(value, language) for value in [*headline["value"], *headline["whole"].dropna()]}
    assert not written & set(unlinked)


def _operands(claims, told: str, language: str) -> tuple[str, str]:
    """Quote and whole of the claim whose share is written `told`."""
    for claim in claims.dropna(subset="share_pct").itertuples():
        if f"{number(claim.share_pct, language, 1)}%" == told:
            return claim.quote, number(claim.whole, "vi")
    raise AssertionError(f"{told} is the share of no claim")


# Numbers of the findings and of the box that are in no link and in no quotation.
LOOSE_NUMBERS = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const loose = [];
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!holder.closest('.findings, .limits') || holder.closest('a, blockquote')) continue;
    loose.push(...(walker.currentNode.data.match(/\d+(?:[.,]\d+)*%?/g) ?? []));
  }
  return loose;
}"""


@pytest.mark.parametrize(("name", "language"), INDEXES)
def test_the_article_stands_on_the_page_letter_by_letter(opened, folder, name, language):
    pages, processed = folder
    page = opened(pages / name)
    shown = page.eval_on_selector_all(".article p[id]", "all => all.map(part => part.textContent)")
    assert shown == read_table("paragraphs", processed)["text"].tolist()


def test_traps_stay_text_on_a_notebook_page(opened, report):
    page = opened(report / "report" / sample.TRAPPED / "01-clean-text.html")
    texts = page.locator("pre.output").all_inner_texts()
    assert any("$x$, {{ 7 * 7 }}, {% raw %}" in text and "</pre></p></table></article>" in text for text in texts)
    table = page.locator("table td").first.inner_text()
    assert '<img src=x onerror="window.hacked = 2">' in table and "[tại đây](javascript:" in table
    assert page.locator("main script, main iframe, a[href^=javascript]").count() == 0
    assert page.locator(".bidi").first.evaluate("part => getComputedStyle(part).unicodeBidi") == "isolate"


def test_a_table_is_sorted_and_filtered(opened, report):
    page = opened(report / "report" / sample.TRAPPED / "index.html")
    page.evaluate(OPEN_ALL)
    box = page.get_by_role("group", name="Every number of the text")
    box.get_by_role("button", name="Role").click()
    roles = box.locator("tbody td:nth-child(2)").all_inner_texts()
    assert roles == sorted(roles) and len(set(roles)) > 1
    assert box.locator("th[aria-sort=ascending]").count() == 1
    page.locator("label.filter input").fill("38/41")
    assert box.locator("tbody tr:visible").count() == 1


def test_tables_go_with_the_reader(opened, report, tmp_path):
    page = opened(report / "report" / sample.TRAPPED / "index.html")
    table = report / "data" / "processed" / sample.TRAPPED / "claims.csv"
    drawn = report / "figures" / sample.TRAPPED / "households.csv"
    for name, file in [(f"{sample.TRAPPED}-claims.csv", table), (drawn.name, drawn)]:
        with page.expect_download() as started:
            page.locator(f"a[download='{name}']").click()
        started.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes() == file.read_bytes()


def test_a_citation_is_copied(opened, report):
    page = opened(report / "report" / sample.TRAPPED / "index.html")
    cite = page.locator("tr[id^=claim-row] .cite").first
    cite.locator("summary").click()
    cite.get_by_role("button", name="Copy").click()
    cite.get_by_role("button", name="Copied").wait_for()  # the clipboard answers when it likes
    assert page.evaluate("getSelection().toString()") == cite.locator(".citation").inner_text()


def test_a_page_can_be_read_without_its_script(opened, report):
    page = opened(report / "report" / sample.TRAPPED / "index.html", java_script_enabled=False)
    assert page.locator("#claims ~ .table tbody tr:visible").count() == len(sample.CLAIMS)
    assert page.locator("button").count() == 0


def test_pages_lead_to_each_other(opened, report):
    page = opened(report / "report" / "index.html")
    page.locator("a[href$='bai-bay-2024/index.html']").click()
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.locator("html").get_attribute("lang") == "vi"
    page.locator("footer nav a").first.click()
    page.locator("header a[rel=next]").click()
    page.locator("header a[rel=prev]").click()
    page.locator("header a").first.click()
    assert page.url.endswith(f"{sample.TRAPPED}/index.html")


def test_a_single_article_has_its_findings_on_the_list(opened, report):
    if not (report / "shipped" / "index.html").exists():
        pytest.skip("data/processed holds no article yet: run make report")
    page = opened(report / "shipped" / "index.html")
    count = page.locator(".findings .amount a").count()
    for place in range(count):
        page.goto((report / "shipped" / "index.html").as_uri())
        page.locator(".findings .amount a").nth(place).click()
        assert landed(page)["painted"]
    assert count > 0
