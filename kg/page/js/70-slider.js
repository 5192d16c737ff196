// The histogram of events is the slider: two thumbs, and steps from event to event.
const HEIGHT = 34;
const time = (day) => Date.parse(`${day}T00:00:00Z`) || 0;
const isoDay = (ms) => new Date(ms).toISOString().slice(0, 10);
const lastDay = DAYS[DAYS.length - 1] || "2000-01-01";

// A few events of long ago would squeeze all the others to the right: they share the first bit of the axis.
const axisStart = (() => {
  const first = DAYS[0] || lastDay;
  const early = DAYS[Math.floor(DAYS.length * 0.08)] || first;
  const span = time(lastDay) - time(first);
  const start = time(early) - time(first) > span * 0.35 ? time(early) : time(first);
  return start - Math.max((time(lastDay) - start) * 0.02, 864e5);
})();
const EARLY = DAYS.length && time(DAYS[0]) < axisStart ? 40 : 0;
const place = (day) => {
  const ms = time(day);
  const share = (ms - axisStart) / Math.max(time(lastDay) - axisStart, 1);
  return ms < axisStart ? EARLY / 2 : EARLY + clamp(share, 0, 1) * (1000 - EARLY);
};
const dayAt = (value) => isoDay(axisStart + ((value - EARLY) / (1000 - EARLY)) * (time(lastDay) - axisStart));

// Days to step through: those of the events that the other filters leave.
const stepDays = () => [...new Set(passing("time").map((f) => f.day).filter((day) => day && (!state.from || day >= state.from)))].sort();
const stepped = (direction) => {
  const days = stepDays();
  const now = state.to || OPEN_END;
  const next = direction > 0 ? days.find((day) => day > now) : days.filter((day) => day < now && (state.to || day < days[days.length - 1])).pop();
  return next;
};
const step = (direction) => {
  const day = stepped(direction);
  if (day) set({ to: day }, true);
  else if (direction > 0) set({ to: "" }, true);
  return Boolean(day);
};

let playing = 0;
const stop = () => {
  clearInterval(playing);
  playing = 0;
};
const tick = () => {
  if (!step(1)) stop();
  drawPlay();
};
const play = () => {
  if (playing) stop();
  else {
    const days = stepDays();
    if (!state.to || state.to >= (days[days.length - 1] || "")) set({ to: days[0] || "" }, true);
    playing = setInterval(tick, 1100);
  }
  drawPlay();
};
const drawPlay = () => $("play").replaceChildren(el("span", { "aria-hidden": "true" }, playing ? "❚❚" : "▶"), ` ${t(playing ? "pause" : "play")}`);

const bars = () => {
  const width = $("axis").clientWidth || 600;
  const bins = new Map();
  for (const fact of passing("time")) {
    if (!fact.day) continue;
    const bin = Math.round((place(fact.day) / 1000) * ((width - 18) / 5));
    if (!bins.has(bin)) bins.set(bin, []);
    bins.get(bin).push(fact);
  }
  const tallest = Math.max(1, ...[...bins.values()].map((list) => list.length));
  const unit = Math.min(4, HEIGHT / tallest);
  const node = $("bars");
  node.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  node.setAttribute("width", width);
  node.setAttribute("height", HEIGHT);
  node.replaceChildren(...[...bins].flatMap(([bin, list]) => column(9 + bin * 5 - 2, list, unit)));
};
const column = (x, list, unit) => {
  let top = HEIGHT;
  return [...countBy(list, "r")].flatMap(([relation, count]) => {
    const pieces = unit >= 3 ? count : 1; // single squares while they can be told apart
    return Array.from({ length: pieces }, () => {
      const height = (count / pieces) * unit;
      top -= height;
      return svg("rect", { x, y: top, width: 4, height: Math.max(height - (unit >= 3 ? 1 : 0), 0.5), fill: colour(relation) });
    });
  });
};

const years = () => {
  const first = new Date(axisStart).getUTCFullYear() + 1;
  const last = Number(lastDay.slice(0, 4));
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max($("axis").clientWidth / 70, 1)));
  const list = [];
  const free = EARLY ? EARLY + 50000 / Math.max($("axis").clientWidth, 1) : 0; // after the word for what came before
  for (let year = first; year <= last; year += every) if (place(`${year}-01-01`) >= free) list.push([place(`${year}-01-01`), String(year)]);
  if (EARLY) list.unshift([EARLY / 2, t("earlier")]);
  $("years").replaceChildren(...list.map(([at, text]) => {
    const node = el("span", { class: at < EARLY ? "first" : at > 1000 - 20000 / Math.max($("axis").clientWidth, 1) && "last" }, text);
    if (at >= EARLY && node.className !== "last") node.style.left = `${at / 10}%`;
    return node;
  }));
};

const moment = () => {
  const here = state.to ? visible.filter((f) => f.day === state.to) : [];
  const words = state.from && state.to ? t("between", { from: longDate(state.from), to: longDate(state.to) })
    : state.from ? t("from_date", { date: longDate(state.from) })
    : state.to ? t("to_date", { date: longDate(state.to) }) : t("all_dates");
  const said = here.length > 1 ? t("and_more", { text: sentence(here[0]), n: here.length - 1 }) : here.length ? sentence(here[0]) : "";
  return [el("strong", {}, words), said && el("span", {}, said)];
};

const drawThumbs = () => {
  const low = state.from ? place(state.from) : 0;
  const high = state.to ? place(state.to) : 1000;
  $("from").value = low;
  $("to").value = high;
  $("from").setAttribute("aria-valuetext", state.from ? longDate(state.from) : t("beginning"));
  $("to").setAttribute("aria-valuetext", state.to ? longDate(state.to) : t("end"));
  $("range").style.left = `${low / 10}%`;
  $("range").style.width = `${Math.max(high - low, 0) / 10}%`;
  $("from").style.zIndex = low > 900 ? 3 : 2; // both at the right end: the left one can still be taken
};

const slide = (id) => {
  const value = Number($(id).value);
  if (id === "to") set({ to: value >= 999.5 ? "" : [dayAt(Math.max(value, EARLY)), state.from].sort().pop() }, true);
  else set({ from: value <= 0.5 ? "" : [dayAt(Math.max(value, EARLY)), state.to || lastDay].sort()[0] }, true);
};
const nudge = (id) => (event) => {
  const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (!direction) return;
  event.preventDefault();
  if (id === "to") return void step(direction);
  const days = [...new Set(FACTS.map((f) => f.day).filter(Boolean))].sort();
  const next = direction > 0 ? days.find((day) => day > (state.from || "")) : days.filter((day) => day < state.from).pop();
  set({ from: next && (!state.to || next <= state.to) ? next : direction > 0 ? state.from : "" }, true);
};

for (const id of ["from", "to"]) {
  $(id).addEventListener("input", () => slide(id));
  $(id).addEventListener("keydown", nudge(id));
}
$("previous").addEventListener("click", () => { stop(); step(-1); });
$("next").addEventListener("click", () => { stop(); step(1); });
$("play").addEventListener("click", play);
new ResizeObserver(() => { bars(); years(); }).observe($("axis"));
parts.push(() => {
  bars();
  years();
  drawThumbs();
  drawPlay();
  $("moment").replaceChildren(...moment().filter(Boolean));
  $("time").hidden = !DAYS.length;
});
