// What a click or a finger is on. vis-network measures curves coarsely and in map units; here it is in screen pixels.
const REACH = matchMedia("(pointer: coarse)").matches ? 16 : 9;
const CURVE_STEPS = 48;

const labelBox = (node) => {
  const { left, top, width, height } = node.labelModule.size;
  const shift = Number(node.labelModule.fontOptions.vadjust) || 0;
  return { left, top: top + shift, right: left + width, bottom: top + shift + height };
};
const within = (box, at, air) => at.x >= box.left - air && at.x <= box.right + air && at.y >= box.top - air && at.y <= box.bottom + air;
const bodyBox = ({ shape }) => ({ left: shape.left, top: shape.top, right: shape.left + shape.width, bottom: shape.top + shape.height });

const nodes = (network) => network.body.nodeIndices.map((id) => network.body.nodes[id]);
const nodeNear = (network, at, air) => nodes(network).find((node) => within(bodyBox(node), at, air))?.id;
const nameNear = (network, at) => nodes(network).find((node) => within(labelBox(node), at, 0))?.id;

const gap = (edge, at) => {
  let nearest = Infinity;
  for (let i = 0; i <= CURVE_STEPS; i += 1) {
    const point = edge.edgeType.getPoint(i / CURVE_STEPS);
    nearest = Math.min(nearest, Math.hypot(point.x - at.x, point.y - at.y));
  }
  return nearest;
};

// Where lines cross, the one whose middle (where its date is) is nearer.
const edgeNear = (network, at, scale) => {
  const middle = (edge) => {
    const point = edge.edgeType.getPoint(0.5);
    return Math.hypot(point.x - at.x, point.y - at.y);
  };
  const near = network.body.edgeIndices
    .map((id) => network.body.edges[id])
    .map((edge) => ({ id: edge.id, gap: Math.round((gap(edge, at) * scale) / 5), middle: middle(edge) }))
    .filter((found) => found.gap * 5 <= REACH);
  return near.sort((a, b) => a.gap - b.gap || a.middle - b.middle)[0]?.id;
};

// The node ("e") or line ("f") at a point of the map, or nothing. A line over a name comes before the name.
const pick = (network, at) => {
  const scale = network.getScale();
  const node = nodeNear(network, at, REACH > 9 ? 8 / scale : 1);
  const edge = node === undefined ? edgeNear(network, at, scale) : undefined;
  if (edge !== undefined) return ["f", edge];
  const found = node ?? nameNear(network, at);
  return found === undefined ? null : ["e", found];
};
