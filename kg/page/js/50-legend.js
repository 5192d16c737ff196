// The legend is the filter: a tick for each relation and status, with what is there now.
const isDark = () => (state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
const colour = (relation) => relations.get(relation)[isDark() ? "dark" : "light"];

// How its line looks on the map.
const sample = (relation) => {
  const node = svg("svg", { width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true", focusable: "false", class: "sample" });
  const stroke = colour(relation.id);
  node.append(svg("line", { x1: 1, y1: 6, x2: 27, y2: 6, stroke, "stroke-width": relation.width, "stroke-dasharray": relation.dashes.join(" ") }));
  if (relation.arrow !== "none") node.append(svg("path", { d: "M25 1.5 33 6 25 10.5Z", fill: stroke }));
  return node;
};

const chip = (group, id, label, count, picture) =>
  el("label", { class: "chip" },
    el("input", { type: "checkbox", "data-id": id, checked: state[group].has(id), on: { change: () => set({ [group]: toggled(state[group], id) }) } }),
    picture, el("span", { class: "word" }, label), el("span", { class: "count" }, String(count)));

// Counted under all other filters; the box that has the focus keeps it.
const redraw = (holder, items) => {
  const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  holder.replaceChildren(...items);
  if (focused) holder.querySelector(`input[data-id="${CSS.escape(focused)}"]`)?.focus();
};

const countBy = (list, key) => list.reduce((counts, fact) => counts.set(fact[key], (counts.get(fact[key]) || 0) + 1), new Map());

// One line of it beside the search; opened, it shows everything and what the arrows mean.
let unfolded = false;
const drawFold = () => {
  document.body.classList.toggle("unfolded", unfolded);
  $("statuses").hidden = $("arrows").hidden = !unfolded;
  $("fold").setAttribute("aria-expanded", String(unfolded));
  $("fold").replaceChildren(t("fold"), el("span", { "aria-hidden": "true" }, unfolded ? " ▴" : " ▾"));
};
$("fold").addEventListener("click", () => {
  unfolded = !unfolded;
  drawFold();
});

const pills = () => [
  state.ego && button({ class: "off" }, () => set({ ego: "", steps: 1 }), t(state.steps > 1 ? "ego_two_off" : "ego_off", { name: name(state.ego) })),
  state.src && button({ class: "off" }, () => set({ src: "" }), t("source_off", { name: titleOf(DATA.articles.find((a) => a.id === state.src)) })),
  state.conf > 0 && button({ class: "off" }, () => set({ conf: 0 }), t("confidence_off", { n: Math.round(state.conf * 100) })),
].filter(Boolean);

parts.push(() => {
  const byRelation = countBy(passing("rel"), "r");
  const byStatus = countBy(passing("status"), "st");
  const shown = [...DATA.relations].sort((a, b) => b.on - a.on); // what is drawn from the start comes first
  const { scrollLeft } = $("relations");
  redraw($("relations"), shown.map((r) => chip("rel", r.id, r.label[lang], byRelation.get(r.id) || 0, sample(r))));
  $("relations").scrollLeft = scrollLeft;
  redraw($("statuses"), STATUSES.map((s) => chip("status", s, t(`status_${s}`), byStatus.get(s) || 0)));
  $("note").textContent = !visible.length && FACTS.length ? t("nothing") : "";
  $("pills").replaceChildren($("note"), ...pills());
  drawFold();
});

// Of the map: how much of what the filters leave it draws, and how to draw more.
parts.push(() => {
  const onMap = visible.filter((f) => drawnNow().has(f.id)).length;
  const more = visible.filter((f) => drawnFacts[ALL].has(f.id)).length;
  $("capped").textContent = onMap < visible.length ? t("capped", { n: onMap, total: visible.length }) : "";
  $("more").hidden = plan === ALL ? state.map !== "all" : more <= onMap;
  $("more").textContent = state.map ? t("draw_main") : t("draw_all", { n: more });
});
$("more").addEventListener("click", () => set({ map: state.map ? "" : "all" }));
