// Moves: who went from one company to another, put together from departures and arrivals; and plain ties of companies.
const ARRIVALS = new Set(["joined", "founded"]);
const FAR = 731 * 864e5; // a departure longer ago than this is another story
const EARLY_WORD = 92 * 864e5; // arrivals are announced before the departure
const isCompany = (id) => entities.get(id).type === "Organization";
const isPerson = (id) => entities.get(id).type === "Person";
const isMove = (fact) => (ARRIVALS.has(fact.r) || fact.r === "left") && isPerson(fact.s) && isCompany(fact.o);

// The departure that an arrival follows: of the same person from another company, the nearest in time.
const departureFor = (arrival, departures) => {
  const gaps = departures.filter((d) => d.o !== arrival.o).map((d) => [arrival.day && d.day ? time(arrival.day) - time(d.day) : 0, d]);
  const fits = gaps.filter(([gap]) => gap >= -EARLY_WORD && gap <= FAR);
  return fits.sort((a, b) => Math.abs(a[0]) - Math.abs(b[0]))[0]?.[1];
};

const movesAmong = (list) => {
  const people = new Map();
  for (const fact of list.filter(isMove)) {
    if (!people.has(fact.s)) people.set(fact.s, { in: [], out: [] });
    people.get(fact.s)[fact.r === "left" ? "out" : "in"].push(fact);
  }
  const found = { moves: [], arrivals: [], departures: [] };
  for (const { in: arrivals, out } of people.values()) {
    const left = new Set(out);
    for (const arrival of arrivals) {
      const departure = departureFor(arrival, [...left]);
      if (!departure) found.arrivals.push(arrival);
      else found.moves.push({ out: departure, in: arrival });
      // what was undone leaves the departure to the move that took place
      if (departure && arrival.st !== "reversed") left.delete(departure);
    }
    const used = new Set(found.moves.map((move) => move.out));
    found.departures.push(...out.filter((d) => !used.has(d)));
  }
  return found;
};

// Arcs between companies: moves of people, and the relations of companies, each with its facts.
const arcKey = (kind, from, to) => [kind, from, to].join("|");
const arcsAmong = (list) => {
  const arcs = new Map();
  const add = (kind, from, to, added) => {
    const key = arcKey(kind, from, to);
    if (!arcs.has(key)) arcs.set(key, { key, kind, from, to, facts: [], people: new Set() });
    arcs.get(key).facts.push(...added);
    return arcs.get(key);
  };
  const { moves } = movesAmong(list);
  for (const move of moves) {
    const kind = move.in.st === "reversed" ? "undone" : "moves";
    add(kind, move.out.o, move.in.o, [move.out, move.in]).people.add(move.in.s);
  }
  for (const fact of list) {
    if (!isCompany(fact.s) || !isCompany(fact.o) || fact.s === fact.o) continue;
    const ends = relations.get(fact.r).arrow === "none" ? [fact.s, fact.o].sort() : [fact.s, fact.o];
    add(fact.r, ...ends, [fact]);
  }
  return [...arcs.values()];
};
const arcSize = (arc) => arc.people.size || arc.facts.length;
const arcTitle = (arc) => {
  const ends = { from: name(arc.from), to: name(arc.to) };
  if (arc.kind === "moves") return t(arc.people.size > 1 ? "arc_moves" : "arc_move", { ...ends, n: arc.people.size, who: name([...arc.people][0]) });
  if (arc.kind === "undone") return t("arc_undone", { ...ends, who: [...arc.people].map(name).join(", ") });
  return sentence(arc.facts[0]) + (arc.facts.length > 1 ? ` (${arc.facts.length})` : "");
};
// Those that stand for more people or facts come first; then by name, so that the order is the same each time.
const arcOrder = (a, b) => arcSize(b) - arcSize(a) || (arcTitle(a) < arcTitle(b) ? -1 : 1);
// Of what is visible now; the drawing, the list and the selection all ask for them.
let arcsSeen = { of: null, arcs: [] };
const visibleArcs = () => {
  if (arcsSeen.of !== visible) arcsSeen = { of: visible, arcs: arcsAmong(visible) };
  return arcsSeen.arcs;
};
const selectedArc = () => (state.sel.startsWith("m:") ? visibleArcs().find((arc) => arc.key === state.sel.slice(2)) : undefined);

// Order in which what belongs together stands together: swaps as long as they shorten the sum of weighted distances.
const arranged = (items, weight, distance) => {
  const order = [...items];
  const cost = (i, item) => order.reduce((sum, other, j) => sum + (j === i ? 0 : weight(item, other) * distance(i, j, order.length)), 0);
  for (let round = 0, better = true; better && round < 20; round += 1) {
    better = false;
    for (let i = 0; i < order.length; i += 1) {
      for (let j = i + 1; j < order.length; j += 1) {
        const before = cost(i, order[i]) + cost(j, order[j]);
        [order[i], order[j]] = [order[j], order[i]];
        if (cost(i, order[i]) + cost(j, order[j]) < before - 1e-9) better = true;
        else [order[i], order[j]] = [order[j], order[i]];
      }
    }
  }
  return order;
};

// Of all facts, not of those that the filters leave: companies keep their places while the reader filters.
const EVERYTHING = FACTS.filter((fact) => !NEVER_FACTS.has(fact.st));
const ALL_ARCS = arcsAmong(EVERYTHING);
const pairWeights = new Map();
for (const arc of ALL_ARCS) {
  const pair = [arc.from, arc.to].sort().join("|");
  const counts = relations.get(arc.kind)?.on ?? true;
  pairWeights.set(pair, (pairWeights.get(pair) || 0) + (arc.people.size * 2 || (counts ? 1 : 0.25)));
}
const pairWeight = (a, b) => pairWeights.get([a, b].sort().join("|")) || 0;
// How much a company has to do with others, and a little for its own people.
const busyness = new Map();
const busier = (id, much) => busyness.set(id, (busyness.get(id) || 0) + much);
for (const [pair, weight] of pairWeights) for (const id of pair.split("|")) busier(id, weight);
for (const fact of EVERYTHING) if (isMove(fact)) busier(fact.o, 0.4);
const busiest = [...busyness.keys()].sort((a, b) => busyness.get(b) - busyness.get(a) || (name(a) < name(b) ? -1 : 1));
