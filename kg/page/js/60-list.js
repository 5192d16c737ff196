// The list of events beside the map: what is visible, newest first, a page at a time.
const PAGE = 150;
let listed = PAGE;

const eventItem = (fact) =>
  el("li", { class: `event is-${fact.st}` },
    button({ "data-id": fact.id, "data-rel": fact.r }, () => select("f", fact.id),
      el("span", { class: "date" }, dateCell(fact)),
      el("span", { class: "said" }, sentence(fact), fact.st !== "asserted" && el("span", { class: `badge ${fact.st}` }, t(`status_${fact.st}`)))));

const paint = (holder) => {
  for (const node of holder.querySelectorAll("[data-rel]")) node.style.borderLeftColor = colour(node.dataset.rel);
};

const eventList = () => {
  const rows = [...visible].reverse().slice(0, listed);
  const rest = visible.length - rows.length;
  return [
    el("h2", {}, t("events"), el("span", { class: "count" }, t("shown", { n: visible.length, total: FACTS.length }))),
    el("p", { class: "hint" }, t(FACTS.length ? "hint" : "empty")),
    el("ol", { class: "events" }, rows.map(eventItem)),
    rest > 0 && button({ class: "more" }, () => { listed += PAGE; show(state); }, t("more", { n: Math.min(rest, PAGE) })),
  ];
};
