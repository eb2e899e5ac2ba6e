// What a device holds of one sheet as a text that another device reads: from its camera, pasted, or in a file.
//
// The text is `ACU1.<digest>.<part>.<parts>.<data>`: edits as JSON, made small, in letters that every channel
// carries. The digest is of the whole, so that parts of different sheets never mix and a broken one is refused.

import { Device, everything } from "./store.js";

const MARK = "ACU1";
const PART = 450; // characters a picture: read by the camera of a cheap phone from a hand's length
const STORES = { waits: "acuerdo", sent: "acuerdo-saved" };

const letters = (bytes) => btoa(bytes.reduce((text, one) => text + String.fromCharCode(one), ""))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const through = async (bytes, change) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(change)).arrayBuffer());

async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return letters(new Uint8Array(bytes).slice(0, 9));
}

/** All that this device holds of a sheet: what was not sent and what was. */
export async function pack(owner, sheet) {
  const held = {};
  for (const [name, store] of Object.entries(STORES)) held[name] = await everything(store, [owner, sheet]);
  const plain = new TextEncoder().encode(JSON.stringify({ owner, sheet, ...held }));
  return letters(await through(plain, new CompressionStream("deflate-raw")));
}

/** The parts to be shown one after the other, and the whole as one. */
export async function partsOf(data) {
  const name = await digest(data);
  const count = Math.ceil(data.length / PART);
  const part = (place) => `${MARK}.${name}.${place + 1}.${count}.${data.slice(place * PART, (place + 1) * PART)}`;
  return { parts: Array.from({ length: count }, (_, place) => part(place)), whole: `${MARK}.${name}.1.1.${data}` };
}

/** Puts parts together, in whatever order they come; `add` gives what is read and, when all is there, the sheet. */
export class Collector {
  #name = "";
  #parts = new Map();

  async add(text) {
    const [mark, name, place, count, data] = text.trim().split(".");
    if (mark !== MARK || !data) return null;
    if (name !== this.#name) {
      this.#name = name;
      this.#parts.clear();
    }
    this.#parts.set(Number(place), data);
    const state = { read: this.#parts.size, count: Number(count), sheet: null };
    if (state.read < state.count) return state;
    const whole = Array.from({ length: state.count }, (_, at) => this.#parts.get(at + 1)).join("");
    this.#parts.clear();
    if (await digest(whole) !== name) throw new Error("broken");
    const plain = await through(bytesOf(whole), new DecompressionStream("deflate-raw"));
    return { ...state, sheet: JSON.parse(new TextDecoder().decode(plain)) };
  }
}

const knows = (one, other) => one.device === other.device ? one.seq >= other.seq : (one.seen?.[other.device] ?? 0) >= other.seq;

/** Lay what was handed over beside what this device holds; what neither has seen of the other stays for a person. */
export async function take({ owner, sheet, waits, sent }) {
  const saved = new Device(owner, sheet, STORES.sent);
  const known = new Map((await saved.all()).map((one) => [one.field, one]));
  for (const one of sent) if (!(known.get(one.field)?.seq >= one.seq)) await saved.keep(one);
  const device = new Device(owner, sheet, STORES.waits);
  const here = new Map((await device.all()).map((one) => [one.field, one]));
  for (const one of waits) {
    const own = here.get(one.field);
    if (!own || knows(one, own)) await device.keep(one);
    else if (!knows(own, one)) {
      const clash = { stored: one.value, seq: one.seq, seen: { ...one.seen, [one.device]: one.seq } };
      await device.keep({ ...own, clash });
    }
  }
  return waits.length;
}
