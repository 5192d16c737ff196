// Companies: boxes on fixed places, arcs for the people who moved between them and for the companies' own relations.
const COMPANIES = { wide: 18, tall: 9 };
const pen = document.createElement("canvas").getContext("2d");
const textWidth = (text, size, weight = 400) => {
  pen.font = `${weight} ${size}px ${FACE}`;
  return pen.measureText(text).width;
};
const clipped = (text, size, width) => {
  if (textWidth(text, size, 600) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size, 600) > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
};
// On two lines where one is too long, parted at the space that leaves the longer line shortest; cut only if that is not enough.
const wrapped = (text, size, width) => {
  if (textWidth(text, size, 600) <= width) return [text];
  const widest = (lines) => Math.max(...lines.map((line) => textWidth(line, size, 600)));
  const words = text.split(" ");
  const ways = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")]);
  const best = ways.reduce((a, b) => (widest(b) < widest(a) ? b : a), ways[0] || [text]);
  return best.map((line) => clipped(line, size, width));
};

// Points on an ellipse at shares of the way round, clockwise from the right.
const onEllipse = (shares, rx, ry) => {
  const steps = 720;
  const at = (i) => [rx * Math.cos((2 * Math.PI * i) / steps), ry * Math.sin((2 * Math.PI * i) / steps)];
  const lengths = [0];
  for (let i = 1; i <= steps; i += 1) lengths.push(lengths[i - 1] + Math.hypot(at(i)[0] - at(i - 1)[0], at(i)[1] - at(i - 1)[1]));
  return shares.map((share) => at(lengths.findIndex((length) => length >= (((share % 1) + 1) % 1) * lengths[steps])));
};
// `homes` (sorted, on a circle of length 1) moved apart until each is `gaps` before the next: nobody overtakes anybody.
const spaced = (homes, gaps) => {
  const at = [...homes];
  for (let step = 0; step < 240; step += 1) {
    const missing = at.map((x, i) => Math.max(gaps[i] - (i + 1 < at.length ? at[i + 1] - x : at[0] + 1 - x), 0));
    at.forEach((x, i) => {
      const home = step < 180 ? 0.04 * (homes[i] - x) : 0;
      at[i] += home + 0.45 * (missing[(i + at.length - 1) % at.length] - missing[i]);
    });
  }
  return at;
};

const LEAST_GAP = 0.6; // of the gap that all would have if it were equal
// A company lies in the direction that its name gives it, here and on the map, whoever else is there.
const boxesFor = (count, wide, tall) => {
  const small = wide < 600;
  const font = small ? 12 : 14;
  const limit = small ? 96 : 150;
  const box = (id, size) => {
    const lines = wrapped(name(id), size, limit);
    return { id, lines, size, w: Math.max(...lines.map((line) => textWidth(line, size, 600) + 20), 44), h: (size + 2) * lines.length + 24 };
  };
  const [hub, ...others] = busiest.slice(0, count);
  const turnOf = (id) => entities.get(id).turn || 0;
  const boxes = others.sort((a, b) => turnOf(a) - turnOf(b) || (a < b ? -1 : 1)).map((id) => box(id, font));
  const edge = Math.max(...boxes.map((b) => b.w), 0) / 2 + 8;
  const radii = [Math.max(wide / 2 - edge, 60), Math.max(tall / 2 - 34, 60)];
  const homes = boxes.map((b) => turnOf(b.id));
  let gaps = boxes.map(() => LEAST_GAP / boxes.length);
  for (let round = 0; round < 14; round += 1) {
    onEllipse(spaced(homes, gaps), ...radii).forEach(([x, y], i) => Object.assign(boxes[i], { x: wide / 2 + x, y: tall / 2 + y }));
    const tight = boxes.map((b, i) => boxes.length > 1 && !apart(b, boxes[(i + 1) % boxes.length], small ? 10 : 36, small ? 8 : 24));
    if (!tight.includes(true)) break;
    gaps = gaps.map((gap, i) => (tight[i] ? gap * 1.15 : gap));
    const sum = gaps.reduce((a, b) => a + b, 0);
    if (sum > 0.98) gaps = gaps.map((gap) => (gap * 0.98) / sum);
  }
  return [{ ...box(hub, font + (small ? 2 : 5)), x: wide / 2, y: tall / 2 }, ...boxes];
};

const apart = (a, b, aside = 10, below = 8) => Math.abs(a.x - b.x) >= (a.w + b.w) / 2 + aside || Math.abs(a.y - b.y) >= (a.h + b.h) / 2 + below;
// As many companies as have room.
const companyBoxes = (wide, tall) => {
  if (!busiest.length) return [];
  for (let count = Math.min(COMPANIES[wide < 600 ? "tall" : "wide"], busiest.length); count > 1; count -= 1) {
    const boxes = boxesFor(count, wide, tall);
    if (boxes.every((a, i) => boxes.slice(i + 1).every((b) => apart(a, b)))) return boxes;
  }
  return boxesFor(1, wide, tall);
};

