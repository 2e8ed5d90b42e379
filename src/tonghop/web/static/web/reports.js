"use strict";
// One section of a draft: text is free, numbers bound to the ledger stand in it as they are. Only texts, the names of
// numbers and the order of blocks are sent; the server puts together what they mean.
const editor = document.querySelector("[data-editor]");

// What stands in a line: texts, and the numbers and footnotes between them by their names.
function runs(line, block) {
  const found = [];
  for (const node of line.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    else if (node.nodeName === "BR") found.push(" ");
    else if (node.dataset?.chip) found.push({ chip: node.dataset.chip });
    else if (node.dataset?.note) {
      const note = block.querySelector(`[data-noted="${node.dataset.note}"]`);
      if (note) found.push({ note: runs(note, block) });
    } else found.push(...runs(node, block));
  }
  return found;
}

function told(block) {
  const from = block.dataset.block === "" ? null : Number(block.dataset.block);
  if ("kept" in block.dataset) return { from };
  if ("table" in block.dataset) {
    const rows = [...block.querySelectorAll("tbody tr")];
    return { from, rows: rows.map((row) => [...row.querySelectorAll("[data-runs]")].map((line) => runs(line, block))) };
  }
  return { from, listed: block.classList.contains("listed"), runs: runs(block.querySelector("[data-runs]"), block) };
}

// What is pasted comes as text; numbers of this page stay numbers.
function pasted(data) {
  const html = new DOMParser().parseFromString(data.getData("text/html"), "text/html").body;
  const chips = html.querySelectorAll("[data-chip]");
  const parts = [];
  const walk = (node) => {
    const known = node.dataset?.chip && editor.querySelector(`[data-chip="${CSS.escape(node.dataset.chip)}"]`);
    if (known) parts.push(known.cloneNode(true));
    else if (node.nodeType === Node.TEXT_NODE) parts.push(document.createTextNode(node.data.replace(/\s+/g, " ")));
    else if (!["STYLE", "SCRIPT"].includes(node.nodeName)) node.childNodes.forEach(walk);
  };
  if (chips.length) walk(html);
  else parts.push(document.createTextNode(data.getData("text/plain").replace(/\s+/g, " ")));
  return parts;
}

function editing(form) {
  const sheet = form.querySelector("[data-sheet]");
  const status = form.querySelector("[data-told]");
  const blocks = () => JSON.stringify([...sheet.querySelectorAll("[data-block]")].map(told));
  const content = () => blocks() + (form.elements.title?.value ?? "");
  let kept = "changed" in form.dataset ? "" : content();
  let sending = false;
  const changed = () => content() !== kept;
  const note = () => { status.textContent = changed() ? form.dataset.unsaved : ""; };

  const add = (after, before = null) => {
    const fresh = sheet.querySelector("template").content.firstElementChild.cloneNode(true);
    (after ?? before)[after ? "after" : "before"](fresh);
    fresh.querySelector("[data-runs]").focus();
    note();
  };
  form.addEventListener("input", note);
  form.addEventListener("click", (event) => {
    const block = event.target.closest("[data-block]");
    if (event.target.closest("[data-adds]")) add(block, event.target.closest(".begin"));
    else if (event.target.closest("[data-drops]")) {
      const next = block.nextElementSibling?.querySelector(".run, button");
      block.remove();
      next?.focus();
    } else if (event.target.closest("[data-lists]")) {
      event.target.setAttribute("aria-pressed", String(block.classList.toggle("listed")));
    } else return;
    note();
  });
  form.addEventListener("beforeinput", (event) => {
    const line = event.target.closest?.(".run");
    if (!line) return;
    if (event.inputType.startsWith("format")) event.preventDefault();
    if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") {
      event.preventDefault();
      const block = line.closest(".para");
      if (block && "runs" in line.dataset) add(block);
    }
    if (event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop") {
      event.preventDefault();
      const [range] = event.getTargetRanges();
      const chosen = document.createRange();
      chosen.setStart(range.startContainer, range.startOffset);
      chosen.setEnd(range.endContainer, range.endOffset);
      chosen.deleteContents();
      for (const part of pasted(event.dataTransfer).reverse()) chosen.insertNode(part);
      chosen.collapse(false);
      getSelection().removeAllRanges();
      getSelection().addRange(chosen);
      note();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    form.elements.blocks.value = blocks();
    sending = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && changed()) event.preventDefault();
  });
  note();
}
if (editor) editing(editor);

const outline = document.querySelector(".outline details");
if (outline && matchMedia("(max-width: 60rem)").matches) outline.open = false;
