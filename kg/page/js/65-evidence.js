// What a line rests on: the sentence, its date, its status and every quote with its source.
const titleOf = (article) => article?.title || t("untitled");
const entityButton = (id) => button({ class: "name" }, () => select("e", id), name(id));
const factButton = (id) => facts.has(id) && button({ class: "name" }, () => select("f", id), `${sentence(facts.get(id))} (${dateCell(facts.get(id))})`);

const sourceLine = (claim) => {
  const article = articleOf(claim);
  if (!article) return el("p", { class: "source" }, t("untitled"));
  const more = [article.publisher, article.d && t("published", { date: longDate(article.d) })].filter(Boolean).join(", ");
  return el("p", { class: "source" },
    link(article.url, el("span", { lang: article.lang }, titleOf(article))), more && ` · ${more}`,
    (article.sourceUrl || article.source) && el("span", {}, ` · ${t("source")}${t("colon")}`, link(article.sourceUrl, article.source || article.sourceUrl)));
};

// One block a source, the newest first; the article is named once, under its sentences.
const bySource = (claims) => {
  const sources = new Map();
  for (const claim of claims) sources.set(claim.a ?? -1, [...(sources.get(claim.a ?? -1) || []), claim]);
  const day = (a) => DATA.articles[a]?.d || "";
  return [...sources].sort(([a], [b]) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0)).map(([, list]) => list);
};

const sourceBlock = (fact) => (claims) => {
  const article = articleOf(claims[0]);
  return el("li", { class: "source-block" },
    el("ul", { class: "claims" }, claims.map(quoteBlock(fact))),
    sourceLine(claims[0]),
    article && state.src !== article.id && button({ class: "quiet" }, () => set({ src: article.id, sel: "" }), t("source_on")));
};

const quoteBlock = (fact) => (claim) => {
  const said = claim.by?.length ? t("said_by", { who: claim.by.join(", ") }) : "";
  const dated = claim.d && claim.d !== fact.d ? t("claim_date", { date: longDate(claim.d) }) : "";
  return el("li", { class: `claim is-${claim.st}` },
    el("blockquote", {}, t("open_quote"), el("span", { class: "quote", lang: claim.lang }, claim.q), t("close_quote")),
    el("p", { class: "marks" }, el("span", { class: `badge ${claim.st}` }, t(`claim_${claim.st}`)), said && el("span", {}, said), dated && el("span", {}, dated), el("span", {}, t("confidence", { n: Math.round(claim.conf * 100) }))));
};

const pairs = (list) => el("dl", { class: "facts" }, list.filter(([, value]) => value).flatMap(([word, value]) => [el("dt", {}, word), el("dd", {}, value)]));
const local = (id) => id.replace(/[^\p{L}\p{N}_.-]/gu, "_");

const mannerWord = (manner) => (Object.hasOwn(DATA.strings[lang], `manner_${manner}`) ? t(`manner_${manner}`) : manner);

const explained = (fact) => {
  const [announced, undone] = [fact.d || (fact.rep && fact.a), fact.st === "reversed" && facts.get(fact.undone)?.d];
  return announced && undone ? t("explain_undone", { announced: longDate(announced), undone: longDate(undone) }) : t(`explain_${fact.st}`);
};
const evidenceOf = (fact) => {
  const claims = claimsOf(fact);
  const near = [...new Set([...about.get(fact.s), ...about.get(fact.o)])].filter((f) => f !== fact && state.rel.has(f.r) && state.status.has(f.st)).slice(-8).reverse();
  return [
    button({ class: "back" }, () => select("", ""), `‹ ${t("back")}`),
    el("h2", { class: "said" }, entityButton(fact.s), ` ${verb(fact)} `, entityButton(fact.o)),
    el("p", { class: `status is-${fact.st}` }, el("span", { class: `badge ${fact.st}` }, t(`status_${fact.st}`)), ` ${explained(fact)}`),
    pairs([
      [t("date"), whenWords(fact)],
      [t("undone_by"), fact.undone && factButton(fact.undone)],
      [t("role"), fact.role && el("span", { lang: fact.roleLang }, fact.role)],
      [t("manner"), fact.manner && mannerWord(fact.manner)],
      [t("amount"), fact.amount && money(fact.amount)],
      [t("stake"), fact.stake && `${fact.stake} %`],
      [t("derived"), fact.from && el("span", { class: "stack" }, fact.from.map(factButton).filter(Boolean))],
      [t("triple"), el("code", {}, `:${local(fact.s)} kg:${local(fact.r)} :${local(fact.o)}`)],
    ]),
    el("h3", {}, t("sources", { n: fact.sources.size || claims.length })),
    claims.length ? el("ol", { class: "sources" }, bySource(claims).map(sourceBlock(fact))) : el("p", { class: "hint" }, t("no_quote")),
    button({ class: "quiet", id: "to-table" }, () => set({ view: "table" }), t("in_table")),
    near.length > 0 && el("h3", {}, t("neighbours")),
    near.length > 0 && el("ol", { class: "events" }, near.map(eventItem)),
  ];
};

