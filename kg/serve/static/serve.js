// The query page: the named queries, each with its parameters, and the editor that they go to.
"use strict";

const place = document.getElementById("queries");
const problem = document.getElementById("problem");
const lang = document.documentElement.lang;

function element(name, attributes, text) {
  const made = Object.assign(document.createElement(name), attributes);
  if (text !== undefined) made.textContent = text;
  return made;
}

function editor(prefixes) {
  const Yasgui = window.Yasgui.default || window.Yasgui;
  const settings = {
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    endpointCatalogueOptions: { getData: () => [] },
  };
  const Yasqe = Yasgui.Yasqe || window.Yasqe;
  if (Yasqe) Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
  const start = "SELECT ?personName ?orgName WHERE {\n  ?person kg:joined ?org .\n  ?person rdfs:label ?personName .\n"
    + "  ?org rdfs:label ?orgName .\n} LIMIT 50\n";
  const used = ["kg", "rdfs"].map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("");
  const made = new Yasgui(document.getElementById("yasgui"), settings);
  made.getTab().getYasqe().setValue(used + start);
  return made;
}

// what a reader wants to see first, with names for the IRIs in the results
function readable(sparql, prefixes) {
  const body = sparql.replace(/^(#.*\n|\n)+/, "");
  const missing = ["", "ev", "st", "cl", "art", "schema"].filter((name) => !body.includes(`PREFIX ${name}:`));
  return missing.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("") + body;
}

async function put(yasgui, query, form, prefixes) {
  problem.textContent = "";
  const given = new URLSearchParams(new FormData(form));
  const answer = await fetch(`/queries/${encodeURIComponent(query.name)}?${given}`);
  const text = await answer.text();
  if (!answer.ok) {
    problem.textContent = place.dataset.failed + text;
    return;
  }
  const tab = yasgui.getTab();
  tab.getYasqe().setValue(readable(text, prefixes));
  tab.getYasqe().query();
}

function offer(yasgui, query, prefixes) {
  const box = element("details", {});
  box.append(element("summary", {}, query.title), element("p", {}, query.description));
  const form = element("form", {});
  for (const parameter of query.parameters) {
    const label = element("label", {}, parameter.description);
    const hint = parameter.type === "date" ? "YYYY-MM-DD" : place.dataset.any;
    label.append(element("input", { name: parameter.name, placeholder: hint, required: parameter.required }));
    form.append(label);
  }
  form.append(element("button", { className: "put", type: "submit" }, place.dataset.put));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    put(yasgui, query, form, prefixes);
  });
  box.append(form);
  place.append(box);
}

// an IRI of the data is described by this server, whatever host its name has
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("#yasgui a[href]");
  const base = place.dataset.base;
  if (!link || !link.href.startsWith(base) || link.download) return;
  event.preventDefault();
  const rest = link.href.slice(base.length);
  location.assign(rest.startsWith("ontology") ? `/${rest}` : `/${rest}?lang=${lang}`);
});

fetch(`/queries?lang=${lang}`).then((answer) => answer.json()).then((found) => {
  const yasgui = editor(found.prefixes);
  for (const query of found.queries) offer(yasgui, query, found.prefixes);
});
