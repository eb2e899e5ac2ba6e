// Hands a sheet from this device to another one in the same room, without a network.

import { Collector, able, newKey, pack, partsOf, take, unpack } from "./hand-over.js";
import { everything } from "./store.js";
import { qrcode } from "./vendor/qrcode.js";

const page = document.querySelector("[data-hand-over]");
const words = page.dataset;
const one = (name) => page.querySelector(`[data-${name}]`);
const list = one("sheets");
const said = one("said");
const picture = one("picture");

let parts = [];
let at = 0;
let turning = 0;

function show(place) {
  at = (place + parts.length) % parts.length;
  const code = qrcode(0, "L");
  code.addData(parts[at], "Byte");
  code.make();
  const size = code.getModuleCount();
  const scale = Math.max(2, Math.floor(Math.min(innerWidth - 64, 480) / (size + 8)));
  const canvas = picture.querySelector("canvas");
  canvas.width = canvas.height = (size + 8) * scale;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column)) pen.fillRect((column + 4) * scale, (row + 4) * scale, scale, scale);
    }
  }
  const text = words.part.replace("PART", at + 1).replace("PARTS", parts.length);
  one("part-said").textContent = text;
  canvas.setAttribute("aria-label", text);
  for (const button of picture.querySelectorAll("[data-step]")) button.hidden = parts.length < 2;
  one("turn").hidden = parts.length < 2;
}

function turn(on) {
  clearInterval(turning);
  turning = on ? setInterval(() => show(at + 1), 900) : 0;
  one("turn").textContent = on ? words.pause : words.go;
}

// The key and what it opens are never on the screen together: one look, or one picture, takes only one of them.
function showKey(on) {
  one("key-shown").hidden = !on;
  one("sealed").hidden = on;
  one("show-key").textContent = on ? words.showCodes : words.showKey;
  if (on) turn(false);
}

async function give(sheet) {
  const key = newKey();
  const made = await partsOf(await pack(words.owner, sheet, key));
  one("key-shown").querySelector("output").textContent = key;
  showKey(false);
  parts = made.parts;
  one("giving").hidden = false;
  one("code").value = made.whole;
  const file = new Blob([made.whole], { type: "text/plain" });
  one("file").href = URL.createObjectURL(file);
  show(0);
  turn(parts.length > 1 && !matchMedia("(prefers-reduced-motion: reduce)").matches);
  picture.scrollIntoView({ block: "center" });
}

async function draw() {
  const rows = [...await everything("acuerdo", [words.owner]), ...await everything("acuerdo-saved", [words.owner])];
  const found = new Map();
  for (const row of rows) if (row.sheet.startsWith(`${words.occasion}:`) && !row.sheet.includes(":door:")) found.set(row.sheet, row);
  list.replaceChildren(...[...found.keys()].map((sheet) => {
    const name = page.querySelector(`[data-name="${CSS.escape(sheet)}"]`)?.textContent ?? words.unnamed;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: name.trim() });
    button.addEventListener("click", () => { give(sheet); });
    const row = document.createElement("li");
    row.append(button);
    return row;
  }));
  one("none").hidden = found.size > 0;
}

const collector = new Collector();
let sealed = null; // what is read whole and waits for its key
async function read(text) {
  try {
    const state = await collector.add(text);
    if (!state) said.textContent = words.notOurs;
    else if (!state.sealed) said.textContent = words.reading.replace("READ", state.read).replace("COUNT", state.count);
    else ask(state.sealed);
    return Boolean(state?.sealed);
  } catch {
    said.textContent = words.broken;
    return false;
  }
}

function ask(found) {
  sealed = found;
  one("opening").hidden = false;
  said.textContent = words.complete;
  one("key").focus();
}

one("opening").addEventListener("submit", async (event) => {
  event.preventDefault();
  said.textContent = words.opening;
  let sheet;
  try {
    sheet = await unpack(sealed, one("key").value);
  } catch {
    said.textContent = words.wrongKey;
    one("key").focus();
    return;
  }
  one("opening").hidden = true;
  one("key").value = "";
  await taken(sheet);
});

async function taken(sheet) {
  const waits = await take(sheet);
  said.textContent = sheet.owner === words.owner ? words.taken.replace("COUNT", waits) : words.takenFor;
  if (sheet.owner !== words.owner) return;
  const link = one("open");
  link.href = link.dataset.address.replace(words.nobody, sheet.sheet.split(":")[1]);
  link.hidden = false;
  link.focus();
  await draw();
}

async function scan() {
  const video = one("video");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.hidden = true;
  };
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const look = async () => {
    if (video.hidden) return;
    for (const found of await detector.detect(video).catch(() => [])) if (await read(found.rawValue)) stop();
    setTimeout(look, 200);
  };
  look();
}

for (const button of picture.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => {
    turn(false);
    show(at + Number(button.dataset.step));
  });
}
one("turn").addEventListener("click", () => turn(!turning));
one("show-key").addEventListener("click", () => showKey(one("key-shown").hidden));
one("take").addEventListener("click", () => { read(one("pasted").value); });
one("upload").addEventListener("change", async ({ target }) => { if (target.files[0]) read(await target.files[0].text()); });
if ("BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia) {
  one("scan").hidden = false;
  one("scan").addEventListener("click", () => { scan().catch(() => { said.textContent = words.noCamera; }); });
}
// A browser that cannot encrypt hands nothing over, and says so.
one("unable").hidden = able();
for (const section of page.querySelectorAll("[data-needs]")) section.hidden = !able();
if (able()) draw();
