// One state; every part of the page draws it. The hash says what differs from the default, so that a link restores it.
const parts = []; // functions of (state, before), called after each change
const views = new Map(); // name -> { show, hide }
// A phone has no room for a map of people, and thousands of lines are no picture: both open on the companies.
const NARROW = 720;
const MANY = 2000;
const firstView = () => (innerWidth <= NARROW || FACTS.length > MANY ? "companies" : "people");
const defaults = () => ({
  view: "people", // where a link names none; without a link, firstView

  sel: "", // "f:" and a fact's id, "e:" and an entity's, or "m:" and an arc's between two companies
  from: "",
  to: "",
  rel: new Set(DATA.relations.filter((r) => r.on).map((r) => r.id)),
  status: new Set(STATUSES.filter((s) => !NEVER_FACTS.has(s))),
  src: "",
  conf: 0,
  ego: "",
  steps: 1, // how far from it: 2 are the facts about whom it has to do with, too
  map: "", // "all": the map draws as much as it can, not only the main companies and people
  lang: DATA.lang,
  theme: "",
});
let state = defaults();
let visible = []; // facts that pass every filter, oldest first

// Whom the chosen one and, at two steps, everyone it has to do with, by the relations and statuses that are ticked.
let nearOf = { key: "", ids: new Set() };
const near = (s) => {
  const key = [s.ego, s.steps, ...s.rel, ...s.status].join();
  if (nearOf.key !== key) {
    const ids = new Set([s.ego]);
    const touching = s.steps > 1 ? about.get(s.ego).filter((f) => s.rel.has(f.r) && s.status.has(f.st)) : [];
    for (const fact of touching) for (const id of [fact.s, fact.o]) if (!isHub(id)) ids.add(id);
    nearOf = { key, ids };
  }
  return nearOf.ids;
};
// A second step through a company that everyone has to do with would show everything again.
const HUB = 60;
const isHub = (id) => about.get(id).length > HUB;

const inWindow = (fact, s) => !fact.day || ((!s.to || fact.a <= s.to) && (!s.from || fact.z >= s.from));
const tests = {
  rel: (fact, s) => s.rel.has(fact.r),
  status: (fact, s) => s.status.has(fact.st),
  time: inWindow,
  src: (fact, s) => !s.src || fact.sources.has(s.src),
  conf: (fact, s) => fact.conf >= s.conf,
  ego: (fact, s) => !s.ego || near(s).has(fact.s) || near(s).has(fact.o),
};
// Facts that pass every filter but the ones named: what the counts in the legend are of.
const passing = (...except) => {
  const checks = Object.entries(tests).filter(([key]) => !except.includes(key)).map(([, check]) => check);
  return FACTS.filter((fact) => checks.every((check) => check(fact, state)));
};

const selectedFact = () => (state.sel.startsWith("f:") ? facts.get(state.sel.slice(2)) : undefined);
const selectedEntity = () => (state.sel.startsWith("e:") ? entities.get(state.sel.slice(2)) : undefined);

const sameSet = (a, b) => a.size === b.size && [...a].every((item) => b.has(item));

const toHash = (s) => {
  const base = defaults();
  const said = new URLSearchParams();
  for (const key of Object.keys(base)) {
    if (base[key] instanceof Set) {
      if (!sameSet(s[key], base[key])) said.set(key, [...s[key]].join(","));
    } else if (s[key] !== base[key]) said.set(key, s[key]);
  }
  return said.toString();
};

const isArc = (text) => {
  const [kind, from, to] = text.startsWith("m:") ? text.slice(2).split("|") : [];
  return (["moves", "undone"].includes(kind) || relations.has(kind)) && entities.has(from) && entities.has(to);
};

const readers = {
  view: (text) => (views.has(text) ? text : undefined),
  sel: (text) => ((text.startsWith("f:") && facts.has(text.slice(2))) || (text.startsWith("e:") && entities.has(text.slice(2))) || isArc(text) ? text : undefined),
  from: (text) => (isoDate.test(text) ? `${text}-01-01`.slice(0, 10) : undefined),
  to: (text) => (isoDate.test(text) ? (text.length === 4 ? `${text}-12-31` : `${text}-31`.slice(0, 10)) : undefined),
  rel: (text) => new Set(text.split(",").filter((r) => relations.has(r))),
  status: (text) => new Set(text.split(",").filter((s) => STATUSES.includes(s))),
  src: (text) => (DATA.articles.some((a) => a.id === text) ? text : undefined),
  conf: (text) => (/^(0(\.\d+)?|1)$/.test(text) ? Number(text) : undefined),
  ego: (text) => (entities.has(text) ? text : undefined),
  steps: (text) => (text === "2" ? 2 : undefined),
  map: (text) => (text === "all" ? text : undefined),
  lang: (text) => (Object.hasOwn(DATA.strings, text) ? text : undefined),
  theme: (text) => (["light", "dark"].includes(text) ? text : undefined),
};

// What the hash says of the state; anything in it that makes no sense is left at its default.
const fromHash = (hash) => {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const read = defaults();
  if (![...said.keys()].some((key) => key in readers)) read.view = firstView();
  for (const [key, reader] of Object.entries(readers)) {
    const value = said.has(key) ? reader(said.get(key)) : undefined;
    if (value !== undefined) read[key] = value;
  }
  if (read.from && read.to && read.from > read.to) read.from = read.to = "";
  return read;
};

const show = (before) => {
  lang = state.lang;
  visible = passing();
  for (const part of parts) part(state, before);
};

// Changes the state. `keep`: no new entry in the history (a slider's steps would drown it).
const set = (change, keep) => {
  const before = state;
  state = { ...state, ...change };
  const hash = toHash(state);
  if (hash !== toHash(before)) {
    const address = `${location.pathname}${location.search}${hash ? `#${hash}` : ""}`;
    try {
      history[keep ? "replaceState" : "pushState"](null, "", address);
    } catch {
      location.hash = hash; // some hosts of a page (a notebook's frame) have no history
    }
  }
  show(before);
};

// What is selected is drawn: where the map of this screen does not have it, the full one comes up.
const mapFor = (kind, id) => {
  const drawn = kind === "f" ? drawnFacts : drawnNodes;
  return id && drawn[ALL].has(id) && !drawn[mainPlan()].has(id) ? "all" : state.map;
};
const select = (kind, id) => set({ sel: id ? `${kind}:${id}` : "", map: mapFor(kind, id) });
const toggled = (items, item) => {
  const next = new Set(items);
  if (!next.delete(item)) next.add(item);
  return next;
};
