// The board of an exam day: looks every two seconds whether anything on it changed, and draws it anew then.

const EVERY = 2000;
const said = document.querySelector("[data-said]");
const spoken = document.querySelector("[data-spoken]");
const at = document.querySelector("[data-at]");
const button = document.querySelector("[data-pause]");
const words = { ...said.dataset };
const board = () => document.querySelector("[data-board]");
const needs = (place) => place.querySelectorAll("[aria-labelledby=look] > ul > li").length;

let paused = false;
let seen = Date.now();

function warn(text) {
  if (said.textContent === text) return;
  said.textContent = text;
  said.hidden = !text;
}

// What somebody is typing, or stands on, is there again after the board was drawn anew.
function swap(fresh) {
  const old = board();
  const fields = [...old.querySelectorAll("input:not([type=hidden])")];
  const typed = fields.filter((one) => one.value !== one.defaultValue);
  const places = typed.map((one) => fresh.querySelector(`#${CSS.escape(one.id)}`));
  if (places.includes(null)) return warn(words.waits);
  for (const [place, one] of typed.entries()) places[place].value = one.value;
  const on = old.contains(document.activeElement) ? document.activeElement : null;
  const opened = Boolean(old.querySelector("details[open]"));
  const before = needs(old);
  old.replaceWith(fresh);
  fresh.querySelector("details")?.toggleAttribute("open", opened);
  if (on?.id) fresh.querySelector(`#${CSS.escape(on.id)}`)?.focus();
  else if (on?.href) [...fresh.querySelectorAll("a")].find((one) => one.href === on.href)?.focus();
  if (needs(fresh) !== before) {
    const heading = fresh.querySelector("#look");
    const calm = fresh.querySelector("p.is-ok");
    spoken.textContent = heading ? `${heading.textContent}: ${needs(fresh)}` : calm.textContent;
  }
  return warn("");
}

function ended() {
  if (!paused) button.click();
  warn(words.ended);
}

async function page() {
  const answer = await fetch(location.href);
  if (!answer.ok) throw new Error("no board");
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function look() {
  const answer = await fetch(board().dataset.state, { headers: { Accept: "application/json" } });
  if (answer.redirected || [403, 404].includes(answer.status)) return ended();
  if (!answer.ok) throw new Error("no board");
  const { mark, at: moment, open } = await answer.json();
  seen = Date.now();
  at.textContent = words.at.replace("TIME", moment);
  if (!open) return location.reload();
  if (mark !== board().dataset.board) return swap((await page()).querySelector("[data-board]"));
  if (said.textContent !== words.waits) warn("");
  return null;
}

async function again() {
  if (!paused && !document.hidden) {
    await look().catch(() => warn(words.lost.replace("TIME", new Date(seen).toTimeString().slice(0, 5))));
  }
  setTimeout(again, EVERY);
}

for (const one of document.querySelectorAll("[data-by-hand]")) one.hidden = true;
button.hidden = false;
button.addEventListener("click", () => {
  paused = !paused;
  button.textContent = paused ? button.dataset.on : button.dataset.pause;
});
setTimeout(again, EVERY);
