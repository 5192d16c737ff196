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

const quoteBlock = (fact) => (claim) => {
  const said = claim.by?.length ? t("said_by", { who: claim.by.join(", ") }) : "";
  const dated = claim.d && claim.d !== fact.d ? t("claim_date", { date: longDate(claim.d) }) : "";
  const article = articleOf(claim);
  return el("li", { class: `claim is-${claim.st}` },
    el("blockquote", {}, t("open_quote"), el("span", { class: "quote", lang: claim.lang }, claim.q), t("close_quote")),
    el("p", { class: "marks" }, el("span", { class: `badge ${claim.st}` }, t(`claim_${claim.st}`)), said && el("span", {}, said), dated && el("span", {}, dated), el("span", {}, t("confidence", { n: Math.round(claim.conf * 100) }))),
    sourceLine(claim),
    article && state.src !== article.id && button({ class: "quiet" }, () => set({ src: article.id, sel: "" }), t("source_on")));
};

const pairs = (list) => el("dl", { class: "facts" }, list.filter(([, value]) => value).flatMap(([word, value]) => [el("dt", {}, word), el("dd", {}, value)]));
const local = (id) => id.replace(/[^\p{L}\p{N}_.-]/gu, "_");

const mannerWord = (manner) => (Object.hasOwn(DATA.strings[lang], `manner_${manner}`) ? t(`manner_${manner}`) : manner);

const evidenceOf = (fact) => {
  const claims = claimsOf(fact);
  const near = [...new Set([...about.get(fact.s), ...about.get(fact.o)])].filter((f) => f !== fact && state.rel.has(f.r) && state.status.has(f.st)).slice(-8).reverse();
  return [
    button({ class: "back" }, () => select("", ""), `‹ ${t("back")}`),
    el("h2", { class: "said" }, entityButton(fact.s), ` ${verb(fact)} `, entityButton(fact.o)),
    el("p", { class: `status is-${fact.st}` }, el("span", { class: `badge ${fact.st}` }, t(`status_${fact.st}`)), ` ${t(`explain_${fact.st}`)}`),
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
    claims.length ? el("ul", { class: "claims" }, claims.map(quoteBlock(fact))) : el("p", { class: "hint" }, t("no_quote")),
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
    button({ class: "quiet", "aria-pressed": String(isEgo) }, () => set({ ego: isEgo ? "" : entity.id }), t(isEgo ? "ego_off" : "ego_on", { name: entity.label })),
    el("h3", {}, t("events"), el("span", { class: "count" }, t("shown", { n: shown.length, total: about.get(entity.id).length }))),
    el("ol", { class: "events story" }, shown.slice(0, PAGE).map(storyItem)),
  ];
};

parts.push((now, before) => {
  const fact = selectedFact();
  const entity = selectedEntity();
  if (now.sel !== before.sel) $("panel").scrollTop = 0;
  $("evidence").replaceChildren(...(fact ? evidenceOf(fact) : entity ? storyOf(entity) : eventList()).filter(Boolean));
  document.body.classList.toggle("selected", Boolean(fact || entity));
  paint($("evidence"));
});
