// Timeline: a lane for each company; who arrives is a dot, who leaves a ring, who moves a curve between them.
const LANES = 24;
const ROW = 17;
const YEARS = 22; // for the years above the lanes
let stretch = 1; // how many times wider than its box

// What was announced without a date stands where it was announced; of anything else, a report tells no more than "by then".
const hasPlace = (fact) => isMove(fact) && fact.day && (fact.d || fact.st === "announced" || fact.st === "reversed");
const timelineFacts = EVERYTHING.filter(hasPlace);
const laneOrder = (() => {
  const counts = countBy(timelineFacts, "o");
  const most = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (name(a) < name(b) ? -1 : 1)).slice(0, LANES);
  // the busiest in the middle, where curves from both sides reach it
  const start = most.reduce((order, id, i) => (i % 2 ? [...order, id] : [id, ...order]), []);
  return arranged(start, pairWeight, (i, j) => Math.abs(i - j));
})();

const shortName = (() => {
  const cut = (label) => label.split(" ").slice(1).join(" ") || label;
  const counts = DATA.entities.reduce((all, e) => all.set(cut(e.label), (all.get(cut(e.label)) || 0) + 1), new Map());
  return (id) => (counts.get(cut(name(id))) > 1 ? name(id) : cut(name(id)));
})();

const laneFacts = new Map(laneOrder.map((id) => [id, []]));
for (const fact of timelineFacts) laneFacts.get(fact.o)?.push(fact);
const followed = new Set(movesAmong(timelineFacts).moves.map((move) => move.out)); // whose names stand at the arrival

// A row within its lane for each event: the first in which its name has room. Of all facts, so that filters move nothing.
const settle = (toX, margin) => {
  const lanes = laneOrder.map((id) => ({ id, rows: [], facts: laneFacts.get(id) }));
  const rowOf = new Map();
  for (const lane of lanes) {
    for (const fact of lane.facts) {
      const x = toX(fact.day);
      const width = followed.has(fact) ? 12 : textWidth(shortName(fact.s), 12) + 20;
      let row = lane.rows.findIndex((end) => end <= x - 8);
      if (row < 0) row = lane.rows.length;
      lane.rows[row] = x + width;
      rowOf.set(fact, row);
    }
  }
  let top = YEARS;
  for (const lane of lanes) {
    lane.top = top;
    const lines = textWidth(name(lane.id), 13, 600) > margin - 24 ? 2 : 1;
    lane.height = Math.max(Math.max(lane.rows.length, lines) * ROW + 12, innerWidth <= NARROW ? 42 : 0); // a finger's height
    top += lane.height + 4;
  }
  const laneOf = new Map(lanes.map((lane) => [lane.id, lane]));
  const y = (fact) => laneOf.get(fact.o).top + 6 + rowOf.get(fact) * ROW + ROW / 2;
  return { lanes, y, height: top };
};

const faded = (fact, mates) => {
  const entity = selectedEntity();
  const chosen = selectedFact();
  if (chosen) return fact !== chosen && !mates.includes(chosen);
  return entity ? fact.s !== entity.id && fact.o !== entity.id : false;
};

const eventDot = (fact, x, y, labelled, inks) => {
  const ring = fact.r === "left";
  const undone = fact.st === "reversed";
  const group = svg("g", { class: "stop", "data-id": fact.id, opacity: faded(fact, []) ? 0.2 : 1 });
  group.append(svg("circle", { cx: x, cy: y, r: 4.5, fill: ring || undone ? inks.card : colour(fact.r), stroke: colour(fact.r), "stroke-width": 2, "stroke-dasharray": undone ? "2 2" : "" }));
  group.append(svg("circle", { cx: x, cy: y, r: REACH, fill: "transparent", class: "hit" }));
  if (labelled) group.append(written({ x: x + 9, y: y + 4, "font-size": 12, fill: inks.ink, stroke: inks.card, "stroke-width": 3, "paint-order": "stroke" }, shortName(fact.s)));
  group.addEventListener("click", () => select("f", fact.id));
  return withTitle(group, `${sentence(fact)} · ${dateCell(fact)}`);
};

const moveCurve = ({ out, in: arrival }, toX, y) => {
  const [x1, y1, x2, y2] = [toX(out.day), y(out), toX(arrival.day), y(arrival)];
  const pull = Math.max(Math.abs(x2 - x1) / 2, 14);
  const d = `M${x1.toFixed(1)} ${y1} C${(x1 + pull).toFixed(1)} ${y1} ${(x2 - pull).toFixed(1)} ${y2} ${x2.toFixed(1)} ${y2}`;
  const group = svg("g", { class: "move", "data-id": arrival.id, opacity: faded(arrival, [out]) && faded(out, [arrival]) ? 0.12 : 0.9 });
  group.append(
    svg("path", { d, fill: "none", stroke: colour(arrival.r), "stroke-width": 1.8, "stroke-dasharray": arrival.st === "reversed" ? "1.5 4" : "", "stroke-linecap": "round" }),
    svg("path", { d, fill: "none", stroke: "transparent", "stroke-width": 12, class: "hit" }),
  );
  group.addEventListener("click", () => select("f", arrival.id));
  return withTitle(group, t("moved", { who: name(arrival.s), from: name(out.o), to: name(arrival.o) }));
};

