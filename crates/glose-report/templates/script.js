"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  const apply = () => {
    const concern = form.querySelector("select").value;
    const polarities = new Set(all("#filters input:checked").map((box) => box.value));
    let shown = 0;
    for (const point of all("#points .point")) {
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
  if (form) {
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    // A link to a point that a filter hides shows it again.
    addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (target?.closest("[hidden]")) {
        form.reset();
        setTimeout(() => target.scrollIntoView());
      }
    });
  }
  const links = new Map(all(".side a").map((link) => [link.hash.slice(1), link]));
  const heads = all("h2[id]").filter((head) => links.has(head.id));
  const follow = () => {
    const now = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3).pop();
    for (const [id, link] of links) {
      if (id === now?.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", follow, { passive: true });
  follow();
})();
