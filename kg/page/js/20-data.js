// The data as the page was given it, indexed; nothing here changes afterwards.
const DATA = JSON.parse($("data").textContent);
// Records come as arrays (kg/page/compact.py says which); here they get their names back.
const TYPES = { h: "Person", o: "Organization", p: "Product" };
DATA.entities = DATA.entities.map(([id, label, type, aliases, rest]) => ({ id: id || label.replaceAll(" ", "_"), label, type: TYPES[type], aliases, ...rest }));
const factIds = DATA.facts.map(([id]) => id);
DATA.facts = DATA.facts.map(([id, s, r, o, p, c, rest]) => ({ id, s: DATA.entities[s].id, r: DATA.relations[r].id, o: DATA.entities[o].id, p, c, state: DATA.relations[r].state, ...rest, from: rest?.from?.map((place) => factIds[place]) }));
DATA.claims = DATA.claims.map(([id, a, conf, rest]) => ({ id, ...(a < 0 ? {} : { a }), conf: conf / 100, ...rest }));
const byPlan = (places) => Object.fromEntries(Object.keys(DATA.boxes).map((plan, i) => [plan, places[i]]).filter(([, place]) => place));
DATA.nodes = DATA.nodes.map(([e, main, places]) => ({ id: DATA.entities[e].id, main, places: byPlan(places) }));
const bent = (bend) => (Array.isArray(bend) ? [bend[0] / 1000, bend[1]] : bend && [bend / 1000, 0]);
DATA.edges = DATA.edges.map(([f, ...bends]) => ({ id: DATA.facts[f].id, places: byPlan(bends.map(bent)) }));
const FACTS = DATA.facts; // oldest first
const entities = new Map(DATA.entities.map((e) => [e.id, e]));
const facts = new Map(FACTS.map((f) => [f.id, f]));
const relations = new Map(DATA.relations.map((r) => [r.id, r]));
// Which facts and entities each layout of the map draws.
const PLANS = Object.keys(DATA.boxes);
const inPlan = (list) => Object.fromEntries(PLANS.map((plan) => [plan, new Set(list.filter((item) => item.places[plan]).map((item) => item.id))]));
const drawnFacts = inPlan(DATA.edges);
const drawnNodes = inPlan(DATA.nodes);
const ALL = drawnFacts.full ? "full" : "wide"; // the one that draws as much as any does
const NEVER_FACTS = new Set(["unconfirmed", "refuted"]);
const OPEN_END = "9999-12-31";

// The table has the quotes and the positions, newest fact first; they are not in the data a second time.
[...document.querySelectorAll("#table tbody tr")].reverse().forEach((row, place) => {
  const fact = FACTS[place];
  const role = row.querySelector("i");
  if (role) Object.assign(fact, { role: role.textContent, roleLang: role.lang || DATA.lang });
  // one sentence that several claims quote is there once
  const quotes = [...row.querySelectorAll("q")].flatMap((q) => Array(Number(q.dataset.n || 1)).fill(q.textContent));
  fact.c.forEach((claim, i) => { DATA.claims[claim].q = quotes[i]; });
});

// What goes without saying is not in the data.
const firstDay = (date) => `${date}-01-01`.slice(0, 10);
const endOf = (date) => (date.length === 4 ? `${date}-12-31` : `${date}-31`.slice(0, 10)); // compared as text only
for (const claim of DATA.claims) {
  claim.lang ??= DATA.articles[claim.a]?.lang;
  claim.st ??= "asserted";
}
for (const fact of FACTS) {
  const reports = fact.rep ? fact.c.map((i) => DATA.articles[DATA.claims[i].a]?.d).filter(Boolean).map(firstDay).sort() : [];
  const day = reports[0] || (fact.d ? firstDay(fact.d) : "");
  fact.st ??= "asserted";
  fact.a ??= day;
  if (fact.state) fact.z ??= fact.until ? firstDay(fact.until) : OPEN_END;
  else fact.z ??= fact.d ? endOf(fact.d) : day;
}

const STATUSES = ["asserted", "announced", "contested", "reversed", "unconfirmed", "refuted"].filter((s) => FACTS.some((f) => f.st === s));

const about = new Map(DATA.entities.map((e) => [e.id, []]));
for (const fact of FACTS) {
  about.get(fact.s).push(fact);
  if (fact.o !== fact.s) about.get(fact.o).push(fact);
}

const claimsOf = (fact) => fact.c.map((i) => DATA.claims[i]);
const articleOf = (claim) => (claim.a === undefined ? null : DATA.articles[claim.a]);
const name = (id) => entities.get(id).label;
// The day a fact stands at on the axis: what is known of its date, else of its end.
const dayOf = (fact) => fact.a || (fact.z !== OPEN_END ? fact.z : "");
for (const fact of FACTS) {
  fact.day = dayOf(fact);
  fact.conf = Math.max(0, ...claimsOf(fact).map((c) => c.conf));
  fact.sources = new Set(claimsOf(fact).map((c) => articleOf(c)?.id).filter(Boolean));
}
const DAYS = [...new Set(FACTS.map((f) => f.day).filter(Boolean))].sort();
