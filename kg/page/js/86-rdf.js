// The facts of the present view as Turtle, and the question that they answer as SPARQL, in the graph's own vocabulary.
const PREFIXES = () => ({
  "": `${DATA.base}id/`, ev: `${DATA.base}event/`, st: `${DATA.base}state/`, cl: `${DATA.base}claim/`, art: `${DATA.base}article/`,
  kg: "https://w3id.org/techkg/ontology#", schema: "https://schema.org/", prov: "http://www.w3.org/ns/prov#", oa: "http://www.w3.org/ns/oa#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#", xsd: "http://www.w3.org/2001/XMLSchema#",
});
// As Python's urllib quotes it: everything but letters, digits and _.-~
const quoted = (text) => {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    return ""; // half of a surrogate pair has no UTF-8
  }
};
const plainName = /^[A-Za-z_][A-Za-z0-9_-]*$|^[0-9a-f]{16}$/;
const term = (prefix, id) => (plainName.test(id) ? `${prefix}:${id}` : `<${PREFIXES()[prefix]}${quoted(id)}>`);
const entityTerm = (id) => term("", id);
const factTerm = (fact) => term(fact.state ? "st" : "ev", fact.id);
const kgTerm = (word) => term("kg", word);
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };
const literal = (text, language) => `"${String(text).replace(/[\\"\n\r\t\b\f]/g, (c) => ESCAPES[c])}"${language && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(language) ? `@${language}` : ""}`;
const dateLiteral = (iso) => `"${firstDay(iso)}"^^xsd:date`;
const precisionTerm = (iso) => `kg:${{ 4: "year", 7: "month", 10: "day" }[iso.length]}`;
const decimalLiteral = (value) => `"${new Intl.NumberFormat("en", { useGrouping: false, maximumFractionDigits: 20 }).format(value)}"^^xsd:decimal`;

const block = (subject, pairs) => `${subject} ${pairs.filter(([, value]) => value).map(([predicate, value]) => `${predicate} ${value}`).join(" ;\n    ")} .\n`;
const datePairs = (predicate, precise, iso) => (iso ? [[predicate, dateLiteral(iso)], [precise, precisionTerm(iso)]] : []);

const factTurtle = (fact) => block(factTerm(fact), [
  ["a", [fact.state ? "kg:State" : "kg:Event", relations.get(fact.r).cls && kgTerm(relations.get(fact.r).cls)].filter(Boolean).join(", ")],
  ["kg:subject", entityTerm(fact.s)],
  ["kg:predicate", kgTerm(fact.r)],
  ["kg:object", entityTerm(fact.o)],
  ["kg:status", kgTerm(fact.st)],
  ...(fact.state ? datePairs("kg:from", "kg:fromPrecision", fact.d) : datePairs("kg:date", "kg:datePrecision", fact.d)),
  ...datePairs("kg:until", "kg:untilPrecision", fact.until),
  ["kg:ended", fact.ended && '"true"^^xsd:boolean'],
  ["kg:role", fact.role && literal(fact.role, fact.roleLang)],
  ["kg:manner", fact.manner && literal(fact.manner)],
  ["kg:amount", fact.amount && decimalLiteral(fact.amount.v)],
  ["kg:currency", fact.amount && literal(fact.amount.c)],
  ["kg:stake", fact.stake && decimalLiteral(fact.stake)],
  ["kg:reversedBy", fact.undone && facts.has(fact.undone) && factTerm(facts.get(fact.undone))],
]);
// What plain triples say: that somebody stated it, not that it still holds (the ontology's own rule).
const GIVING = { event: ["asserted", "announced", "contested", "reversed"], state: ["asserted", "contested"] };
const plainTurtle = (fact) => {
  if (!GIVING[fact.state ? "state" : "event"].includes(fact.st)) return "";
  const open = !fact.until && !fact.ended;
  const names = fact.r === "worksFor" ? ["workedFor", ...(open ? ["worksFor"] : [])] : [fact.r];
  return names.map((word) => `${entityTerm(fact.s)} ${kgTerm(word)} ${entityTerm(fact.o)} .\n`).join("");
};
const claimTurtle = (fact) => (claim) => block(term("cl", claim.id), [
  ["a", "kg:Claim"],
  ["kg:about", factTerm(fact)],
  ["kg:modality", kgTerm(claim.st)],
  ["oa:exact", literal(claim.q)],
  ["prov:wasDerivedFrom", articleOf(claim) && term("art", articleOf(claim).id)],
]);
const articleTurtle = (article) => block(term("art", article.id), [
  ["a", "schema:NewsArticle"],
  ["schema:headline", article.title && literal(article.title, article.lang)],
  ...datePairs("schema:datePublished", "kg:datePrecision", article.d),
]);
const entityTurtle = (id) => block(entityTerm(id), [["a", `schema:${entities.get(id).type}`], ["rdfs:label", literal(name(id))]]);