// In an entity's story each event has its first quote under it, so that one look is enough.
const storyItem = (fact) => {
  const item = eventItem(fact);
  const [first] = claimsOf(fact);
  if (first) item.append(el("div", { class: "brief" }, el("blockquote", {}, t("open_quote"), el("span", { class: "quote", lang: first.lang }, first.q), t("close_quote")), sourceLine(first)));
  return item;
};

const aliasWords = ({ aliases = [] }) => [...aliases.slice(0, 8), ...(aliases.length > 8 ? ["…"] : [])].join(", ");

const storyOf = (entity) => {
  const shown = visible.filter((f) => f.s === entity.id || f.o === entity.id).reverse();
  const known = entity.wikidata && /^Q\d+$/.test(entity.wikidata) && link(`https://www.wikidata.org/wiki/${entity.wikidata}`, entity.wikidata);
  const isEgo = state.ego === entity.id;
  return [
    button({ class: "back" }, () => select("", ""), `‹ ${t("back")}`),
    el("h2", { class: "said" }, entity.label),
    pairs([["", t(entity.type.toLowerCase())], [t("also_called"), aliasWords(entity)], [t("wikidata"), known]].map(([a, b]) => [a || t("type"), b])),
    el("p", { class: "choices" },
      button({ class: "quiet", "aria-pressed": String(isEgo && state.steps === 1) }, () => set({ ego: isEgo && state.steps === 1 ? "" : entity.id, steps: 1 }), t("ego_on", { name: entity.label })),
      button({ class: "quiet", "aria-pressed": String(isEgo && state.steps === 2) }, () => set(isEgo && state.steps === 2 ? { ego: "", steps: 1 } : { ego: entity.id, steps: 2 }), t("ego_two"))),
    el("h3", {}, t("events"), el("span", { class: "count" }, t("shown", { n: shown.length, total: about.get(entity.id).length }))),
    el("ol", { class: "events story" }, shown.slice(0, PAGE).map(storyItem)),
  ];
};

// Who went from one company to the other, each with the sentence; or what one company has to do with the other.
const arcPeople = (arc) => [...arc.people].map((id) => [id, arc.facts.filter((f) => f.s === id)]);
const arcStory = (arc) => [
  button({ class: "back" }, () => select("", ""), `‹ ${t("back")}`),
  el("h2", { class: "said" }, entityButton(arc.from), arc.people.size ? " → " : ` ${verb(arc.facts[0])} `, entityButton(arc.to)),
  el("p", { class: "hint" }, arcTitle(arc)),
  ...(arc.people.size
    ? arcPeople(arc).flatMap(([id, list]) => [el("h3", {}, entityButton(id)), el("ol", { class: "events story" }, list.map(storyItem))])
    : [el("ol", { class: "events story" }, [...arc.facts].reverse().map(storyItem))]),
];

// Beside the companies: what each arc says, so that a keyboard and a screen reader have them all.
const arcItem = (arc) =>
  el("li", { class: "event" }, button({ "data-id": arc.key, "data-rel": relations.has(arc.kind) ? arc.kind : "joined" }, () => select("m", arc.key),
    el("span", { class: "date" }, String(arcSize(arc))), el("span", { class: "said" }, arcTitle(arc))));
const arcList = () => {
  const arcs = [...visibleArcs()].sort(arcOrder);
  if (!arcs.length) return [];
  const moves = arcs.filter((arc) => arc.people.size);
  const ties = arcs.filter((arc) => !arc.people.size);
  const part = (word, list) => (list.length ? [el("h2", {}, t(word), el("span", { class: "count" }, String(list.length))), el("ol", { class: "events" }, list.slice(0, PAGE).map(arcItem))] : []);
  return [el("p", { class: "hint" }, t("companies_hint")), ...part("arcs_moves", moves), ...part("arcs_ties", ties)];
};

const overview = () => (state.view === "companies" ? arcList() : []);
const panelContent = () => {
  const [fact, entity, arc] = [selectedFact(), selectedEntity(), selectedArc()];
  if (fact) return evidenceOf(fact);
  if (entity) return storyOf(entity);
  if (arc) return arcStory(arc);
  const list = overview();
  return list.length ? list : eventList();
};

parts.push((now, before) => {
  if (now.sel !== before.sel) $("panel").scrollTop = 0;
  $("evidence").replaceChildren(...panelContent().filter(Boolean));
  document.body.classList.toggle("selected", Boolean(selectedFact() || selectedEntity() || selectedArc()));
  paint($("evidence"));
});
