// Tabs, theme, language, keys; then the state that the hash asks for.
const drawTabs = () =>
  $("tabs").replaceChildren(...[...views.keys()].map((view) =>
    button({ class: "tab", "data-view": view, "aria-current": state.view === view ? "page" : null }, () => {
      set({ view });
      $("tabs").querySelector(`[data-view="${view}"]`).focus();
    }, t(`view_${view}`))));

let shownView = "";
const showView = () => {
  if (shownView === state.view) return;
  for (const [view, parts] of views) if (view !== state.view) parts.hide();
  shownView = state.view;
  document.body.dataset.view = state.view;
  views.get(state.view).show();
};

// First of all parts: language and theme, which the others read.
parts.unshift((now, before) => {
  if (now.lang !== before.lang || !shownView) translatePage();
  document.documentElement.dataset.theme = now.theme || "auto";
  const other = now.lang === "fr" ? "en" : "fr";
  $("language").replaceChildren(el("span", { class: "long" }, t("switch_language")), el("span", { class: "short", "aria-hidden": "true" }, other.toUpperCase()));
  $("language").setAttribute("aria-label", t("switch_language"));
  $("language").lang = other;
  drawTabs();
});
parts.push(showView);

$("language").addEventListener("click", () => set({ lang: lang === "fr" ? "en" : "fr" }));
$("theme").addEventListener("click", () => set({ theme: isDark() ? "light" : "dark" }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(state));
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the hash is the state's
  $("evidence").focus();
});

document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName) && document.activeElement.type !== "checkbox" && document.activeElement.type !== "range";
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    $("search").focus();
  } else if (event.key === "Escape") {
    stop();
    if ($("share").open) return; // the dialog closes itself
    if (endTour()) return;
    if (!$("found").hidden) closeSearch();
    else if ($("search").value) $("search").value = "";
    else if (state.sel) set({ sel: "" });
    else if (state.ego || state.src) set({ ego: "", steps: 1, src: "" });
    drawPlay();
  }
});

const fromAddress = () => {
  const before = state;
  state = fromHash(location.hash);
  if (state.sel.startsWith("m:")) state.view = "companies";
  const [kind, id] = state.sel ? [state.sel[0], state.sel.slice(2)] : [];
  state.map = mapFor(kind, id);
  show(before);
};
addEventListener("popstate", fromAddress);
addEventListener("hashchange", () => {
  if (toHash(fromHash(location.hash)) !== toHash(state)) fromAddress();
});
fromAddress();
// For a console, a test or a page around this one.
window.techkg = { get state() { return state; }, get visible() { return visible.map((f) => f.id); }, get map() { return map; }, set };
