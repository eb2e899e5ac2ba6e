// What a device holds of one sheet as a text that another device reads: from its camera, pasted, or in a file.
//
// The text is `ACU2.<digest>.<part>.<parts>.<data>`: edits as JSON, made small and encrypted, in letters that every
// channel carries. The digest is of the whole, so that parts of different sheets never mix and a broken one is
// refused. What opens it is a key of eight signs that one device shows and a person types on the other: it never
// goes the way of the text (docs/decisions/0062).

import { Device, everything } from "./store.js";

const MARK = "ACU2";
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // without letters that read like a digit
const ROUNDS = 600_000; // what guessing one key costs
const [SALT, VECTOR] = [16, 12]; // bytes
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

/** Whether this browser can do all of it; one that cannot encrypt hands nothing over. */
export function able() {
  try {
    return Boolean(crypto.subtle && new CompressionStream("deflate-raw") && new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

/** A new key as people read it: forty bits, in two groups. */
export function newKey() {
  const signs = [...crypto.getRandomValues(new Uint8Array(8))].map((one) => SIGNS[one % SIGNS.length]).join("");
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

const asTyped = (key) => key.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, "");

async function lockOf(key, salt) {
  const text = await crypto.subtle.importKey("raw", new TextEncoder().encode(asTyped(key)), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, text, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const sealing = (iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(MARK) });

/** All that this device holds of a sheet, what was not sent and what was; only `key` opens it. */
export async function pack(owner, sheet, key) {
  const held = {};
  for (const [name, store] of Object.entries(STORES)) held[name] = await everything(store, [owner, sheet]);
  const plain = await through(new TextEncoder().encode(JSON.stringify({ owner, sheet, ...held })), new CompressionStream("deflate-raw"));
  const [salt, iv] = [SALT, VECTOR].map((size) => crypto.getRandomValues(new Uint8Array(size)));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(sealing(iv), await lockOf(key, salt), plain));
  return letters(new Uint8Array([...salt, ...iv, ...sealed]));
}

/** The sheet that was packed. Rejects where the key is another one. */
export async function unpack(sealed, key) {
  const [salt, iv] = [sealed.slice(0, SALT), sealed.slice(SALT, SALT + VECTOR)];
  const plain = await crypto.subtle.decrypt(sealing(iv), await lockOf(key, salt), sealed.slice(SALT + VECTOR));
  return JSON.parse(new TextDecoder().decode(await through(new Uint8Array(plain), new DecompressionStream("deflate-raw"))));
}

/** The parts to be shown one after the other, and the whole as one. */
export async function partsOf(data) {
  const name = await digest(data);
  const count = Math.ceil(data.length / PART);
  const part = (place) => `${MARK}.${name}.${place + 1}.${count}.${data.slice(place * PART, (place + 1) * PART)}`;
  return { parts: Array.from({ length: count }, (_, place) => part(place)), whole: `${MARK}.${name}.1.1.${data}` };
}

/** Puts parts together, in whatever order they come; `add` says how many are read and, when all are, gives what is sealed. */
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
    const state = { read: this.#parts.size, count: Number(count), sealed: null };
    if (state.read < state.count) return state;
    const whole = Array.from({ length: state.count }, (_, at) => this.#parts.get(at + 1)).join("");
    this.#parts.clear();
    if (await digest(whole) !== name) throw new Error("broken");
    return { ...state, sealed: bytesOf(whole) };
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
