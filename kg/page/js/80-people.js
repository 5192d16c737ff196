// The map: companies on their anchors, people between them. vis-network draws; positions and bends come with the page.
let map = null;
let plan = "wide";
let moved = false; // the reader has zoomed or panned: the camera is theirs
const SHAPES = { Person: "dot", Organization: "box", Product: "diamond" };
const nodeData = new vis.DataSet(DATA.nodes.map((n) => ({ id: n.id, shape: SHAPES[entities.get(n.id).type] })));
// An announcement has an open arrow, a denial ends in a bar; arrows follow the person, so some start at the object.
const arrow = (fact) => ({ to: { enabled: relations.get(fact.r).arrow !== "none", type: { announced: "vee", refuted: "bar" }[fact.st] || "arrow", scaleFactor: 0.7 } });
const line = (fact) => {
  const [from, to] = relations.get(fact.r).tail === "object" ? [fact.o, fact.s] : [fact.s, fact.o];
  return { id: fact.id, from, to, arrows: arrow(fact) };
};
const edgeData = new vis.DataSet(DATA.edges.map((e) => line(facts.get(e.id))));
// Small screens have layouts of their own, with larger names and, on a phone, with fewer of them.
const mainPlan = () => {
  const wide = $("stage").clientWidth;
  return wide < 600 ? "tall" : wide < 1000 ? "mid" : "wide";
};
const drawnNow = () => drawnFacts[plan];
const shownNodes = new Set();
const shownEdges = new Set();
const nodeView = new vis.DataView(nodeData, { filter: (n) => shownNodes.has(n.id) });
const edgeView = new vis.DataView(edgeData, { filter: (e) => shownEdges.has(e.id) });

const css = (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim();
const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
// A colour paler towards the paper; not see-through, or lines would show inside a box.
const mixed = (hex, paper, share) => {
  const part = (i) => Math.round(parseInt(hex.slice(i, i + 2), 16) * share + parseInt(paper.slice(i, i + 2), 16) * (1 - share));
  return `#${[1, 3, 5].map((i) => part(i).toString(16).padStart(2, "0")).join("")}`;
};

const OPTIONS = {
  ...DATA.options,
  autoResize: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, dragNodes: false, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e9 },
  nodes: { borderWidth: 1, borderWidthSelected: 1, labelHighlightBold: false, chosen: false, scaling: { label: { drawThreshold: 5 } } },
  edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: true, labelHighlightBold: false, scaling: { label: { drawThreshold: 8 } } },
};

const styledNode = (node, strength, inks) => {
  const [x, y, font, isAbove, label = name(node.id)] = node.places[plan];
  const size = plan === "tall" ? 9 : 7;
  const kind = entities.get(node.id).type;
  const isBox = kind === "Organization";
  const fill = isBox ? inks.company : kind === "Product" ? inks.product : inks.person;
  const halo = isBox ? {} : { strokeWidth: 4, strokeColor: inks.paper };
  // vis-network starts a name at size + font / 2 + 4 below the centre; here it starts, or ends, 3 off the dot
  const vadjust = isBox ? 0 : isAbove ? -(2 * size + 1.5 * font + 7) : -(0.5 * font + 1);
  const pale = (hex, share) => mixed(hex, inks.paper, share);
  return {
    id: node.id, x, y, label, size: isBox ? undefined : size,
    margin: { top: 7, bottom: 7, left: 10, right: 10 },
    shapeProperties: { borderRadius: 5 },
    color: { background: pale(fill, strength), border: pale(isBox ? inks.company : inks.paper, strength) },
    borderWidth: isBox ? 1 : 1.5,
    font: { face: FACE, size: font, color: isBox ? inks.onCompany : pale(inks.ink, Math.min(strength + 0.12, 1)), vadjust, ...halo },
  };
};

