// One dialog for everything that can be taken away.
const copied = async (text, node) => {
  try {
    await navigator.clipboard.writeText(text);
    node.textContent = t("copied");
  } catch {
    node.textContent = t("copy_refused"); // a page from a file may not be allowed to
  }
};

const saved = { csv: () => `\ufeff${asCsv()}`, ttl: asTurtle, rq: asSparql };
const TYPE = { csv: "text/csv;charset=utf-8", ttl: "text/turtle;charset=utf-8", rq: "application/sparql-query" };
const textRow = (kind) => {
  const word = el("span", { role: "status" });
  return el("li", {},
    el("span", { class: "what" }, t(`export_${kind}`)),
    button({ class: "quiet", "data-save": kind }, () => download(saved[kind](), TYPE[kind], `facts.${kind}`), t("save")),
    button({ class: "quiet", "data-copy": kind }, () => copied(saved[kind](), word), t("copy")), word);
};
const pictureRow = () => el("li", {},
  el("span", { class: "what" }, t("export_picture")),
  button({ class: "quiet", "data-save": "png" }, asPng, "PNG"),
  button({ class: "quiet", "data-save": "svg" }, () => download(svgText(picture()), "image/svg+xml", `${state.view}.svg`), "SVG"));
const linkRow = () => {
  const word = el("span", { role: "status" });
  return el("li", {}, el("span", { class: "what" }, t("export_link")), button({ class: "quiet", "data-copy": "link" }, () => copied(location.href, word), t("copy")), word);
};

$("export").addEventListener("click", () => {
  $("share").replaceChildren(
    el("h2", { id: "share-title" }, t("export_title", { n: visible.length })),
    el("ul", {}, state.view !== "table" && pictureRow(), ["csv", "ttl", "rq"].map(textRow), linkRow()),
    el("details", {}, el("summary", {}, t("export_see")), el("pre", { tabindex: 0, "aria-label": "SPARQL" }, asSparql())),
    button({ class: "quiet close" }, () => $("share").close(), t("close")));
  $("share").showModal();
});
