// What tests left on this device goes when somebody else is here, and all of a person's when they sign out.

import { lastOwner, releaseOthers } from "./sitting.js";
import { everything, waiting } from "./store.js";

const LEAVING = "acuerdo:leaving";
const page = document.querySelector("meta[name=owner]");
const owner = page.content; // "" where people sign in
const last = lastOwner();

async function signOut(form) {
  const unsent = await everything("acuerdo", [owner]);
  const told = form.querySelector("[data-unsent]");
  if (unsent.length) {
    const { one, many } = told.dataset;
    told.querySelector("p").textContent = unsent.length === 1 ? one : many.replace("COUNT", unsent.length);
    told.hidden = false;
  }
  // The next page forgets what was theirs: only then it is sure that they are signed out.
  form.addEventListener("submit", () => sessionStorage.setItem(LEAVING, owner));
}

async function forget() {
  const left = sessionStorage.getItem(LEAVING);
  sessionStorage.removeItem(LEAVING);
  if (left && left !== owner) await everything("acuerdo", [left], { remove: true });
}

// The page that would send it is not this person's any more: it can be read here, and copied.
function showLeft(place, edits) {
  for (const { owner: whose, sheet, field, label, value } of edits) {
    const row = document.createElement("li");
    const title = Object.assign(document.createElement("strong"), { textContent: label });
    const text = Object.assign(document.createElement("blockquote"), {
      textContent: Object.values(value).flat().filter((one) => one && typeof one === "string").join(" · "),
    });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: place.dataset.discard });
    button.addEventListener("click", async () => {
      await everything("acuerdo", [whose, sheet, field], { remove: true });
      row.remove();
    });
    row.append(title, text, button);
    place.querySelector("ul").append(row);
  }
  place.hidden = false;
}

// A page that saves tells of its own; from any other one the way leads there.
async function remind() {
  const edits = await waiting(owner);
  const edit = edits.at(-1);
  if (!edit) return;
  const gone = document.querySelector("[data-left]");
  const left = edits.filter((one) => location.pathname.startsWith(one.path.split("?")[0]));
  if (gone && left.length) {
    showLeft(gone, left);
    return;
  }
  const link = Object.assign(document.createElement("a"), { href: edit.path, textContent: page.dataset.open });
  const told = document.createElement("p");
  told.append(`${page.dataset.waits} `, link);
  const alert = Object.assign(document.createElement("div"), { className: "alert due" });
  alert.append(told);
  const place = Object.assign(document.createElement("div"), { className: "wrap flow" });
  place.setAttribute("role", "status");
  document.querySelector("main").prepend(place);
  place.append(alert);
}

// Where the browser refuses its stores there is nothing to forget.
if (last && last !== owner) releaseOthers(owner).catch(() => {});
forget().catch(() => {});
const out = document.querySelector("form[data-sign-out]");
if (out) signOut(out).catch(() => {});
else if (owner && !document.querySelector("[data-autosave]")) remind().catch(() => {});