const asTurtle = () => {
  const ends = [...new Set(visible.flatMap((f) => [f.s, f.o]))].sort();
  const claims = visible.flatMap((f) => claimsOf(f).map(claimTurtle(f)));
  const articles = [...new Set(visible.flatMap((f) => claimsOf(f).map(articleOf)).filter(Boolean))];
  const prefixes = Object.entries(PREFIXES()).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`);
  return [prefixes, ends.map(entityTurtle), visible.map(plainTurtle), visible.map(factTurtle), claims, articles.map(articleTurtle)].map((list) => list.join("")).join("\n");
};

// The filters of the view as a query: it gives these facts on the graph that the page was made from.
const asSparql = () => {
  const used = ["kg", "rdfs", "prov", "schema", "xsd", ""];
  const iri = (prefix) => PREFIXES()[prefix];
  const who = [...near(state)].map(entityTerm).join(", ");
  const article = state.src && DATA.articles.find((a) => a.id === state.src);
  const timed = state.from || state.to;
  return `${used.map((prefix) => `PREFIX ${prefix}: <${iri(prefix)}>`).join("\n")}

SELECT DISTINCT ?fact ?who ?relation ?whom ?date ?until ?status
WHERE {
  VALUES ?relation { ${[...state.rel].sort().map(kgTerm).join(" ")} }
  VALUES ?status { ${[...state.status].sort().map(kgTerm).join(" ")} }
  ?fact kg:predicate ?relation ; kg:subject ?subject ; kg:object ?object ; kg:status ?status .
  ?subject rdfs:label ?who .
  ?object rdfs:label ?whom .
  OPTIONAL { ?fact a kg:Event ; kg:date ?happened ; kg:datePrecision ?precision }
  OPTIONAL { ?fact kg:from ?since }
  OPTIONAL { ?fact kg:until ?until }
  BIND(COALESCE(?happened, ?since) AS ?date)
${state.ego ? `  FILTER(?subject IN (${who}) || ?object IN (${who}))\n` : ""}${article ? `  FILTER EXISTS { ?quoted kg:about ?fact ; prov:wasDerivedFrom ${term("art", article.id)} }\n` : ""}${state.conf ? `  FILTER EXISTS { ?sure kg:about ?fact ; kg:confidence ?confidence FILTER(?confidence >= ${state.conf}) }\n` : ""}${timed ? `  # without a date of its own, a fact counts from the first article that tells it
  OPTIONAL {
    SELECT ?fact (MIN(?published) AS ?reported)
    WHERE { ?claim kg:about ?fact ; prov:wasDerivedFrom ?article . ?article schema:datePublished ?published }
    GROUP BY ?fact
  }
  BIND(IF(BOUND(?date), STR(?date), IF(BOUND(?until), "", COALESCE(STR(?reported), ""))) AS ?first)
  BIND(IF(BOUND(?until), STR(?until), IF(!BOUND(?happened), IF(EXISTS { ?fact a kg:State }, "9999-12-31", COALESCE(STR(?reported), "9999-12-31")),
    IF(?precision = kg:day, STR(?happened), IF(?precision = kg:month, CONCAT(SUBSTR(STR(?happened), 1, 8), "31"),
      CONCAT(SUBSTR(STR(?happened), 1, 5), "12-31"))))) AS ?last)
${state.to ? `  FILTER(?first <= "${state.to}")\n` : ""}${state.from ? `  FILTER(?last >= "${state.from}")\n` : ""}` : ""}}
ORDER BY ?date ?who ?whom ?fact
`;
};
