// Answers the pages of a test, of ratings and of a door when the line is gone, from what they put on this device
// (sitting.js).
//
// It answers nothing else: every other page, and everything that is sent, goes its way untouched.
// docs/operators.md says how it is removed from all devices.

const TEST = /^(\/[a-z-]+\/attempts\/[0-9a-f-]{36}\/)(review\/|offline\/)?$/;
const RATING = /^\/[a-z-]+\/ratings\/[0-9a-f-]{36}\/([0-9a-f-]{36}\/|hand-over\/)?$/;
const DOOR = /^\/[a-z-]+\/exam-days\/[0-9a-f-]{36}\/door\/$/;
const PARTS = new Set(["style", "script", "image", "font"]);
const SLOW = 8_000;
const MONTH = 30 * 24 * 3600 * 1000;

async function kept(address) {
  const found = await caches.match(address, { ignoreVary: true });
  return found && Date.parse(found.headers.get("date")) > Date.now() - MONTH ? found : undefined;
}

// The site's own answer, unless there is none, it takes too long or the server has failed.
async function answer(request, address) {
  const reply = fetch(request);
  const good = reply.then((one) => {
    if (one.status >= 500) throw new Error("failed");
    return one;
  });
  const slow = new Promise((_, reject) => { setTimeout(reject, SLOW); });
  try {
    return await Promise.race([good, slow]);
  } catch {
    return (await kept(address)) ?? reply;
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const [, test] = TEST.exec(pathname) ?? [];
  if (request.mode === "navigate" && test) event.respondWith(answer(request, `${test}offline/`));
  else if (request.mode === "navigate" && (RATING.test(pathname) || DOOR.test(pathname))) event.respondWith(answer(request, pathname));
  else if (PARTS.has(request.destination)) event.respondWith(answer(request, request.url));
});
