"use strict";
document.documentElement.classList.add("scripted");

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submits] details")) return;
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

// What is typed into a form stays in this browser, by account and form, until the office has it: a session that has
// ended, or a network that is gone, loses nothing.
const form = document.querySelector("[data-keep]");
const STORE = "tonghop/";

function keeping(form) {
  const name = STORE + form.dataset.keep;
  const notice = document.getElementById("chua-luu");
  const read = () => JSON.parse(localStorage.getItem(name) ?? "{}");
  const change = (key, value) => {
    const kept = { ...read(), [key]: value };
    if (value === undefined) delete kept[key];
    if (Object.keys(kept).length) localStorage.setItem(name, JSON.stringify(kept));
    else localStorage.removeItem(name);
  };
  const inputs = () => [...form.querySelectorAll("input[data-key]")];
  const mark = (input, unsaved) => {
    input.closest("td").classList.toggle("unsaved", unsaved);
    notice.hidden = !form.querySelector(".unsaved");
  };
  const save = () => {
    for (const input of form.querySelectorAll(".unsaved input[data-key]")) {
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const kept = read();
  for (const input of inputs()) {
    const value = kept[input.dataset.key];
    if (value === undefined) continue;
    if (value === input.value) change(input.dataset.key, undefined);
    else {
      input.value = value;
      mark(input, true);
    }
  }
  const reason = form.querySelector("textarea");
  if (!reason) change("reason", undefined);
  else if (!reason.value && kept.reason) reason.value = kept.reason;

  const keep = (event) => {
    const key = event.target.dataset.key ?? (event.target === reason ? "reason" : undefined);
    if (key) change(key, event.target.value);
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  const settle = (elt, { successful, xhr }) => {
    if (!successful) {
      if (xhr.status === 403) location.reload();
      mark(elt, true);
      return;
    }
    const now = inputs().find((input) => input.dataset.key === elt.dataset.key);
    if (!now?.closest("td").classList.contains("troubled")) change(elt.dataset.key, undefined);
    notice.hidden = !form.querySelector(".unsaved");
  };

  // The form is sent only after the last figure has been saved.
  let pending = 0;
  let sending = null;
  form.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.dataset.key) pending += 1;
  });
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { elt } = detail.requestConfig;
    if (!elt.dataset.key) return;
    pending -= 1;
    settle(elt, detail);
    if (pending || !sending) return;
    const { target, submitter } = sending;
    sending = null;
    if (!form.querySelector(".unsaved, .troubled")) target.requestSubmit(submitter);
  });
  form.addEventListener("submit", (event) => {
    if (pending) sending = event;
    else if (form.querySelector(".unsaved")) notice.scrollIntoView();
    else return;
    event.preventDefault();
  });
  window.addEventListener("online", save);
  notice.querySelector("[data-saves]").addEventListener("click", save);
  notice.querySelector("[data-forgets]").addEventListener("click", () => {
    localStorage.removeItem(name);
    location.reload();
  });
}
if (form) keeping(form);

document.addEventListener("submit", (event) => {
  const who = event.target.dataset.leaves;
  if (!who) return;
  for (const name of Object.keys(localStorage)) if (name.startsWith(`${STORE}${who}/`)) localStorage.removeItem(name);
});
