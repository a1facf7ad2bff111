"use strict";
(() => {
  const form = document.getElementById("filters");
  const all = (selector) => [...document.querySelectorAll(selector)];
  for (const mark of all("[data-go]")) {
    mark.addEventListener("click", () => { location.hash = mark.dataset.go; });
  }
  if (!form) return;
  form.hidden = false;
  const apply = () => {
    const concern = form.querySelector("select").value;
    const polarities = new Set(all("#filters input:checked").map((box) => box.value));
    let shown = 0;
    for (const point of all(".point")) {
      const on = (!concern || point.dataset.concern === concern) && polarities.has(point.dataset.polarity);
      point.hidden = !on;
      shown += on ? 1 : 0;
    }
    for (const section of all(".points")) section.hidden = !polarities.has(section.dataset.polarity);
    for (const clause of all("[data-concerns]")) {
      clause.classList.toggle("found", Boolean(concern) && clause.dataset.concerns.split(" ").includes(concern));
    }
    for (const strip of all(".strip[data-concern]")) strip.hidden = Boolean(concern) && strip.dataset.concern !== concern;
    document.getElementById("f-count").textContent = String(shown);
  };
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
})();