const DASHES = { reversed: [1.5, 4], unconfirmed: [3, 8], refuted: [3, 8] };
const styledEdge = (edge, strength, inks) => {
  const fact = facts.get(edge.id);
  const relation = relations.get(fact.r);
  const [bend, isDated] = edge.places[plan];
  const stroke = colour(fact.r);
  const pale = mixed(stroke, inks.paper, strength);
  const isChosen = state.sel === `f:${fact.id}`;
  const words = fact.d && (isChosen || isDated) ? shortDate(fact.d) : "";
  return {
    id: edge.id,
    smooth: { enabled: true, type: bend > 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(bend) },
    width: relation.width * (isChosen ? 1.8 : 1),
    dashes: DASHES[fact.st] || (relation.dashes.length ? relation.dashes : false),
    color: { color: pale, highlight: pale, hover: pale, inherit: false },
    label: words || " ", // vis-network goes on drawing the label before an empty one
    font: { face: FACE, size: { tall: 15, mid: 14 }[plan] || 11, color: isChosen ? stroke : pale, strokeWidth: 4, strokeColor: inks.paper, background: words ? inks.paper : "none", align: "horizontal", vadjust: 0 },
  };
};

// What the selection is about stands out; the rest steps back.
const strengths = () => {
  const fact = selectedFact();
  const entity = selectedEntity();
  const touches = (f) => (fact ? f === fact : entity ? f.s === entity.id || f.o === entity.id : true);
  const near = new Set(entity ? [entity.id] : []);
  for (const f of visible) if ((fact || entity) && touches(f)) near.add(f.s).add(f.o);
  const active = near.size > 0;
  return { edge: (f) => (touches(f) || !active ? 1 : 0.16), node: (id) => (!active || near.has(id) ? 1 : 0.28) };
};

const whatIsShown = () => {
  shownNodes.clear();
  shownEdges.clear();
  for (const fact of visible) if (drawnNow().has(fact.id)) shownEdges.add(fact.id);
  for (const id of shownEdges) shownNodes.add(facts.get(id).s).add(facts.get(id).o);
  // companies stay as ghosts while the dates move, so that the eye keeps its bearings
  const ghosts = new Set();
  for (const fact of passing("time")) {
    if (!drawnNow().has(fact.id)) continue;
    for (const id of [fact.s, fact.o]) if (entities.get(id).type === "Organization" && !shownNodes.has(id)) ghosts.add(id);
  }
  for (const id of ghosts) shownNodes.add(id);
  return ghosts;
};

const drawMap = () => {
  const ghosts = whatIsShown();
  const strength = strengths();
  const inks = { paper: css("--paper"), ink: css("--ink"), company: css("--company"), onCompany: css("--on-company"), person: css("--person"), product: css("--product") };
  nodeData.update(DATA.nodes.filter((n) => n.places[plan]).map((n) => styledNode(n, ghosts.has(n.id) ? 0.22 : strength.node(n.id), inks)));
  edgeData.update(DATA.edges.filter((e) => e.places[plan]).map((e) => styledEdge(e, strength.edge(facts.get(e.id)), inks)));
  nodeView.refresh();
  edgeView.refresh();
};

// A neighbourhood, or what is selected on a map too large to read at once, is looked at from near.
const closeUp = () => {
  const ids = new Set();
  const entity = state.ego || (plan !== mainPlan() && selectedEntity()?.id);
  const fact = plan !== mainPlan() && !state.ego && selectedFact();
  for (const f of visible) if (drawnNow().has(f.id) && (f === fact || (entity && (f.s === entity || f.o === entity)))) ids.add(f.s).add(f.o);
  return DATA.nodes.filter((n) => ids.has(n.id) && n.places[plan]);
};

// The camera frames the whole layout, not what a date leaves of it, or the map would jump with the slider.
const frame = () => {
  let [left, top, right, bottom] = DATA.boxes[plan];
  const only = closeUp();
  if (only.length) [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of only.length ? only : DATA.nodes) {
    const extra = only.length || (node.places[plan] && !node.main && about.get(node.id).some((f) => drawnNow().has(f.id) && state.rel.has(f.r) && state.status.has(f.st)));
    if (!extra) continue;
    const [x, y] = node.places[plan];
    [left, top, right, bottom] = [Math.min(left, x - 90), Math.min(top, y - 40), Math.max(right, x + 90), Math.max(bottom, y + 40)];
  }
  return { left, top, right, bottom };
};

