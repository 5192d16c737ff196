// The table is there before any script; here it follows the filters, the selection and the language.
for (const anchor of document.querySelectorAll("#sources a")) Object.assign(anchor, { target: "_blank", rel: "noopener noreferrer" });
// Rows stand newest first; they are matched by place, for an attribute does not keep every character of an id.
const tableRows = new Map([...document.querySelectorAll("#table tbody tr")].reverse().map((row, place) => [FACTS[place].id, row]));
let tableLang = DATA.lang;

// Rows that CSS takes out of the table's own layout are still a table to a screen reader.
if ($("table")?.classList.contains("many")) {
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
  for (const node of [$("table"), ...$("table").querySelectorAll("thead, tbody, tr, th, td")]) node.setAttribute("role", roles[node.localName]);
}

const cellsOf = ({ cells: [date, who, what, whom, status, quotes] }) => ({ date, who, what, whom, status, quotes });

for (const [id, row] of tableRows) {
  row.dataset.id = id;
  const { what, quotes } = cellsOf(row);
  const word = what.firstChild;
  word.replaceWith(button({ class: "verb" }, () => select("f", id), word.data.trim()), what.querySelector("i") ? " " : "");
  // without a script these point to the list of sources; the hash is the state's here, so they lead to the article
  for (const anchor of quotes.querySelectorAll("a")) {
    const article = DATA.articles[Number(anchor.textContent) - 1];
    anchor.replaceWith(link(article.url, titleOf(article)), article.d ? `, ${article.d}` : "");
  }
}

const translateTable = () => {
  if (tableLang === lang) return;
  tableLang = lang;
  for (const [id, row] of tableRows) {
    const { date, what, status } = cellsOf(row);
    const fact = facts.get(id);
    what.querySelector(".verb").textContent = verb(fact);
    date.textContent = dateCell(fact);
    status.querySelector("b").textContent = t(`status_${fact.st}`);
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
