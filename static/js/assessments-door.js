// The door of an exam day: who came is kept on this device, sent and confirmed one by one, with a line or without.

import { autosave } from "./autosave.js";
import { clashes } from "./clashes.js";
import { ask } from "./rating-clash.js";
import { report } from "./rating-device.js";
import { hold } from "./sitting.js";

const words = document.querySelector("[data-words]").dataset;
const rows = [...document.querySelectorAll("[data-row]")];
const SWAP = "swap:";
const rowOf = (field) => rows.find(({ dataset }) => dataset.row === field);
const served = new Map(rows.map((row) => [row, {
  presence: row.dataset.presence, credential: row.querySelector("[data-no-credential]").hidden, late: !row.querySelector("[data-late]").hidden,
}]));

function draw(row, { presence, credential, late }, said = "") {
  row.dataset.presence = presence;
  for (const one of row.querySelectorAll("[data-is]")) one.hidden = one.dataset.is !== presence;
  for (const one of row.querySelectorAll("[data-when]")) one.hidden = !one.dataset.when.split(" ").includes(presence);
  row.querySelector("[data-late]").hidden = !late;
  row.querySelector("[data-no-credential]").hidden = presence !== "here" || Boolean(credential);
  say(row, said);
  count();
}

function say(row, text) {
  const place = row.querySelector("[data-sent]");
  place.textContent = text;
  place.hidden = !text;
}

// The two change what stands in their rows; where they are elsewhere by now, nothing does.
function exchange([one, other], said) {
  const [first, second] = [one, other].map((spot) => rows.find(({ dataset }) => dataset.spot === spot));
  if (!first || !second) return;
  const [from, to] = [first, second].map((row) => row.querySelector("[data-where]"));
  const nodes = [...from.childNodes];
  from.replaceChildren(...to.childNodes);
  to.replaceChildren(...nodes);
  const at = (spot, place) => `${spot.split("@")[0]}@${place.split("@")[1]}`;
  [first.dataset.spot, second.dataset.spot] = [at(one, other), at(other, one)];
  [first.dataset.reads, second.dataset.reads] = [second.dataset.reads, first.dataset.reads];
  for (const row of [first, second]) say(row, said);
}

function show({ field, value }, said = words.waits) {
  if (field.startsWith(SWAP)) exchange(value.swap, said);
  else if (rowOf(field)) draw(rowOf(field), value, said);
}

const inWords = (value) => value.swap ? words.places : words[`state${value.presence[0].toUpperCase()}${value.presence.slice(1)}`];

const clash = clashes((edit, reply) => {
  const row = rowOf(edit.field) ?? rows.find(({ dataset }) => edit.value.swap?.some((spot) => spot.split("@")[0] === dataset.spot.split("@")[0]));
  const stored = reply.late ? null : reply.stored;
  ask(words, row ?? document.querySelector("[data-apart]"), edit, { ...reply, stored }, (mine) => {
    if (!mine && rowOf(edit.field)) draw(row, stored ?? served.get(row));
    clash.choose(edit.field, mine);
    if (!mine && edit.value.swap) location.reload();
  }, inWords);
});

const saver = autosave({
  show,
  clash,
  // Who has changed places stands in the page that is fetched anew.
  remember: (edit) => !edit.field.startsWith(SWAP),
  recalls: true,
  stored: (field) => Number(rowOf(field)?.dataset.seq ?? 0),
  seen: (field) => JSON.parse(rowOf(field)?.dataset.seen || "{}"),
  body: ({ field, value, seq, device, seen, at }) => ({
    ...(value.swap ? value : { check_in: field, ...value }), seq, device, seen, ago: Math.max(0, Math.round((Date.now() - at) / 1000)),
  }),
  told(reply) {
    const row = rowOf(reply.field);
    const said = words.confirmed.replace("TIME", reply.saved_at.slice(11, 16));
    if (row && saver.seq(reply.field) <= reply.seq) draw(row, reply.stored, said);
    if (reply.warning) {
      const place = document.querySelector("[data-warning]");
      place.textContent = `${row?.dataset.name}: ${reply.warning}`;
      place.hidden = false;
    }
    if (!row) later();
    tell();
  },
});

let telling = 0;
function tell() {
  clearTimeout(telling);
  telling = setTimeout(() => { report(words, document.querySelector("[name=csrfmiddlewaretoken]").value).catch(() => {}); }, 3000);
}
let holding = 0;
function later() {
  clearTimeout(holding);
  holding = setTimeout(() => hold(words, true), 2000);
}

// Whoever comes once their first slot has begun is late; the server says so too.
const isLate = ({ dataset }) => Boolean(dataset.reads) && Date.now() > Date.parse(dataset.reads);
for (const row of rows) {
  row.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, value } = event.submitter;
    if (name === "act") return swap(row);
    draw(row, { presence: value, credential: true, late: value === "here" && isLate(row) }, words.waits);
    return saver.edit(row.dataset.row, row.dataset.name, { presence: value, credential: true }, 0);
  });
}

// Who looks for another place: said by the address, on a page from this device too; for whoever leads the day.
const asked = new URLSearchParams(location.search);
const looking = document.querySelector("[data-swapping]") && rowOf(asked.get("swap"));
function swap(row) {
  const one = looking?.dataset.spot ?? row.querySelector("[name=one]").value;
  const value = { swap: [one, row.dataset.spot] };
  const names = [looking?.dataset.name ?? document.querySelector("[data-who]").textContent.trim(), row.dataset.name].join(", ");
  exchange(value.swap, words.waits);
  look(false);
  return saver.edit(SWAP + crypto.randomUUID(), names, value, 0);
}
function look(on) {
  document.querySelector("[data-swapping]").hidden = !on;
  for (const button of document.querySelectorAll("[data-swap]")) button.hidden = !on || button.closest("[data-row]") === looking;
}

// A page from this device holds everybody: what was looked for is sifted here.
const everybody = document.querySelector("[data-everybody]");
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
function sift() {
  const q = asked.get("q") ?? "";
  const parts = plain(q).split(/\s+/).filter(Boolean);
  document.querySelector("#q").value = q;
  for (const row of rows) {
    const text = plain(row.querySelector("strong").parentElement.textContent);
    row.hidden = !parts.every((part) => text.includes(part)) || ![row.dataset.presence, ""].includes(asked.get("show") ?? "");
  }
  document.querySelector("[data-nobody]").hidden = rows.some((row) => !row.hidden);
  for (const tab of document.querySelectorAll("[data-tab]")) {
    tab.toggleAttribute("aria-current", false);
    if (tab.dataset.tab === (asked.get("show") ?? "")) tab.setAttribute("aria-current", "page");
  }
  if (looking) document.querySelector("[data-who]").textContent = looking.dataset.name;
  if (looking) look(true);
}
function count() {
  if (!everybody) return;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    const { tab: key } = tab.dataset;
    tab.querySelector(".badge").textContent = rows.filter(({ dataset }) => !key || dataset.presence === key).length;
  }
}
if (everybody) sift();

saver.opened.then(() => hold(words, true)).then((held) => { document.querySelector("[data-held]").hidden = !held; });
