// The table is there before any script; here it follows the filters, the selection and the language.
const tableRows = new Map([...document.querySelectorAll("#table tbody tr")].map((row) => [row.dataset.id, row]));
let tableLang = DATA.lang;

for (const [id, row] of tableRows) {
  const verbCell = row.querySelector(".verb");
  verbCell.replaceWith(button({ class: "verb" }, () => select("f", id), verbCell.textContent));
}

const translateTable = () => {
  if (tableLang === lang) return;
  tableLang = lang;
  for (const [id, row] of tableRows) {
    const fact = facts.get(id);
    row.querySelector(".verb").textContent = verb(fact);
    row.querySelector(".when").textContent = dateCell(fact);
    row.querySelector(".badge").textContent = t(`status_${fact.st}`);
  }
};

const drawTable = (now, before) => {
  translateTable();
  const ids = new Set(visible.map((f) => f.id));
  for (const [id, row] of tableRows) {
    if (row.hidden === ids.has(id)) row.hidden = !ids.has(id);
  }
  document.querySelector("#table tr.chosen")?.classList.remove("chosen");
  const row = selectedFact() && tableRows.get(selectedFact().id);
  row?.classList.add("chosen");
  if (row && now.view === "table" && before.view !== "table") row.scrollIntoView({ block: "center" });
};

views.set("table", {
  show() {
    $("view-table").hidden = false;
  },
  hide() {
    $("view-table").hidden = true;
  },
});
parts.push(drawTable);
