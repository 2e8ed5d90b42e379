"use strict";
document.documentElement.classList.add("scripted");

document.addEventListener("change", (event) => {
  event.target.closest("[data-submits]")?.requestSubmit();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest(".menu");
  if (button) {
    const rooms = document.getElementById(button.getAttribute("aria-controls"));
    button.setAttribute("aria-expanded", String(rooms.classList.toggle("open")));
  }
  for (const open of document.querySelectorAll(".person details[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A form of figures: arrows and Enter move between its fields; a pasted column fills the fields below.
const fields = (input) => [...input.closest("table").querySelectorAll(".entry input")];

document.addEventListener("keydown", (event) => {
  if (!event.target.matches(".entry input")) return;
  const by = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const all = fields(event.target);
  const next = all[all.indexOf(event.target) + by];
  next?.focus();
  next?.select();
});

document.addEventListener("paste", (event) => {
  if (!event.target.matches(".entry input")) return;
  const lines = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "").split("\n");
  if (lines.length < 2) return;
  event.preventDefault();
  const all = fields(event.target);
  const from = all.indexOf(event.target);
  lines.forEach((line, index) => {
    const input = all[from + index];
    if (!input) return;
    input.value = line.split("\t")[0].trim();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
});