const onCurve = ([x0, y0, cx, cy, x1, y1], s) => [
  (1 - s) ** 2 * x0 + 2 * s * (1 - s) * cx + s ** 2 * x1,
  (1 - s) ** 2 * y0 + 2 * s * (1 - s) * cy + s ** 2 * y1,
];
const insideBox = (box, [x, y], air) => Math.abs(x - box.x) < box.w / 2 + air && Math.abs(y - box.y) < box.h / 2 + air;
const bentCurve = (a, b, bend) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  return [a.x, a.y, (a.x + b.x) / 2 - dy * bend, (a.y + b.y) / 2 + dx * bend, b.x, b.y];
};
// The part of a curve between two boxes' borders, as a curve of its own (de Casteljau at both ends).
const trimmed = (curve, a, b) => {
  let from = 0;
  let to = 1;
  while (from < 0.5 && insideBox(a, onCurve(curve, from), 2)) from += 0.01;
  while (to > 0.5 && insideBox(b, onCurve(curve, to), 3)) to -= 0.01;
  const [x0, y0, cx, cy, x1, y1] = curve;
  const mix = (p, q, s) => p + (q - p) * s;
  const control = [mix(mix(x0, cx, from), mix(cx, x1, from), to), mix(mix(y0, cy, from), mix(cy, y1, from), to)];
  return [...onCurve(curve, from), ...control, ...onCurve(curve, to)];
};

const BENDS = [0.14, 0.24, 0.06, 0.34, 0.46, 0.6, 0.7, 0.8, 0.9, 1.05].flatMap((bend) => [bend, -bend]);
// The first bend that passes under no other company and along no arc of the same two. An arc that finds none is left to the list.
const routed = (arcs, boxes) => {
  const taken = new Map();
  return arcs.flatMap((arc) => {
    const [a, b] = [boxes.get(arc.from), boxes.get(arc.to)];
    const pair = [arc.from, arc.to].sort().join("|");
    const used = taken.get(pair) || [];
    const sign = arc.from < arc.to ? 1 : -1; // bends of the two directions are told from one side
    const others = [...boxes.values()].filter((box) => box !== a && box !== b);
    const cost = (bend) => {
      const curve = bentCurve(a, b, bend);
      const points = Array.from({ length: 41 }, (_, i) => onCurve(curve, i / 40));
      const strangers = others.filter((box) => points.some((point) => insideBox(box, point, 12))).length;
      const near = used.some((other) => Math.abs(other - bend * sign) < 0.08) ? 0.5 : 0;
      const outside = points.some(([x, y]) => x < 4 || y < 4) ? 0.3 : 0;
      return strangers + near + outside + Math.abs(bend) / 10;
    };
    const bend = BENDS.reduce((best, next) => (cost(next) < cost(best) - 1e-9 ? next : best), BENDS[0]);
    if (cost(bend) >= 1) return [];
    taken.set(pair, [...used, bend * sign]);
    return [{ arc, curve: trimmed(bentCurve(a, b, bend), a, b) }];
  });
};

const arcLook = (arc) => {
  if (arc.kind === "moves" || arc.kind === "undone") {
    const founded = arc.kind === "moves" && arc.facts.every((f) => f.r !== "joined");
    const relation = relations.get(founded ? "founded" : "joined") || DATA.relations[0];
    return { stroke: colour(relation.id), width: 1.4 + 1.5 * Math.sqrt(arc.people.size), dashes: arc.kind === "undone" ? [1.5, 4] : [], head: true };
  }
  const relation = relations.get(arc.kind);
  return { stroke: colour(arc.kind), width: Math.min(relation.width * 0.8, 2), dashes: relation.dashes, head: relation.arrow !== "none" };
};

const headPath = ([x0, y0, cx, cy, x1, y1], size) => {
  const length = Math.hypot(x1 - cx, y1 - cy) || Math.hypot(x1 - x0, y1 - y0) || 1;
  const [ux, uy] = [(x1 - cx) / length, (y1 - cy) / length];
  const point = (along, aside) => `${(x1 - along * ux - aside * uy).toFixed(1)} ${(y1 - along * uy + aside * ux).toFixed(1)}`;
  return `M${point(0, 0)} L${point(size, size * 0.45)} L${point(size, -size * 0.45)} Z`;
};
const curvePath = (curve) => `M${curve[0].toFixed(1)} ${curve[1].toFixed(1)} Q${curve.slice(2).map((n) => n.toFixed(1)).join(" ")}`;

const withTitle = (node, text) => {
  node.append(svg("title", {}));
  node.lastChild.textContent = text;
  return node;
};
const written = (attributes, text) => {
  const node = svg("text", { "font-family": FACE, ...attributes });
  node.textContent = text;
  return node;
};

