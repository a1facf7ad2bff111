"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    for (let box = target && target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target) target.scrollIntoView();
  };
  for (const mark of all("[data-go]")) {
    mark.addEventListener("click", () => { location.hash = mark.dataset.go; });
  }
  addEventListener("hashchange", reveal);
  reveal();
  const form = document.getElementById("filters");
  if (!form) return;
  form.hidden = false;
  const pairs = all(".texts .pair");
  const count = (n) => { document.getElementById("f-count").textContent = String(n); };
  document.getElementById("f-all").textContent = String(pairs.length);
  count(pairs.length);
  const apply = () => {
    const concern = document.getElementById("f-concern").value;
    const effect = document.getElementById("f-effect").value;
    const has = (list, one) => !one || list.split(" ").includes(one);
    let shown = 0;
    for (const pair of pairs) {
      const on = has(pair.dataset.concerns, concern) && has(pair.dataset.effects, effect);
      pair.hidden = !on;
      shown += on ? 1 : 0;
    }
    for (const box of all("details.aside")) box.hidden = !box.querySelector(".pair:not([hidden])");
    count(shown);
  };
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
})();
