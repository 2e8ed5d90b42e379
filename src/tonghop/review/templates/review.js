"use strict";
(() => {
  const card = document.getElementById("card");
  const panel = document.querySelector(".panel");
  const handle = document.querySelector(".handle");
  const figures = [...document.querySelectorAll("mark.figure")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let pinned = false;

  const dataOf = (figure) => document.getElementById("so-" + figure.id);

  function openSheet(open, brief = false) {
    panel.classList.toggle("open", open);
    panel.classList.toggle("brief", open && brief);
    handle.setAttribute("aria-expanded", String(open));
  }

  function showCard(figure) {
    const data = dataOf(figure);
    if (!data) return;
    card.replaceChildren(...[...data.children].map((part) => part.cloneNode(true)));
    card.hidden = false;
    const box = figure.getClientRects()[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 12);
    const below = box.bottom + 8 + card.offsetHeight < innerHeight || box.top < card.offsetHeight + 8;
    card.style.left = Math.max(12, left) + scrollX + "px";
    card.style.top = (below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + scrollY + "px";
    figure.setAttribute("aria-describedby", "card");
  }

  function hideCard() {
    card.hidden = true;
    pinned = false;
    for (const figure of document.querySelectorAll("mark[aria-describedby]")) figure.removeAttribute("aria-describedby");
  }

  function enter(figure) {
    for (const other of figures) other.tabIndex = other === figure ? 0 : -1;
    figure.focus({ preventScroll: true });
    figure.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  function light(ids) {
    for (const figure of figures) figure.classList.toggle("lit", ids.includes(figure.id));
  }

  function choose(trace) {
    const ids = trace ? trace.dataset.figures.split(" ") : [];
    light(ids);
    for (const finding of document.querySelectorAll(".finding")) {
      const chosen = finding === trace;
      finding.classList.toggle("chosen", chosen);
      finding.querySelector(".show").setAttribute("aria-pressed", String(chosen));
    }
    return ids;
  }

  function visit(figure) {
    if (panel.classList.contains("open")) openSheet(true, true);
    enter(figure);
  }

  function follow(link) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return false;
    const trace = link.closest(".trace");
    if (target.matches("mark.figure")) {
      if (trace) choose(trace);
      else light([target.id]);
      visit(target);
    } else if (target.matches(".finding")) {
      choose(target);
      openSheet(true, true);
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    } else return false;
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const figure = event.target.closest("mark.figure");
    const show = event.target.closest(".show");
    if (link) {
      if (link.matches(".skip")) openSheet(true);
      if (follow(link)) {
        event.preventDefault();
        if (card.contains(link)) hideCard();
      }
    } else if (show) {
      const trace = show.closest(".trace");
      const ids = choose(show.getAttribute("aria-pressed") === "true" ? null : trace);
      const first = document.getElementById(ids[0]);
      if (first) {
        if (panel.classList.contains("open")) openSheet(true, true);
        first.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
      }
    } else if (figure) {
      enter(figure);
      showCard(figure);
      pinned = true;
    } else if (!event.target.closest(".card")) hideCard();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (card.hidden) choose(null);
      hideCard();
    }
    const index = figures.indexOf(document.activeElement);
    if (index < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && figures[index + step]) {
      event.preventDefault();
      enter(figures[index + step]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const ref = figures[index].nextElementSibling;
      if (ref && ref.matches(".ref")) ref.click();
    }
  });

  for (const figure of figures) {
    figure.tabIndex = -1;
    figure.setAttribute("role", "button");
    figure.addEventListener("mouseenter", () => { if (!pinned) showCard(figure); });
    figure.addEventListener("mouseleave", () => setTimeout(() => { if (!pinned && !card.matches(":hover")) hideCard(); }, 250));
    figure.addEventListener("focus", () => showCard(figure));
    figure.addEventListener("blur", () => { if (!card.matches(":hover")) hideCard(); });
  }
  card.addEventListener("mouseleave", () => { if (!pinned) hideCard(); });
  if (figures.length) figures[0].tabIndex = 0;
  for (const button of document.querySelectorAll(".show, .handle")) button.hidden = false;
  handle.addEventListener("click", () => openSheet(!panel.classList.contains("open") || panel.classList.contains("brief")));
  document.documentElement.classList.add("js");
})();
