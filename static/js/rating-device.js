// What this device holds of the ratings of an occasion, for its pages and for whoever leads the day.

import { deviceName, everything, probe } from "./store.js";

const SHEET = /:[0-9a-f-]{36}$/; // not the list of people, which is kept too

/** Unsent edits by sheet, and how many sheets of the occasion are on this device. */
export async function holdings(owner, occasion) {
  const unsent = new Map();
  for (const one of await everything("acuerdo", [owner])) {
    if (one.sheet.startsWith(`${occasion}:`)) unsent.set(one.sheet, (unsent.get(one.sheet) ?? 0) + 1);
  }
  const kept = "caches" in window ? await caches.keys() : [];
  const prefix = `rating:${owner}:`;
  const held = kept.filter((one) => one.startsWith(`${prefix}${occasion}:`)).map((one) => one.slice(prefix.length))
    .filter((sheet) => SHEET.test(sheet));
  return { unsent, held };
}

/** Tell the server; without a line it goes untold, and the last word stays. */
export async function report({ owner, occasion, report: url }, token) {
  const { unsent, held } = await holdings(owner, occasion);
  const body = { device: deviceName(), unsent: [...unsent.values()].reduce((sum, one) => sum + one, 0), held: held.length };
  await fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    keepalive: true,
  });
}

/** Whether what is written here can be read again by somebody who opens it anew, and the pages have their worker. */
export async function works(pages) {
  const found = await Promise.all(pages.map((page) => caches.match(page, { ignoreVary: true })));
  const registration = await navigator.serviceWorker.getRegistration(pages[0]);
  await navigator.storage?.persist?.();
  return found.every(Boolean) && Boolean(registration?.active) && probe();
}