const READABLE = 0.85; // a large map opens where names can be read, in its middle; the button shows all of it
const fit = (least = plan === mainPlan() || closeUp().length ? 0 : READABLE) => {
  const box = frame();
  const [wide, tall] = [$("map").clientWidth, $("map").clientHeight];
  const air = wide < 600 ? 8 : 16;
  const below = $("key-line").offsetHeight;
  const scale = clamp(Math.min((wide - 2 * air) / Math.max(box.right - box.left, 1), (tall - 2 * air - below) / Math.max(box.bottom - box.top, 1)), Math.max(least, 0.05), plan === "tall" ? 0.85 : 1.3);
  moved = false;
  const all = scale * (box.right - box.left) <= wide;
  const [x, y] = all ? [(box.left + box.right) / 2, (box.top + box.bottom) / 2] : [0, 0]; // the busiest is at 0, 0
  map.moveTo({ position: { x, y: y + below / 2 / scale }, scale, animation: false });
};

const wanted = () => (state.map === "all" ? ALL : mainPlan());
const resized = () => {
  if (!map || $("view-people").hidden || !$("map").clientWidth) return;
  if (plan !== wanted()) {
    plan = wanted();
    moved = false;
    drawMap();
  }
  map.setSize(`${$("map").clientWidth}px`, `${$("map").clientHeight}px`);
  map.redraw();
  if (!moved) fit();
};

const tip = (text, at) => {
  $("tip").hidden = !text;
  $("tip").textContent = text || "";
  if (!text) return;
  $("tip").style.left = `${clamp(at.x + 12, 4, Math.max($("map").clientWidth - $("tip").offsetWidth - 6, 4))}px`;
  $("tip").style.top = `${clamp(at.y + 14, 4, Math.max($("map").clientHeight - $("tip").offsetHeight - 6, 4))}px`;
};

const hovered = ({ pointer }) => {
  const [kind, id] = pick(map, pointer.canvas) || [];
  if (kind === "f") tip(`${sentence(facts.get(id))} · ${dateCell(facts.get(id))}`, pointer.DOM);
  else if (kind) tip(`${name(id)} · ${t(entities.get(id).type.toLowerCase())}`, pointer.DOM);
};

const listen = () => {
  map.on("click", ({ pointer }) => {
    const found = pick(map, pointer.canvas);
    if (found) select(...found);
    else if (state.sel) select("", "");
  });
  map.on("hoverEdge", hovered);
  map.on("hoverNode", hovered);
  for (const event of ["blurEdge", "blurNode", "zoom", "dragStart"]) map.on(event, () => tip(""));
  for (const event of ["zoom", "dragEnd"]) map.on(event, () => { moved = true; });
  const zoom = (by) => { moved = true; map.moveTo({ scale: map.getScale() * by, animation: false }); };
  $("zoom-in").addEventListener("click", () => zoom(1.3));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  $("zoom-fit").addEventListener("click", () => fit(0));
  $("map").addEventListener("keydown", ({ key }) => ({ "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(0) })[key]?.());
  new ResizeObserver(resized).observe($("map"));
};

const keyLine = () => {
  const kinds = ["person", "organization", "product"].filter((kind) => DATA.nodes.some((n) => entities.get(n.id).type.toLowerCase() === kind));
  $("key").replaceChildren(...kinds.map((kind) => el("span", { class: `mark ${kind}` }, t(kind))), el("span", { class: "arrows" }, t("key")));
};

views.set("people", {
  show() {
    $("view-people").hidden = false;
    plan = wanted();
    keyLine();
    drawMap();
    if (!map) {
      // built only now that its box has its final size: vis-network would rescale its camera otherwise
      map = new vis.Network($("map"), { nodes: nodeView, edges: edgeView }, OPTIONS);
      listen();
    }
    resized();
  },
  hide() {
    $("view-people").hidden = true;
  },
});

parts.push((now, before) => {
  if (now.view !== "people" || !map) return;
  plan = wanted();
  keyLine();
  drawMap();
  const framed = (s) => [plan, s.map, s.ego, [...s.rel].sort(), [...s.status].sort(), plan !== mainPlan() && s.sel].join();
  if (framed(now) !== framed(before) && (!moved || now.map !== before.map || now.sel !== before.sel || now.ego !== before.ego)) fit();
});
// The map's own plan is settled before the legend counts what it draws.
parts.unshift(() => {
  if ($("map").clientWidth || !map) plan = wanted();
});
