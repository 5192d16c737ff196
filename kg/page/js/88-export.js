// What is visible, as a file: the rows as CSV, the picture as SVG or PNG, the facts as Turtle, the question as SPARQL.
const download = (content, type, file) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = el("a", { href: address, download: file });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

// A cell that starts like a formula would be run by a spreadsheet.
const cell = (value) => `"${String(value ?? "").replace(/^([=+\-@\t\r])/, "'$1").replace(/"/g, '""')}"`;

const asCsv = () => {
  const head = ["date", "subject", "relation", "object", "status", "role", "quote", "source"];
  const line = (f) => {
    const claims = claimsOf(f);
    return [f.d || f.until || "", name(f.s), f.r, name(f.o), f.st, f.role, claims.map((c) => c.q).join(" | "), claims.map((c) => articleOf(c)?.url || titleOf(articleOf(c))).join(" | ")];
  };
  return [head, ...visible.map(line)].map((row) => row.map(cell).join(",")).join("\r\n");
};

// Canvas and SVG to PNG on the page's own paper.
const onPaper = (width, height, paint) => {
  const copy = el("canvas", { width, height });
  const context = copy.getContext("2d");
  context.fillStyle = css("--paper");
  context.fillRect(0, 0, width, height);
  paint(context);
  copy.toBlob((blob) => blob && download(blob, "image/png", `${state.view}.png`));
};

const svgText = (node) => {
  const copy = node.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const hit of copy.querySelectorAll(".hit")) hit.remove();
  copy.prepend(svg("rect", { width: "100%", height: "100%", fill: css("--paper") }));
  return new XMLSerializer().serializeToString(copy);
};

// The map as vis-network has it on its canvas, said again as shapes.
const mapSvg = () => {
  const [wide, tall] = [$("map").clientWidth, $("map").clientHeight];
  const drawing = svg("svg", { width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}` });
  const scale = map.getScale();
  const at = (point) => map.canvasToDOM(point);
  for (const id of map.body.edgeIndices) {
    const edge = map.body.edges[id];
    const points = Array.from({ length: 41 }, (_, i) => at(edge.edgeType.getPoint(i / 40)));
    const { color, width, dashes, label, arrows, font } = edge.options;
    const stroke = color.color;
    drawing.append(svg("polyline", { points: points.map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`).join(" "), fill: "none", stroke, "stroke-width": width * scale, "stroke-dasharray": (dashes || []).map((d) => d * scale).join(" ") }));
    const end = map.body.nodes[edge.toId].shape;
    const inside = (p) => { const q = map.DOMtoCanvas(p); return q.x > end.left - 1 && q.x < end.left + end.width + 1 && q.y > end.top - 1 && q.y < end.top + end.height + 1; };
    const stop = Math.max(points.findIndex(inside), 2);
    if (arrows.to.enabled) drawing.append(svg("path", { d: headPath([points[0].x, points[0].y, points[stop - 2].x, points[stop - 2].y, points[stop].x, points[stop].y], 9 * scale), fill: stroke }));
    if (label.trim()) drawing.append(written({ x: points[20].x, y: points[20].y + 4 * scale, "font-size": font.size * scale, "text-anchor": "middle", fill: stroke, stroke: css("--paper"), "stroke-width": 3, "paint-order": "stroke" }, label));
  }
  for (const id of map.body.nodeIndices) {
    const node = map.body.nodes[id];
    const { left, top, width, height } = node.shape;
    const corner = at({ x: left, y: top });
    const { color, font, label } = node.options;
    if (node.options.shape === "box") drawing.append(svg("rect", { x: corner.x, y: corner.y, width: width * scale, height: height * scale, rx: 5 * scale, fill: color.background }));
    else drawing.append(svg("circle", { cx: corner.x + (width * scale) / 2, cy: corner.y + (height * scale) / 2, r: node.options.size * scale, fill: color.background }));
    const box = labelBox(node);
    const middle = at({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
    const lines = label.split("\n");
    lines.forEach((words, i) => drawing.append(written({ x: middle.x, y: middle.y + ((i - (lines.length - 1) / 2) * 1.15 + 0.35) * font.size * scale, "font-size": font.size * scale, "text-anchor": "middle", fill: font.color }, words)));
  }
  return drawing;
};

const picture = () => (state.view === "people" ? mapSvg() : $("stage").querySelector(`#view-${state.view} .drawing svg`));
const asPng = () => {
  if (state.view === "people") {
    const drawing = $("map").querySelector("canvas");
    return onPaper(drawing.width, drawing.height, (context) => context.drawImage(drawing, 0, 0));
  }
  const drawing = picture();
  const [width, height] = [drawing.width.baseVal.value, drawing.height.baseVal.value];
  const image = new Image(width, height);
  image.addEventListener("load", () => onPaper(width * 2, height * 2, (context) => context.drawImage(image, 0, 0, width * 2, height * 2)));
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
  return undefined;
};
