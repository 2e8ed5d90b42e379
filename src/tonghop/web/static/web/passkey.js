"use strict";
// Passkeys: what the server asks of the browser, and what the browser answers.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function ask(form, address, body) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const answer = await fetch(address, { method: "POST", headers, body });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.sentence);
  return told;
}

function asked({ publicKey }) {
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  for (const each of publicKey.excludeCredentials ?? publicKey.allowCredentials ?? []) each.id = bytes(each.id);
  return { publicKey };
}

function answered({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"];
  const held = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return { id, rawId: text(rawId), type, response: Object.fromEntries(held), clientExtensionResults: {} };
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const trouble = form.querySelector("[role=alert]");
    trouble.hidden = true;
    try {
      const options = asked(await ask(form, form.action, new FormData(form)));
      const adding = form.dataset.passkey === "add";
      const credential = await (adding ? navigator.credentials.create(options) : navigator.credentials.get(options));
      const body = JSON.stringify({ credential: answered(credential), name: form.elements.name?.value });
      location.assign((await ask(form, form.dataset.completes, body)).next);
    } catch (error) {
      trouble.textContent = error instanceof DOMException ? form.dataset.cancelled : error.message;
      trouble.hidden = false;
    }
  });
}
