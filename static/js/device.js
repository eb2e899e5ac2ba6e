// What tests left on this device goes when somebody else is here, and all of a person's when they sign out.

import { lastOwner, releaseOthers } from "./sitting.js";
import { everything } from "./store.js";

const LEAVING = "acuerdo:leaving";
const owner = document.querySelector("meta[name=owner]").content; // "" where people sign in
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

// Where the browser refuses its stores there is nothing to forget.
if (last && last !== owner) releaseOthers(owner).catch(() => {});
try { forget().catch(() => {}); } catch { /* refused */ }
const out = document.querySelector("form[data-sign-out]");
if (out) signOut(out).catch(() => {});