const yearLines = (toX, height, inks) => {
  const first = new Date(axisStart).getUTCFullYear() + 1;
  const last = Number(lastDay.slice(0, 4));
  const nodes = [];
  for (let year = first; year <= last; year += 1) {
    const x = toX(`${year}-01-01`);
    nodes.push(svg("line", { x1: x, x2: x, y1: 4, y2: height, stroke: inks.line }), written({ x: x + 4, y: 15, "font-size": 12, fill: inks.soft }, String(year)));
  }
  return nodes;
};

// For the names of the lanes: as wide as the longest word in them, within reason; beyond it names are set smaller.
const laneWidth = (small) => {
  const widest = Math.max(0, ...laneOrder.flatMap((id) => name(id).split(" ")).map((word) => textWidth(word, small ? 11.5 : 13, 600)));
  return Math.ceil(clamp(widest + (small ? 18 : 26), small ? 92 : 150, small ? 124 : 200));
};
const laneFont = (id, room, size) => {
  const widest = Math.max(...name(id).split(" ").map((word) => textWidth(word, size, 600)));
  return Math.max(Math.min(size, (size * room) / widest), 8);
};

const drawTimeline = () => {
  const holder = $("timeline");
  if (!holder.clientWidth) return;
  const inks = paletteNow();
  const margin = laneWidth(holder.clientWidth < 600);
  const wide = Math.max(holder.clientWidth * stretch, 520) - 2;
  const toX = (day) => margin + 12 + (place(day) / 1000) * (wide - margin - 100);
  const { lanes, y, height } = settle(toX, margin);
  const shown = visible.filter((fact) => hasPlace(fact) && laneOrder.includes(fact.o) && !NEVER_FACTS.has(fact.st));
  const { moves } = movesAmong(shown);
  const drawing = svg("svg", { width: wide, height: height + 4, viewBox: `0 0 ${wide} ${height + 4}`, role: "img", "aria-label": t("timeline_label") });
  const named = new Set(moves.map((move) => move.out));
  drawing.append(
    ...lanes.map((lane) => svg("rect", { x: 0.5, y: lane.top + 0.5, width: wide - 1, height: lane.height, rx: 4, fill: inks.card, stroke: inks.line })),
    ...yearLines(toX, height, inks),
    ...moves.map((move) => moveCurve(move, toX, y)),
    ...shown.map((fact) => eventDot(fact, toX(fact.day), y(fact), !named.has(fact), inks)),
  );
  const names = el("div", { class: "lanes" }, lanes.map((lane) => button({ class: "lane", "data-id": lane.id }, () => select("e", lane.id), name(lane.id))));
  const letters = holder.clientWidth < 600 ? 11.5 : 13;
  // what is newest is seen first where not all has room
  const { scrollLeft, scrollTop } = holder.firstChild ? holder : { scrollLeft: wide, scrollTop: 0 };
  holder.replaceChildren(names, drawing);
  [...names.children].forEach((node, i) => {
    node.style.top = `${lanes[i].top + 1}px`;
    node.style.height = `${lanes[i].height - 1}px`;
    node.style.width = `${margin - 6}px`;
    node.style.fontSize = `${laneFont(lanes[i].id, margin - 6 - (letters < 12 ? 11 : 17), letters)}px`;
    node.title = name(lanes[i].id);
  });
  Object.assign(holder, { scrollLeft, scrollTop });
  const undated = visible.filter((fact) => isMove(fact) && !hasPlace(fact)).length;
  const elsewhere = visible.filter((fact) => hasPlace(fact) && !laneOrder.includes(fact.o)).length;
  $("timeline-key").textContent = [t("timeline_key"), undated && t("timeline_undated", { n: undated }), elsewhere && t("timeline_more", { n: elsewhere })].filter(Boolean).join(" · ");
};

const stretchBy = (factor) => {
  stretch = factor ? clamp(stretch * factor, 1, 12) : 1;
  drawTimeline();
};
$("time-in").addEventListener("click", () => stretchBy(1.5));
$("time-out").addEventListener("click", () => stretchBy(1 / 1.5));
$("time-fit").addEventListener("click", () => stretchBy(0));

views.set("timeline", {
  show() {
    $("view-timeline").hidden = false;
    drawTimeline();
  },
  hide() {
    $("view-timeline").hidden = true;
  },
});
parts.push((now) => now.view === "timeline" && drawTimeline());
new ResizeObserver(() => state.view === "timeline" && drawTimeline()).observe($("timeline"));
