// A short tour on request. Its words stand in a bar of their own above the picture, which makes room for them.
const told = FACTS.filter((f) => f.r === "joined" && f.st === "reversed")[0] || FACTS.filter(isMove).slice(-1)[0] || FACTS[FACTS.length - 1];
const STOPS = [
  { words: "tour_people", change: () => ({ view: "people" }), mark: "stage" },
  { words: "tour_line", change: () => ({ view: "people", sel: `f:${told.id}` }), mark: "panel", values: () => ({ what: sentence(told) }) },
  { words: "tour_filters", change: () => ({ view: "people" }), mark: "relations" },
  { words: "tour_dates", change: () => ({ view: "people", to: told.day }), mark: "time" },
  { words: "tour_companies", change: () => ({ view: "companies" }), mark: "stage" },
  { words: "tour_timeline", change: () => ({ view: "timeline" }), mark: "stage" },
  { words: "tour_take", change: () => ({ view: "table" }), mark: "export" },
];
let stopAt = -1;
let beforeTour = null;

const markStop = (id) => {
  document.querySelector(".pointed")?.classList.remove("pointed");
  document.body.dataset.stop = id;
  if (!id) return;
  $(id).classList.add("pointed");
  // on a phone what is spoken of may be above or below; the panel is longer than the screen
  $("guide").scrollIntoView({ block: id === "panel" ? "center" : "nearest" });
  if (id !== "panel") $(id).scrollIntoView({ block: "nearest" });
};
const drawGuide = () => {
  $("guide").hidden = stopAt < 0;
  document.body.classList.toggle("touring", stopAt >= 0);
  if (stopAt < 0) return;
  const { words, values } = STOPS[stopAt];
  const last = stopAt === STOPS.length - 1;
  $("guide").replaceChildren(
    el("p", {}, el("strong", {}, t("tour_step", { n: stopAt + 1, total: STOPS.length })), " ", t(words, values?.())),
    el("span", { class: "choices" },
      stopAt > 0 && button({ class: "quiet" }, () => goTo(stopAt - 1), t("tour_back")),
      button({ class: "quiet next" }, () => (last ? endTour() : goTo(stopAt + 1)), t(last ? "tour_done" : "tour_next")),
      !last && button({ class: "quiet" }, () => endTour(), t("tour_end"))));
};
const goTo = (stop) => {
  stopAt = stop;
  drawGuide();
  set({ ...defaults(), lang: state.lang, theme: state.theme, ...STOPS[stop].change() }, true);
  markStop(STOPS[stop].mark);
  $("guide").querySelector(".next").focus();
};
const endTour = () => {
  if (stopAt < 0) return false;
  stopAt = -1;
  markStop("");
  drawGuide();
  set({ ...beforeTour, lang: state.lang, theme: state.theme }, true);
  $("tour").focus();
  return true;
};
$("tour").hidden = !told;
$("tour").addEventListener("click", () => {
  if (stopAt < 0) beforeTour = state;
  goTo(0);
});
parts.push((now, before) => now.lang !== before.lang && drawGuide());
