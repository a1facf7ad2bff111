// Opens reports in a headless Chromium and holds them to what the project promises of every page:
// no rule of WCAG 2.2 AA broken (axe-core), nothing fetched, no width but the screen's, links that
// lead somewhere, both ways between points and text, all of it without scripts, filters and keyboard
// with them. Prints each page on A4 as well.
//
//     node check.mjs FOLDER PAGE.html… [print:PAGE.html…]
//
// Prints go to FOLDER, faults to standard output with status 1; a page after `print:` is printed only.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

import { Chrome } from "./chrome.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 390, scheme: "light" },
  { width: 320, scheme: "dark" },
  { width: 794, media: "print" },
];

const [folder, ...files] = process.argv.slice(2);
if (files.length === 0) throw new Error("usage: node check.mjs FOLDER PAGE.html…");
const faults = [];
let checks = 0;
const hold = (right, ...words) => {
  checks += 1;
  if (!right) faults.push(words.join(" "));
};

/** What the page says of itself, whatever its look and without scripts. */
function links() {
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  const anchors = [...document.querySelectorAll("a[href^='#']")];
  const lost = anchors.map((a) => a.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id));
  const points = [...document.querySelectorAll("#points .point")];
  const oneWay = [];
  for (const point of points) {
    for (const link of point.querySelectorAll(".quotes figcaption a, .exceptions figcaption a")) {
      const clause = document.getElementById(link.hash.slice(1));
      if (!clause?.closest(".gloss") || !clause.querySelector(`a[href="#${point.id}"]`)) oneWay.push(`${point.id} ${link.hash}`);
    }
  }
  const visible = (e) => e.checkVisibility();
  return {
    twice,
    lost,
    oneWay,
    points: points.length,
    shown: points.filter(visible).length,
    marked: points.filter((p) => p.querySelector("mark") || p.querySelector(".searched")).length,
    signed: points.filter((p) => p.querySelector(".kind svg") && p.querySelector(".kind").textContent.trim()).length,
    filters: [...document.querySelectorAll(".filters")].filter(visible).length,
    refers: document.querySelectorAll("link[href], script[src], img:not([src^='data:']), iframe, object").length,
  };
}

async function axeOn(page, name) {
  for (const look of LOOKS) {
    const seen = `${name} (${look.width}, ${look.media ?? look.scheme})`;
    await page.look(look);
    await page.open(name.href);
    await page.value(`${axe}; 0`);
    const broken = await page.value(`axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] })
      .then((r) => r.violations.map((v) => v.id + ": " + v.help + " – " + v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 2).join(" | ")))`);
    hold(broken.length === 0, seen, ...broken);
    if (look.media !== "print") {
      const wide = await page.value("document.documentElement.scrollWidth");
      hold(wide <= look.width, seen, `is ${wide} pixels wide`);
    }
  }
  const grounds = [];
  for (const scheme of ["light", "dark"]) {
    await page.look({ scheme });
    grounds.push(await page.value("getComputedStyle(document.body).backgroundColor"));
  }
  hold(grounds[0] !== grounds[1], name, "looks the same in the dark");
}

async function withoutScripts(page, name) {
  await page.look({ scripts: false });
  await page.open(name.href);
  const said = await page.value(`(${links})()`);
  hold(said.twice.length === 0, name, "has an identifier twice:", said.twice);
  hold(said.lost.length === 0, name, "has links that lead nowhere:", said.lost.slice(0, 5));
  hold(said.oneWay.length === 0, name, "has quotes without a way back:", said.oneWay.slice(0, 5));
  hold(said.shown === said.points, name, "hides points without scripts");
  hold(said.filters === 0, name, "shows filters that do nothing");
  hold(said.marked === said.points, name, "has points without the words that made them");
  hold(said.signed === said.points, name, "tells a judgement by colour alone");
  hold(said.refers === 0, name, "refers to another file");
  return said.points;
}

async function keyboard(page, name) {
  await page.look({});
  await page.open(name.href);
  await page.key("Tab");
  const skip = await page.value(`({ to: document.activeElement.hash, left: document.activeElement.getBoundingClientRect().left })`);
  hold(skip.to === "#main" && skip.left >= 0, name, "begins with no visible way to its content:", JSON.stringify(skip));
  await page.key("Enter");
  hold(await page.value("document.activeElement.id") === "main", name, "does not move to its content");
  const reached = [];
  // From there on, as a reader who has read so far goes on.
  await page.value(`(() => { const read = document.querySelector(".filters")?.previousElementSibling; read?.setAttribute("tabindex", "-1"); read?.focus(); })()`);
  for (let i = 0; i < 20; i += 1) {
    await page.key("Tab");
    reached.push(await page.value(`document.activeElement.matches(".filters *") ? document.activeElement.tagName : ""`));
  }
  return reached;
}

async function filters(page, name, points) {
  const reached = await keyboard(page, name);
  if (!(await page.value(`Boolean(document.getElementById("filters"))`))) return;
  hold(reached.includes("SELECT") && reached.includes("BUTTON"), name, "has filters that the keyboard does not reach");
  const count = `Number(document.getElementById("f-count").textContent)`;
  const shown = `[...document.querySelectorAll("#points .point, .texts .line")].filter((p) => !p.closest("[hidden]")).length`;
  const all = await page.value(count);
  const choose = (value) => page.value(`(() => { const s = document.getElementById("f-concern"); s.value = ${JSON.stringify(value)}; s.dispatchEvent(new Event("change", { bubbles: true })); })()`);
  const concern = await page.value(`[...document.querySelectorAll("#f-concern option")].map((o) => o.value).find((v) => v && document.querySelector("#points [data-concern='" + v + "'], .texts [data-concerns~='" + v + "']"))`);
  await choose(concern);
  const few = await page.value(count);
  hold(few > 0 && few < all, name, `shows ${few} of ${all} for`, concern);
  hold(few === await page.value(shown), name, "counts other points than it shows");
  if (points > 0) {
    await page.value(`location.hash = [...document.querySelectorAll("#points .point")].find((p) => p.hidden).id`);
    await page.value("new Promise((done) => setTimeout(done, 100))");
    hold(await page.value(count) === all, name, "keeps what a link leads to hidden");
    const before = await page.value(shown);
    await page.value(`document.querySelector("#filters input").click()`);
    hold(await page.value(shown) < before, name, "does not filter by judgement");
  }
  await page.value(`document.querySelector("#filters button").click()`);
  await page.value("new Promise((done) => setTimeout(done, 100))");
  hold(await page.value(count) === all, name, "does not show everything again");
}

const chrome = new Chrome();
try {
  for (const given of files) {
    const file = given.replace(/^print:/, "");
    const page = await chrome.page();
    const name = { href: pathToFileURL(file).href, toString: () => basename(file) };
    if (file === given) {
      const points = await withoutScripts(page, name);
      await axeOn(page, name);
      await filters(page, name, points);
    }
    hold(page.errors.length === 0, name, "has a fault in its scripts:", page.errors);
    hold(page.requests.length === 0, name, "reaches out:", page.requests);
    await page.look({});
    await page.open(name.href);
    writeFileSync(join(folder, `${basename(file, ".html")}.pdf`), await page.print());
  }
} finally {
  await chrome.close();
}
console.log(faults.length === 0 ? `${checks} checks of ${files.length} pages hold` : faults.join("\n"));
process.exitCode = faults.length === 0 ? 0 : 1;
