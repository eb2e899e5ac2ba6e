// The list of people to rate: puts their sheets on this device, and says of each how far it is.

import { holdings, report, works } from "./rating-device.js";
import { hold, release } from "./sitting.js";

const box = document.querySelector("[data-day]");
const words = box.dataset;
const button = box.querySelector("button");
const said = box.querySelector("[data-said]");
const rows = [...document.querySelectorAll("[data-rating]")];
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
const able = Boolean(words.worker && navigator.serviceWorker && "caches" in window && window.indexedDB);
const sheetOf = ({ dataset }) => ({ owner: words.owner, sheet: dataset.rating, page: dataset.page, worker: words.worker });

// A page from this device does not know what was looked for: its rows are sifted here.
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const looked = new URLSearchParams(location.search).get("q") ?? "";
const field = document.querySelector("#q");
if (field && looked.trim() && !field.value) {
  field.value = looked;
  const parts = plain(looked).split(/\s+/).filter(Boolean);
  for (const row of rows) row.closest("li").hidden = !parts.every((part) => plain(row.textContent).includes(part));
}

async function draw() {
  const { unsent, held } = await holdings(words.owner, words.occasion);
  for (const row of rows) {
    const place = row.querySelector("[data-here]");
    const n = unsent.get(row.dataset.rating);
    place.classList.toggle("due", Boolean(n));
    place.hidden = !n && !held.includes(row.dataset.rating);
    place.textContent = n ? words[n === 1 ? "one" : "many"].replace("COUNT", n) : words.here;
  }
}

// Sheets that are sent are not needed here any more.
async function tidy() {
  for (const row of rows) if ("done" in row.dataset) await release(sheetOf(row));
}

async function download() {
  button.disabled = true;
  // Somebody of today's stands in both lists.
  const open = [...new Map(rows.filter((row) => "open" in row.dataset).map((row) => [row.dataset.rating, row])).values()];
  const list = { owner: words.owner, sheet: words.sheet, page: words.page, worker: words.worker };
  const handOver = { ...list, sheet: words.sheet + "hand-over", page: words.handOver };
  let done = (await hold(list, true)) && await hold(handOver, true);
  for (const [place, row] of open.entries()) {
    said.textContent = words.loading.replace("DONE", place + 1).replace("TOTAL", open.length);
    done = (await hold(sheetOf(row), true)) && done;
  }
  const ready = done && await works([words.page, words.handOver, ...open.map((row) => row.dataset.page)]).catch(() => false);
  said.textContent = (ready ? words.ready : words.unready).replace("COUNT", open.length)
    .replace("TIME", new Date().toTimeString().slice(0, 5));
  box.classList.toggle("ready", ready);
  button.disabled = false;
  await draw();
  report(words, token()).catch(() => {});
}

if (able) {
  box.hidden = false;
  button.addEventListener("click", () => { download().catch(() => { said.textContent = words.unready; button.disabled = false; }); });
  tidy().then(draw).then(() => report(words, token())).catch(() => {});
  addEventListener("online", () => { report(words, token()).catch(() => {}); });
}
