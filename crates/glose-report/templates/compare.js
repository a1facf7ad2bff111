"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  const lines = all(".texts .line");
  const apply = () => {
    const concern = document.getElementById("f-concern").value;
    const effect = document.getElementById("f-effect").value;
    const has = (list, one) => !one || list.split(" ").includes(one);
    let shown = 0;
    for (const line of lines) {
      const on = has(line.dataset.concerns, concern) && has(line.dataset.effects, effect);
      line.hidden = !on;
      shown += on ? 1 : 0;
    }
    for (const box of all(".texts .pair:not(.line), .texts .summary, details.aside")) box.hidden = !box.querySelector(".line:not([hidden])");
    document.getElementById("f-count").textContent = String(shown);
  };
  // What a link leads to is opened, and shown again where a filter hides it.
  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (form && target.closest("[hidden]")) form.reset();
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    setTimeout(() => target.scrollIntoView());
  };
  if (form) {
    form.hidden = false;
    document.getElementById("f-all").textContent = String(lines.length);
    form.addEventListener("change", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }
  addEventListener("hashchange", reveal);
  reveal();
})();
