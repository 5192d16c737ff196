// Search over every name, alias and sentence, whatever is filtered out.
let options = [];
let active = -1;

const found = (text) => {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const has = (hay) => words.every((word) => hay.includes(word));
  const rank = (e) => (fold(e.label).startsWith(words[0]) ? 0 : 1);
  const people = DATA.entities.filter((e) => has(fold([e.label, ...(e.aliases || [])].join(" "))));
  people.sort((a, b) => rank(a) - rank(b) || about.get(b.id).length - about.get(a.id).length);
  const sentences = words.length > 1 ? FACTS.filter((f) => has(fold(sentence(f)))) : [];
  return [...people.slice(0, 8).map((e) => ["e", e.id]), ...sentences.slice(-5).reverse().map((f) => ["f", f.id])];
};

const closeSearch = () => {
  options = [];
  active = -1;
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
};

const choose = (index) => {
  const [kind, id] = options[index] || [];
  closeSearch();
  if (!id) return;
  $("search").value = "";
  select(kind, id);
  $("evidence").focus({ preventScroll: true });
};

const mark = (index) => {
  active = index;
  [...$("found").children].forEach((node, i) => node.setAttribute("aria-selected", String(i === index)));
  if (index >= 0) {
    $("search").setAttribute("aria-activedescendant", `found-${index}`);
    $(`found-${index}`).scrollIntoView({ block: "nearest" });
  }
};

const option = ([kind, id], index) => {
  const words = kind === "e" ? [name(id), el("span", { class: "kind" }, t(entities.get(id).type.toLowerCase()))] : [sentence(facts.get(id)), el("span", { class: "kind" }, dateCell(facts.get(id)))];
  return el("li", { role: "option", id: `found-${index}`, on: { mousedown: (event) => event.preventDefault(), click: () => choose(index) } }, ...words);
};

const openSearch = () => {
  options = found($("search").value);
  const nothing = $("search").value.trim() && !options.length;
  $("found").replaceChildren(...(nothing ? [el("li", { role: "option", "aria-disabled": "true", class: "none" }, t("no_match"))] : options.map(option)));
  $("found").hidden = !options.length && !nothing;
  $("search").setAttribute("aria-expanded", String(!$("found").hidden));
  mark(options.length ? 0 : -1);
};

$("search").addEventListener("input", openSearch);
$("search").addEventListener("blur", closeSearch);
$("search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    mark((active + step + options.length) % options.length);
  } else if (event.key === "Enter" && options.length) {
    event.preventDefault();
    choose(active);
  }
});
