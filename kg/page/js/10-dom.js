// Elements are made here and nowhere else: text goes in as text, so nothing from an article can become markup.
const $ = (id) => document.getElementById(id);

const el = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") for (const [type, act] of Object.entries(value)) node.addEventListener(type, act);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  node.append(...children.flat().filter((child) => child != null && child !== false && child !== ""));
  return node;
};

const button = (attributes, act, ...children) => el("button", { type: "button", ...attributes, on: { click: act } }, ...children);

const svg = (tag, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
};

// A link only where the address is http or https with a host; the same text otherwise.
const link = (address, ...children) => {
  let known = null;
  try {
    known = new URL(address);
  } catch {
    known = null;
  }
  const safe = known && /^https?:$/.test(known.protocol) && known.host;
  return safe ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, ...children) : el("span", {}, ...children);
};

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
