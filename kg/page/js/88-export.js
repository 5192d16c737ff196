// What is visible, as a file: the rows as CSV, the map as PNG.
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

const asPng = () => {
  const drawing = $("map").querySelector("canvas");
  const copy = el("canvas", { width: drawing.width, height: drawing.height });
  const pen = copy.getContext("2d");
  pen.fillStyle = css("--paper");
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawing, 0, 0);
  copy.toBlob((blob) => blob && download(blob, "image/png", "map.png"));
};

$("csv").addEventListener("click", () => download(`\ufeff${asCsv()}`, "text/csv;charset=utf-8", "facts.csv"));
$("png").addEventListener("click", asPng);
parts.push((now) => {
  $("png").hidden = now.view !== "people";
});
