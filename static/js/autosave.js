// Keeps every edit on this device until the server confirmed that very edit, and says what is so.
//
// One notice (`[data-autosave]`, see components/autosave.html) carries the addresses, the owner and all
// words. An edit is {owner, sheet, field, label, value, seq, epoch, at}; of each field only the newest
// is kept. Who wrote it is part of its key: somebody else at this device neither sees nor sends it.

const RETRIES = [1, 2, 4, 8, 15, 30];
const MONTH = 30 * 24 * 3600 * 1000;
const PASSING = new Set(["offline", "busy", "signin"]); // states that end by themselves
const wait = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
const clock = () => new Date().toTimeString().slice(0, 5);

const inOrder = (labels) => labels.sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).join(", ");

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function openStore() {
  const request = indexedDB.open("acuerdo", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("edits", { keyPath: ["owner", "sheet", "field"] });
  return done(request);
}

/** The unsent edits of one person on one sheet, as this device holds them. Rejects where it holds nothing. */
// Shows values in the fields of one question: what is chosen, what is typed.
export function put(fields, values) {
  for (const one of fields) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
    else if (one.options) one.value = [...one.options].map((each) => each.value).find((each) => each && values.includes(each)) ?? "";
    else one.value = values[0] ?? "";
  }
}

export class Device {
  constructor(owner, sheet) {
    Object.assign(this, { owner, sheet, database: openStore() });
    this.database.catch(() => {});
  }

