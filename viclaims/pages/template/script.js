"use strict";
// Conveniences only: every table and every citation can be read without them.
(() => {
  const words = document.body.dataset;
  const language = document.documentElement.lang;
  const key = (row, column) => {
    const cell = row.cells[column];
    const text = cell ? (cell.dataset.value ?? cell.textContent).trim() : "";
    if (!cell || !cell.classList.contains("number") || cell.dataset.value !== undefined) return text;
    const number = text.replaceAll(words.group, "").replace(words.decimal, ".").match(/-?\d+(\.\d+)?/);
    return number ? Number(number[0]) : -Infinity;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), language, { numeric: true });

  for (const table of document.querySelectorAll(".table table")) {
    const body = table.tBodies[0];
    if (!body || body.rows.length < 8) continue;
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.title = `${words.sort} ${button.textContent}`;
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].map((row) => [key(row, head.cellIndex), row]);
        rows.sort((a, b) => (down ? compare(b[0], a[0]) : compare(a[0], b[0])));
        body.append(...rows.map(([, row]) => row));
      });
    }
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.type = "search";
    label.className = "filter";
    label.append(`${words.filter} `, field);
    table.closest(".table").before(label);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLocaleLowerCase(language).normalize("NFC");
      for (const row of body.rows)
        row.hidden = !row.textContent.toLocaleLowerCase(language).normalize("NFC").includes(wanted);
    });
  }

  for (const citation of document.querySelectorAll(".citation")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
    citation.after(" ", button);
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(citation);
      try {
        await navigator.clipboard.writeText(citation.textContent);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = words.copied;
    });
  }
})();
