// A sheet on this device: a test as one page with all its questions, a rating, a list of people to rate, or the
// door of an exam day, which worker.js shows without a line.
//
// It belongs to one person, and is there only while that person is the last one who was here (device.js).

import { CLAIM, everything } from "./store.js";

const OWNER = "acuerdo:owner";
const END = "acuerdo:end:";
const KINDS = { attempts: "test", ratings: "rating", "exam-days": "door" };
const name = (kind, owner, sheet) => `${kind}:${owner}:${sheet}`;
const kindOf = (page) => KINDS[page.split("/")[2]];
const scopeOf = (page) => page.split("/").slice(0, 3).join("/") + "/";
const ours = async () => (await caches.keys()).filter((one) => Object.values(KINDS).includes(one.split(":")[0]));

/** Whether the page that carries these words is on this device. */
export async function isHeld({ owner, sheet, page }) {
  if (!page || !navigator.serviceWorker || !("caches" in window)) return false;
  const [registration, found] = await Promise.all([
    navigator.serviceWorker.getRegistration(page), (await caches.open(name(kindOf(page), owner, sheet))).match(page),
  ]);
  return Boolean(registration?.active && found);
}

// Without its worker what is kept is of no use; one that does not come is not waited for.
const isWatched = () => Promise.race([
  navigator.serviceWorker.ready.then(() => true),
  new Promise((resolve) => { setTimeout(resolve, 20_000, false); }),
]);

/** Put the page on this device, or put it there `anew`; whether it is there. */
export async function hold(words, anew) {
  const { owner, sheet, page, worker, source = page } = words;
  if (!worker || !navigator.serviceWorker || !("caches" in window)) return false;
  try {
    localStorage.setItem(OWNER, owner);
    await navigator.serviceWorker.register(worker, { scope: scopeOf(page) });
    if (!anew && await isHeld(words)) return true;
    const reply = await fetch(source, { cache: "no-store" });
    if (!reply.ok || reply.redirected) return false;
    const held = new DOMParser().parseFromString(await reply.clone().text(), "text/html");
    // Somebody else may have signed in meanwhile.
    if (held.querySelector("[data-owner][data-sheet]")?.dataset.owner !== owner) return false;
    const cache = await caches.open(name(kindOf(page), owner, sheet));
    const parts = held.querySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], script[src], img[src]");
    await cache.addAll(new Set([...parts].map((one) => one.getAttribute("href") ?? one.getAttribute("src"))));
    await cache.put(page, reply); // last: where the page is, all its parts are
    return await isWatched();
  } catch {
    return false;
  }
}

/** Forget a sheet that is over. */
export async function release({ owner, sheet, page }) {
  try {
    for (const one of [END, CLAIM]) localStorage.removeItem(one + sheet);
    for (const kind of page ? [kindOf(page)] : Object.values(KINDS)) await caches.delete(name(kind, owner, sheet));
    await everything("acuerdo-saved", [owner, sheet], { remove: true });
  } catch { /* then there was nothing */ }
}

/** When the time of a test is over by the clock of this device, as the server said it last; else 0. */
export function end(sheet, value) {
  try {
    if (value) localStorage.setItem(END + sheet, value);
    return Number(localStorage.getItem(END + sheet) ?? 0);
  } catch {
    return 0;
  }
}

/** Who was here last with a sheet; "" for nobody. */
export function lastOwner() {
  try {
    return localStorage.getItem(OWNER) ?? "";
  } catch {
    return "";
  }
}

/** Forget every sheet but those of `owner`; what was not sent stays, for whoever wrote it. */
export async function releaseOthers(owner) {
  const last = lastOwner();
  for (const key of Object.keys(localStorage)) if (key.startsWith(END) || key.startsWith(CLAIM)) localStorage.removeItem(key);
  for (const one of await ours()) if (!owner || one.split(":")[1] !== owner) await caches.delete(one);
  for (const one of await everything("acuerdo-saved", [])) {
    if (one.owner !== owner) await everything("acuerdo-saved", [one.owner], { remove: true });
  }
  // Last, so that a page which is left in between is followed by one that does it again.
  if (lastOwner() === last) localStorage.removeItem(OWNER);
}