const arcNode = ({ arc, curve }, dim, inks) => {
  const look = arcLook(arc);
  const chosen = state.sel === `m:${arc.key}`;
  const size = 7 + look.width;
  const group = svg("g", { class: "arc", "data-key": arc.key, opacity: dim(arc) ? 0.13 : 1 });
  group.append(
    svg("path", { d: curvePath(curve), fill: "none", stroke: look.stroke, "stroke-width": look.width + (chosen ? 2 : 0), "stroke-dasharray": look.dashes.join(" "), "stroke-linecap": arc.kind === "undone" ? "round" : "butt" }),
    svg("path", { d: curvePath(curve), fill: "none", stroke: "transparent", "stroke-width": Math.max(look.width + 8, REACH * 2), class: "hit" }),
  );
  if (look.head) group.append(svg("path", { d: headPath(curve, size), fill: look.stroke }));
  if (arc.people.size > 1) {
    const [x, y] = onCurve(curve, 0.5);
    group.append(svg("circle", { cx: x, cy: y, r: 10, fill: inks.paper, stroke: look.stroke, "stroke-width": 1.5 }),
      written({ x, y: y + 4, "text-anchor": "middle", "font-size": 12, "font-weight": 600, fill: look.stroke }, String(arc.people.size)));
  }
  group.addEventListener("click", () => select("m", arc.key));
  return withTitle(group, arcTitle(arc));
};

const flows = (list) => {
  const counts = new Map();
  const count = (id) => counts.get(id) || counts.set(id, { in: new Set(), out: new Set() }).get(id);
  for (const fact of list) if (isMove(fact) && fact.st !== "reversed") count(fact.o)[fact.r === "left" ? "out" : "in"].add(fact.s);
  return counts;
};

const boxNode = (box, flow, dim, inks) => {
  const group = svg("g", { class: "company", "data-id": box.id });
  const [fill, ink] = dim ? [mixed(inks.company, inks.paper, 0.3), inks.paper] : [inks.company, inks.onCompany];
  const words = flow ? `+${flow.in.size} −${flow.out.size}` : "";
  group.append(
    svg("rect", { x: box.x - box.w / 2, y: box.y - box.h / 2, width: box.w, height: box.h, rx: 6, fill }),
    ...box.lines.map((line, i) => written({ x: box.x, y: box.y - box.h / 2 + (words ? 6 : 12) + box.size * 0.85 + i * (box.size + 2), "text-anchor": "middle", "font-size": box.size, "font-weight": 600, fill: ink }, line)),
    words ? written({ x: box.x, y: box.y + box.h / 2 - 5, "text-anchor": "middle", "font-size": 11, fill: ink }, words) : "",
  );
  group.addEventListener("click", () => select("e", box.id));
  return withTitle(group, flow ? t("flow", { name: name(box.id), joined: flow.in.size, left: flow.out.size }) : name(box.id));
};

const paletteNow = () => ({ paper: css("--paper"), card: css("--card"), ink: css("--ink"), soft: css("--soft"), line: css("--line"), company: css("--company"), onCompany: css("--on-company") });

const drawCompanies = () => {
  const holder = $("companies");
  $("companies-key").textContent = `${t("companies_key")} · ${t("companies_more", { n: 88, total: busiest.length })}`; // for its height
  const [wide, tall] = [holder.clientWidth, holder.clientHeight - $("companies-key").offsetHeight];
  if (!holder.clientWidth || tall < 80) return;
  const inks = paletteNow();
  const boxes = new Map(companyBoxes(wide, tall).map((box) => [box.id, box]));
  const arcs = visibleArcs().filter((arc) => boxes.has(arc.from) && boxes.has(arc.to) && arc.from !== arc.to).sort(arcOrder);
  const entity = selectedEntity();
  const fact = selectedFact();
  const about = (arc) => (state.sel.startsWith("m:") ? state.sel === `m:${arc.key}` : fact ? arc.facts.includes(fact) : entity ? arc.from === entity.id || arc.to === entity.id || arc.people.has(entity.id) : true);
  const lit = new Set(arcs.filter(about).flatMap((arc) => [arc.from, arc.to]));
  const any = Boolean(state.sel) && lit.size > 0;
  const counts = flows(visible);
  const drawing = svg("svg", { width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`, role: "img", "aria-label": t("companies_label") });
  drawing.append(
    ...routed(arcs, boxes).reverse().map((route) => arcNode(route, (arc) => any && !about(arc), inks)),
    ...[...boxes.values()].map((box) => boxNode(box, counts.get(box.id), any && !lit.has(box.id) && entity?.id !== box.id, inks)),
  );
  holder.replaceChildren(drawing);
  const hidden = busiest.length - boxes.size;
  $("companies-key").textContent = t("companies_key");
  if (hidden > 0) $("companies-key").textContent = `${t("companies_key")} · ${t("companies_more", { n: boxes.size, total: busiest.length })}`;
};

views.set("companies", {
  show() {
    $("view-companies").hidden = false;
    drawCompanies();
  },
  hide() {
    $("view-companies").hidden = true;
  },
});
parts.push((now) => now.view === "companies" && drawCompanies());
new ResizeObserver(() => state.view === "companies" && drawCompanies()).observe($("companies"));
