// Words: interface strings, dates and sentences in the language of the moment.
let lang = DATA.lang;

const t = (key, values) => {
  const words = DATA.strings[lang][key];
  return typeof words === "string" ? words.replace(/\{(\w+)\}/g, (all, part) => String(values?.[part] ?? all)) : words;
};

const isoDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

// "17 November 2023", "November 2023", "2023"
const longDate = (iso) => {
  const [year, month, day] = iso.split("-");
  const words = month ? `${t("months")[Number(month) - 1]} ${year}` : year;
  return day ? `${day === "01" && lang === "fr" ? "1er" : Number(day)} ${words}` : words;
};

// "17 Nov 23", "Nov 23", "2023": for the map
const shortDate = (iso) => {
  const [year, month, day] = iso.split("-");
  const words = month ? `${t("months_short")[Number(month) - 1]} ${year.slice(2)}` : year;
  return day ? `${Number(day)} ${words}` : words;
};

const preciseDate = (iso) => t(`precision_${{ 4: "year", 7: "month", 10: "day" }[iso.length]}`, { date: longDate(iso) });

const verb = (fact) => DATA.phrases[lang][fact.p];
const sentence = (fact) => `${name(fact.s)} ${verb(fact)} ${name(fact.o)}`;

// As the table and the list have it: ISO at its precision.
const dateCell = (fact) => {
  if (fact.d) return fact.until ? `${fact.d} – ${fact.until}` : fact.d;
  if (fact.until) return t("until", { date: fact.until });
  return fact.rep ? t("reported_short", { date: fact.a }) : "–";
};

const whenWords = (fact) => {
  const since = fact.d && fact.state ? t("since", { date: preciseDate(fact.d) }) : null;
  const until = fact.until && t("until", { date: preciseDate(fact.until) });
  if (since && until) return t("from_until", { since: preciseDate(fact.d), until: preciseDate(fact.until) });
  const known = since || until || (fact.d && preciseDate(fact.d));
  if (known) return fact.ended && !fact.until ? `${known}, ${t("over")}` : known;
  return fact.rep ? t("reported", { date: longDate(fact.a) }) : t("no_date");
};

const money = (amount) => {
  const value = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 }).format(amount.v);
  return lang === "fr" ? `${value} ${amount.c}` : `${amount.c} ${value}`;
};

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Words written by the server, said again in another language.
const translatePage = () => {
  if ($("table")) $("table").lang = DATA.lang; // quotes say their own language where it is not the page's first one
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
  const title = DATA.title || (DATA.years ? t("title_years", { title: t("title"), years: DATA.years }) : t("title"));
  const count = (type) => DATA.entities.filter((e) => e.type === type).length;
  $("title").textContent = document.title = title;
  $("summary").textContent = t("summary", { facts: FACTS.length, people: count("Person"), organisations: count("Organization") });
  if ($("summary").dataset.size) $("summary").append(` · ${$("summary").dataset.size}`);
};