  async change(work) {
    const change = (await this.database).transaction("edits", "readwrite");
    work(change.objectStore("edits"));
    return new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onabort = () => reject(change.error);
    });
  }

  async all() {
    const store = (await this.database).transaction("edits").objectStore("edits");
    // An empty list sorts behind every text: all fields of this sheet.
    const found = await done(store.getAll(IDBKeyRange.bound([this.owner, this.sheet], [this.owner, this.sheet, []])));
    const old = found.filter((one) => one.at < Date.now() - MONTH);
    for (const one of old) this.drop(one);
    return found.filter((one) => !old.includes(one)).sort((a, b) => a.at - b.at);
  }

  keep(edit) {
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

class Stop extends Error {
  constructor(state, seconds = 0) {
    super(state);
    Object.assign(this, { state, seconds });
  }
}

/**
 * Start saving. `body(edit, epoch)` is what is posted; `show(edit)` puts an edit that was not sent back
 * into the page; `told(reply)` hears what a save answers; `stored(field)` is the sequence number the page was served with; `left()` the time left.
 */
export function autosave({ body, show = () => {}, told = () => {}, stored = () => 0, left = () => "" }) {
  const notice = document.querySelector("[data-autosave]");
  const line = document.querySelector("[data-line]");
  const words = notice.dataset;
  const device = new Device(words.owner, words.sheet);
  const queue = new Map(); // field → its newest unsent edit
  const numbers = new Map(); // field → {last: seq given, kept: seq confirmed}
  const memory = `epoch:${words.sheet}`;
  let cookies = document.cookie;
  let epoch = Number(words.epoch ?? 0);
  let owned = !words.claim;
  let onDevice = true;
  let state = "calm";
  let failures = 0;
  let waiting = 0;
  let running = null;
  let savedAt = "";
  const uncounted = [];
  const newer = [];

  const of = (field) => {
    if (!numbers.has(field)) numbers.set(field, { last: stored(field), kept: 0 });
    return numbers.get(field);
  };
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]");

  function draw() {
    if (!line) return;
    const calm = state === "calm" || state === "back";
    const n = queue.size;
    let text = savedAt && words.saved.replace("TIME", savedAt);
    if (n && calm) text = words.saving;
    else if (n) text = (onDevice ? words : { one: words.oneHere, many: words.manyHere })[n === 1 ? "one" : "many"].replace("COUNT", n);
    line.dataset.state = n ? (calm ? "saving" : "unsent") : "saved";
    if (text) line.querySelector("[data-text]").textContent = text;
  }

  // Screen readers hear the notice when it changes: only on a change of state, never on each save.
  function tell(title, text = "", action = null) {
    notice.hidden = !title;
    const strong = Object.assign(document.createElement("strong"), { textContent: title });
    const told = document.createElement("p");
    told.append(strong, text && ` ${text}`);
    notice.replaceChildren(told);
    if (action) notice.append(action);
  }

  const link = (href, text, more = {}) => Object.assign(document.createElement("a"), { href, textContent: text, ...more });

  function become(next, message = "") {
    if (state !== next || message) {
      state = next;
      const urgent = !["back", "offline", "busy", "calm"].includes(next);
      notice.classList.toggle("due", urgent);
      notice.classList.toggle("plain", !urgent);
      if (next === "calm") tell("");
      if (next === "back") tell(words.back);
      if (next === "offline") tell(words.offlineTitle.replace("TIME", clock()), onDevice ? words.offline : words.offlineHere);
      if (next === "busy") tell(words.busyTitle, onDevice ? words.busy : words.offlineHere);
      if (next === "signin") tell(words.signinTitle, onDevice ? words.signin : words.offlineHere, signIn());
      if (next === "other") tell(words.otherTitle, words.other);
      if (next === "elsewhere") tell(message, words.elsewhere, goOn());
      if (next === "over") over(message);
    }
    draw();
  }

  function signIn() {
    const href = `${words.login}?next=${encodeURIComponent(location.pathname + location.search)}`;
    // What only this page remembers must not be left behind by leaving it.
    return link(href, words.signinLink, onDevice ? {} : { target: "_blank" });
  }

  function goOn() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: words.goon });
    button.addEventListener("click", async () => {
      try {
        await claim();
        become("calm");
        for (const one of queue.values()) {
          delete one.refused;
          keep(one);
        }
        await pump();
        if (!queue.size && state === "calm") location.reload();
      } catch (error) {
        failed(error);
      }
    });
    return button;
  }

  function over(message) {
    const lost = uncounted.length ? words.uncounted.replace("NUMBERS", inOrder(uncounted)) : "";
    tell(message, lost, words.after ? link(words.after, words.see) : null);
  }

  async function reach(url, options = {}) {
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout?.(20_000) });
    if (response.redirected || response.status === 401) throw new Stop("signin");
    if (response.status >= 500 || response.status === 429) throw new Stop("busy", Number(response.headers.get("Retry-After")) || 0);
    return response;
  }

  async function post(url, content, again = true) {
    const response = await reach(url, {
      method: "POST",
      body: JSON.stringify(content),
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token().value },
      keepalive: true,
    });
    if (response.status !== 403) return response;
    if (!again) throw new Stop("signin");
    await renew();
    return post(url, content, false);
  }

  // The token is old: the person signed in again elsewhere, or somebody else did.
  async function renew() {
    const fresh = await reach(words.csrf, { headers: { Accept: "application/json" } });
    if (!fresh.ok) throw new Stop("signin");
    const { csrf, user } = await fresh.json();
    if (user !== words.owner) throw new Stop("other");
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = csrf;
    cookies = document.cookie;
  }

  // One tab owns a test and keeps it from page to page; a new tab claims it.
  function remember(value) {
    epoch = value;
    owned = true;
    const input = document.querySelector("[name=epoch]");
    if (input) input.value = value;
    try { sessionStorage.setItem(memory, value); } catch { /* then each page claims anew */ }
  }

  async function claim() {
    const response = await post(words.claim, {});
    if (!response.ok) return refused(response);
    return remember((await response.json()).epoch);
  }

  async function refused(response, edit = null) {
    const { code = "", message = "" } = response.status === 404 ? {} : await response.json();
    if (response.status === 404) throw new Stop("other");
    if (response.status === 410) {
      if (edit) uncounted.push(edit.label);
      if (edit) forget(edit);
      become("over", message);
    } else if (response.status === 409) {
      for (const one of queue.values()) keep(Object.assign(one, { refused: true }));
      become("elsewhere", message);
    } else {
      if (edit) forget(edit);
      become("calm");
      tell(message || code, edit ? words.uncounted.replace("NUMBERS", edit.label) : "");
    }
  }

  function forget(edit) {
    if (queue.get(edit.field)?.seq === edit.seq) queue.delete(edit.field);
    device.drop(edit).catch(() => {});
  }

  async function deliver(edit) {
    const response = await post(words.url, body(edit, epoch));
    if (!response.ok) return refused(response, edit);
    const reply = await response.json();
    const number = of(edit.field);
    number.kept = reply.seq;
    number.last = Math.max(number.last, reply.seq);
    savedAt = reply.saved_at.slice(11, 16);
    told(reply);
    failures = 0;
    forget(edit);
    if (!reply.applied) newer.push(edit.label);
    return undefined;
  }

  function failed(error) {
    const stop = error instanceof Stop ? error : new Stop("offline");
    become(stop.state);
    if (!PASSING.has(stop.state)) return;
    later(Math.max(stop.seconds, RETRIES[Math.min(failures, RETRIES.length - 1)]));
    failures += 1;
  }

  const halted = () => state === "elsewhere" || state === "other";

  async function empty() {
    await loaded;
    try {
      // Signing in, in another tab, changes the cookie that a form's token belongs to.
      if (document.cookie !== cookies) await renew();
      if (!owned) await claim();
      // Meanwhile more may come in: until nothing is left.
      while (queue.size && !halted()) {
        draw();
        await deliver(queue.values().next().value);
      }
      if (PASSING.has(state) && navigator.onLine) become("back");
      if (newer.length) tell(words.newer.replace("NUMBERS", inOrder(newer.splice(0))));
      draw();
    } catch (error) {
      failed(error);
    }
  }

  function pump() {
    clearTimeout(waiting);
    if (halted()) return Promise.resolve();
    running ??= empty().finally(() => { running = null; });
    return running;
  }

  function later(seconds) {
    clearTimeout(waiting);
    waiting = setTimeout(pump, seconds * 1000);
  }

  async function keep(edit) {
    try {
      await device.keep(edit);
    } catch {
      onDevice = false; // refused, full or private: this page's memory is all there is
    }
    draw();
  }

  async function edit(field, label, value, seconds) {
    const number = of(field);
    number.last += 1;
    const made = { field, label, value, seq: number.last, epoch, at: Date.now() };
    if (halted()) made.refused = true;
    queue.set(field, made);
    draw();
    await keep(made);
    if (!PASSING.has(state)) later(seconds);
  }

  const wake = () => { failures = 0; return pump(); };

  const loaded = device.all().then((found) => {
    for (const one of found) {
      // An edit of a tab that lost the sheet is that tab's to send, when the person says so.
      if (one.refused || queue.has(one.field)) continue;
      queue.set(one.field, one);
      const number = of(one.field);
      if (one.seq > number.last) show(one);
      number.last = Math.max(number.last, one.seq);
    }
  }).catch(() => { onDevice = false; });

  try { if (Number(sessionStorage.getItem(memory)) === epoch) owned = true; } catch { /* claims */ }
  addEventListener("online", wake);
  addEventListener("offline", () => { if (!halted() && state !== "over") become("offline"); });
  addEventListener("pagehide", () => { if (queue.size) pump(); });
  document.addEventListener("visibilitychange", () => { if (queue.size && !document.hidden) wake(); });
  // Coming back finds the page as it was left: send what was not sent, else show what is stored.
  addEventListener("pageshow", (event) => { if (event.persisted) { if (queue.size) wake(); else location.reload(); } });
  pump();
  if (!navigator.onLine) become("offline");

  const settled = () => state === "over" || (navigator.onLine && owned && document.cookie === cookies && !queue.size && !halted() && !PASSING.has(state));

  return {
    edit,
    settled,
    seq: (field) => of(field).last,
    kept: (field) => of(field).kept,
    /** Send all there is, for some seconds; whether the page may be left. */
    settle: async () => {
      await Promise.race([wake(), wait(6)]);
      return settled();
    },
    /** Say why the page stays open, where a button would otherwise do nothing. */
    stay: () => {
      if (!halted()) {
        const time = left();
        if (!PASSING.has(state)) become("busy");
        tell(words.stayTitle, `${onDevice ? words.stay : words.offlineHere}${time ? ` ${words.clock.replace("TIME", time)}` : ""}`, state === "signin" ? signIn() : null);
      }
      notice.focus();
    },
  };
}

/** Let a form go once, and only when what was typed arrived; `prepare` fills in what it carries. */
export function guard(form, saver, prepare = () => {}) {
  let leaving = false;
  let trying = false;
  form.addEventListener("submit", async (event) => {
    if (leaving || trying) return event.preventDefault();
    if (saver.settled()) {
      leaving = true;
      return prepare();
    }
    event.preventDefault();
    trying = true;
    const free = await saver.settle();
    trying = false;
    if (free) form.requestSubmit(event.submitter);
    else saver.stay();
    return undefined;
  });
  addEventListener("pageshow", () => { leaving = false; });
}
