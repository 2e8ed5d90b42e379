"use strict";
// Sending: each file in a request of its own, one after the other; what came of it stands below the form.
const drop = document.querySelector("[data-drop]");

async function sendAll(files) {
  const results = document.getElementById("ket-qua");
  for (const file of files) {
    const body = new FormData(drop);
    body.delete("file");
    body.delete("text");
    body.append("file", file);
    const line = document.createElement("p");
    line.className = "alert";
    line.setAttribute("aria-busy", "true");
    line.textContent = file.name;
    results.prepend(line);
    const refusal = file.size > Number(drop.dataset.most) ? drop.dataset.tooLarge : await send(body, line);
    if (refusal) {
      line.classList.add("error");
      line.removeAttribute("aria-busy");
      line.append(": " + refusal);
    }
    htmx.trigger(document.body, "sent");
  }
}

// Puts what the server answers in the place of the line; the sentence to be told where it does not answer.
async function send(body, line) {
  const answer = await fetch(drop.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  const elsewhere = answer?.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  if (!answer || ![200, 422].includes(answer.status)) return drop.dataset.unsent;
  line.outerHTML = await answer.text();
  return "";
}

if (drop) {
  const input = drop.querySelector("input[type=file]");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop") sendAll([...event.dataTransfer.files]);
    });
  }
  drop.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    sendAll([...input.files]).then(() => drop.reset());
  });
}

// Reviewing: what is chosen in one pane is chosen in all; arrows choose, Enter opens the reading, Escape leaves it.
const rows = () => [...document.querySelectorAll(".reading tr[data-figure]")];

function light(ids, from) {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const id of ids) {
    for (const one of [document.getElementById(id), document.getElementById("dong-" + id)]) {
      one?.classList.add("lit");
      if (one && one !== from && !one.contains(document.activeElement)) one.scrollIntoView({ block: "nearest" });
    }
    for (const finding of document.querySelectorAll(`.finding[data-figures~="${id}"]`)) finding.classList.add("lit");
  }
}

function choose(row, focused = true) {
  for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
  if (focused) row.focus({ preventScroll: false });
  light([row.dataset.figure], row);
}

function begin() {
  const all = rows();
  if (!all.length) return;
  const chosen = all.find((row) => "chosen" in row.dataset);
  all.forEach((row) => (row.tabIndex = -1));
  (chosen ?? all[0]).tabIndex = 0;
  const field = chosen?.querySelector("input[name=indicator]");
  if (field) { light([chosen.dataset.figure], chosen); field.focus(); field.select(); }
  else if (chosen) choose(chosen);
  const tabs = document.querySelector(".tabs");
  tabs.hidden = false;
  showPane(tabs.querySelector("[aria-pressed=true]"));
}

function showPane(tab) {
  for (const other of document.querySelectorAll("[data-pane]")) {
    other.setAttribute("aria-pressed", String(other === tab));
    document.getElementById(other.dataset.pane).classList.toggle("front", other === tab);
  }
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest(".reading tr[data-figure]");
  if (event.key === "Escape") row?.querySelector(".cancel")?.click();
  if (event.target !== row) return;
  const all = rows();
  const next = all[all.indexOf(row) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? NaN)];
  if (next) { event.preventDefault(); choose(next); }
  if (event.key === "Enter") row.querySelector(".edit")?.click();
});

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-pane]");
  if (tab) return showPane(tab);
  if (event.target.closest("button, .edit, .cancel, input, select, summary")) return;
  const mark = event.target.closest(".text mark.figure");
  const finding = event.target.closest(".finding[data-figures]");
  const row = mark ? document.getElementById("dong-" + mark.id) : event.target.closest(".reading tr[data-figure]");
  if (row) choose(row);
  else if (mark) light([mark.id], mark);
  else if (finding) light(finding.dataset.figures.split(" "), finding);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".finding[data-figures]")) light(event.target.dataset.figures.split(" "), event.target);
  else if (event.target.matches(".reading tr[data-figure]")) light([event.target.dataset.figure], event.target);
});
begin();
