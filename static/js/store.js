// What a page keeps on this device: rows by person, sheet and field.

const MONTH = 30 * 24 * 3600 * 1000;

const WAITS = "acuerdo:waits"; // something may wait: spares every page a look into the store

const NAME = "acuerdo:device";

export const CLAIM = "acuerdo:claim:"; // and a sheet: the tabs that asked for it, the last one last

const MOST_TABS = 8;

/** The name that this browser has given itself, for the server to tell devices of one person apart. */
export function deviceName() {
  let name = crypto.randomUUID();
  try {
    name = localStorage.getItem(NAME) ?? name;
    localStorage.setItem(NAME, name);
  } catch { /* then each page is a device */ }
  return name;
}

/**
 * Who asks for a sheet: this tab, and those that asked before it on this device, of which any may have been
 * granted what it never heard of. By names that are good for one sheet only, which nothing else can be joined by.
 */
export function claimant(sheet) {
  const key = `${CLAIM}${sheet}`;
  let tab = crypto.randomUUID();
  let before = [];
  try {
    tab = sessionStorage.getItem(key) ?? tab;
    sessionStorage.setItem(key, tab);
    before = JSON.parse(localStorage.getItem(key) ?? "[]").filter((one) => one !== tab).slice(-MOST_TABS);
    localStorage.setItem(key, JSON.stringify([...before, tab]));
  } catch { /* then each page asks for itself */ }
  return { tab, before };
}

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function open(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("edits", { keyPath: ["owner", "sheet", "field"] });
  const database = await done(request);
  database.onversionchange = () => database.close();
  return database;
}

// An empty list sorts behind every text: all rows that begin with `key`.
const within = (key) => IDBKeyRange.bound(key, [...key, []]);

function ended(change) {
  return new Promise((resolve, reject) => {
    change.oncomplete = resolve;
    change.onabort = () => reject(change.error);
  });
}

/** All rows that begin with `key`; `remove` forgets them. */
export async function everything(name, key, { remove = false } = {}) {
  const database = await open(name);
  try {
    const change = database.transaction("edits", remove ? "readwrite" : "readonly");
    const store = change.objectStore("edits");
    const found = await done(store.getAll(within(key)));
    if (remove) {
      store.delete(within(key));
      await ended(change);
    }
    return found;
  } finally {
    database.close();
  }
}

/** Whether what is written here is still here for whoever opens the store anew. */
export async function probe() {
  const device = new Device("probe", "probe");
  const seq = Date.now();
  await device.change((store) => store.put({ owner: "probe", sheet: "probe", field: "", seq, at: seq }));
  (await device.database).close();
  const [found] = await everything("acuerdo", ["probe"], { remove: true });
  return found?.seq === seq;
}

/** What of one person's edits waits to be sent by a page, newest last. */
export async function waiting(owner) {
  if (!localStorage.getItem(WAITS)) return [];
  const found = await everything("acuerdo", [owner]);
  if (!found.length) localStorage.removeItem(WAITS);
  return found.filter((one) => one.path).sort((a, b) => a.at - b.at);
}

/** The rows of one person on one sheet, as this device holds them. Rejects where it holds nothing. */
export class Device {
  constructor(owner, sheet, name = "acuerdo") {
    Object.assign(this, { owner, sheet, database: open(name) });
    this.database.catch(() => {});
  }

  async change(work) {
    // Not only handed to the system, but written: a battery may end in the next moment.
    const change = (await this.database).transaction("edits", "readwrite", { durability: "strict" });
    work(change.objectStore("edits"));
    return ended(change);
  }

  async all() {
    const store = (await this.database).transaction("edits").objectStore("edits");
    const found = await done(store.getAll(within([this.owner, this.sheet])));
    const old = found.filter((one) => one.at < Date.now() - MONTH);
    for (const one of old) this.drop(one);
    return found.filter((one) => !old.includes(one)).sort((a, b) => a.at - b.at);
  }

  keep(edit) {
    try { localStorage.setItem(WAITS, "1"); } catch { /* then no other page tells of it */ }
    return this.change((store) => store.put({ ...edit, owner: this.owner, sheet: this.sheet }));
  }

  /** Forget an edit, unless a newer one has taken its place. */
  drop({ field, seq }) {
    const key = [this.owner, this.sheet, field];
    return this.change((store) => {
      store.get(key).onsuccess = ({ target }) => { if (target.result?.seq === seq) store.delete(key); };
    });
  }
}
