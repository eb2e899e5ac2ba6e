// Keeps every edit on this device until the server confirmed that very edit, and says what is so.
//
// One notice (`[data-autosave]`, see components/autosave.html) carries the addresses, the owner and all
// words. An edit is {owner, sheet, field, label, value, seq, epoch, at}; of each field only the newest
// is kept. Who wrote it is part of its key: somebody else at this device neither sees nor sends it.

import { Stop, courier } from "./courier.js";
import { Device, claimant, deviceName } from "./store.js";

const RETRIES = [1, 2, 4, 8, 15, 30];
const PASSING = new Set(["offline", "busy", "signin"]); // states that end by themselves
const wait = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
const HAND_IN = "~"; // the field of a hand-in that waits: it goes last
const clock = () => new Date().toTimeString().slice(0, 5);

const says = (value) => Object.values(value).some((one) => one !== "" && one !== false && one !== null);

const inOrder = (labels) => labels.sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).join(", ");

/**
 * Start saving. `body(edit, epoch)` is what is posted; `show(edit)` puts an edit that was not sent back into
 * the page; `told(reply)` hears what a save answers; `stored(field)` is the sequence number that the page was
 * served with, `seen(field)` what it knew of other devices (`clash`: see clashes.js); `closing()` is what a
 * hand-in carries beside; `left()` the time left; `waits(on)` hears whether a hand-in waits, `ended()` that it
 * is done. With `remember`, true or a question about an edit, what is confirmed is kept as well; an old page that
 * `recalls` shows it.
 */
export function autosave({
  body, show = () => {}, told = () => {}, stored = () => 0, seen = () => ({}), clash = null, closing = () => ({}),
  left = () => "", waits = () => {}, ended = () => {}, remember = false, recalls = false,
}) {
  const notice = document.querySelector("[data-autosave]");
  const line = document.querySelector("[data-line]");
  const served = line?.querySelector("[data-text]").textContent ?? ""; // what the server said of saving
  const words = notice.dataset;
  const { post, renew, isCurrent } = courier(words);
  const device = new Device(words.owner, words.sheet);
  const keeps = typeof remember === "function" ? remember : () => remember;
  const confirmed = remember ? new Device(words.owner, words.sheet, "acuerdo-saved") : null;
  const queue = new Map(); // field → its newest unsent edit
  const numbers = new Map(); // field → {last: seq given, kept: seq confirmed}
  const memory = `epoch:${words.sheet}`;
  let epoch = Number(words.epoch ?? 0);
  let owned = !words.claim;
  let onDevice = true;
  let writing = 0;
  let anew = false; // whether this page claimed the sheet: what the device holds of it may be old
  let isOpen = () => {};
  const opened = new Promise((resolve) => { isOpen = resolve; });
  let state = "calm";
  let failures = 0;
  let waiting = 0;
  let running = null;
  let savedAt = "";
  const uncounted = [];
  const newer = [];
  const name = deviceName();

  const of = (field) => {
    if (!numbers.has(field)) numbers.set(field, { last: stored(field), kept: 0, seen: seen(field) });
    return numbers.get(field);
  };

  function draw() {
    if (!line) return;
    // What the device has not written down yet is not said to be kept.
    const calm = state === "calm" || state === "back" || writing > 0;
    const n = queue.size - queue.has(HAND_IN) + (clash?.count() ?? 0);
    let text = savedAt ? words.saved.replace("TIME", savedAt) : served;
    if (queue.size && calm) text = words.saving;
    else if (n) text = (onDevice ? words : { one: words.oneHere, many: words.manyHere })[n === 1 ? "one" : "many"].replace("COUNT", n);
    line.dataset.state = n ? (queue.size && calm ? "saving" : "unsent") : "saved";
    line.querySelector("[data-text]").textContent = text;
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
      if (queue.has(HAND_IN) && (next === "offline" || next === "busy")) return sayThatItWaits();
      if (next === "back") tell(words.back);
      if (next === "offline") tell(words.offlineTitle.replace("TIME", clock()), onDevice ? words.offline : words.offlineHere);
      if (next === "busy") tell(words.busyTitle, onDevice ? words.busy : words.offlineHere);
      if (next === "signin") tell(words.signinTitle, onDevice ? words.signin : words.offlineHere, signIn());
      if (next === "other") tell(words.otherTitle, words.other);
      if (next === "elsewhere") tell(message, words.elsewhere, goOn());
      if (next === "over") over(message);
    }
    return draw();
  }

  // A hand-in that waits has not happened, and can be taken back.
  function sayThatItWaits() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: words.takeBack });
    button.addEventListener("click", () => {
      forget(queue.get(HAND_IN) ?? {});
      waits(false);
      const before = state;
      state = "";
      become(before);
    });
    const time = left();
    tell(words.waitTitle, `${onDevice ? words.wait : words.offlineHere}${time ? ` ${words.clock.replace("TIME", time)}` : ""}`, queue.get(HAND_IN)?.value.time ? null : button);
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
        await claim(true);
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

  // One tab owns a test and keeps it from page to page; a new tab claims it.
  function noteEpoch(value) {
    epoch = value;
    owned = true;
    anew = true;
    const input = document.querySelector("[name=epoch]");
    if (input) input.value = value;
    try { sessionStorage.setItem(memory, value); } catch { /* then each page claims anew */ }
  }

  // A page from this device is older than it looks: where another tab or device went on since, it says so,
  // and takes the test back only when the person wants that.
  async function claim(anyhow = !recalls) {
    const response = await post(words.claim, { ...claimant(words.sheet), ...(anyhow ? {} : { seen: epoch }) });
    if (!response.ok) return refused(response);
    return noteEpoch((await response.json()).epoch);
  }

  async function refused(response, edit = null) {
    const reply = response.status === 404 ? {} : await response.json();
    const { code = "", message = "" } = reply;
    const late = response.status === 410;
    if (response.status === 404) throw new Stop("other");
    // A hand-in that is refused waits no longer: what is missing can be put right.
    if (clash && !edit) waits(false);
    if (clash && edit && (code === "conflict" || says(edit.value))) {
      // Whatever the reason: what was typed stays here, and a person says what becomes of it.
      queue.delete(edit.field);
      await clash.meet(edit, { ...reply, late: code !== "conflict" });
      if (late) become("over", message);
    } else if (clash && code === "stale") {
      become("calm");
      tell(message, "", link(location.pathname, words.see));
    } else if (late) {
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

  async function handOver(edit) {
    const response = await post(words.handOver, { epoch, ...edit.value, ...closing() });
    if (clash || response.status !== 409 && response.status !== 404) forget(edit);
    if (!response.ok) return refused(response);
    const reply = await response.json();
    told(reply);
    state = "over";
    // Where more time was given meanwhile, the test goes on there.
    if (reply.handed_in) await ended();
    return location.assign(words.after);
  }

  async function deliver(edit) {
    if (edit.field === HAND_IN) return handOver(edit);
    const response = await post(words.url, body(edit, epoch));
    if (!response.ok) return refused(response, edit);
    const reply = await response.json();
    const number = of(edit.field);
    number.kept = reply.seq;
    number.last = Math.max(number.last, reply.seq);
    if (reply.seen) number.seen = { ...reply.seen };
    savedAt = reply.saved_at.slice(11, 16);
    told(reply);
    failures = 0;
    const value = reply.applied ? edit.value : reply.stored;
    // What another device stored, having seen this, takes its place here too.
    if (value && keeps(edit)) await confirmed.keep({ ...edit, value, seq: reply.seq, seen: number.seen, savedAt, at: Date.now() }).catch(() => {});
    forget(edit);
    if (!reply.applied && reply.stored && !queue.has(edit.field)) show({ ...edit, value });
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
      if (!isCurrent()) await renew();
      if (!owned) await claim();
      // Meanwhile more may come in: until nothing is left.
      while (queue.size && !halted()) {
        draw();
        await deliver([...queue.values()].find((one) => one.field !== HAND_IN) ?? queue.get(HAND_IN));
      }
      isOpen(anew);
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
    writing += 1;
    draw();
    try {
      await device.keep({ ...edit, path: words.after ?? location.pathname });
    } catch {
      onDevice = false; // refused, full or private: this page's memory is all there is
    }
    writing -= 1;
    draw();
  }

  clash?.within({ keep, forget, of, edit, draw });

  async function edit(field, label, value, seconds) {
    const number = of(field);
    number.last += 1;
    const made = { field, label, value, seq: number.last, device: name, seen: number.seen, epoch, at: Date.now() };
    if (halted()) made.refused = true;
    queue.set(field, made);
    await keep(made);
    if (!PASSING.has(state)) later(seconds);
  }

  /** Hand in: at once, or as soon as it is possible. */
  async function handIn(value = {}) {
    const made = { field: HAND_IN, label: "", value, seq: 1, epoch, at: Date.now() };
    queue.set(HAND_IN, made);
    await keep(made);
    waits(true);
    await Promise.race([wake(), wait(6)]);
    if (queue.has(HAND_IN) && PASSING.has(state) && state !== "signin") sayThatItWaits();
  }

  const wake = () => { failures = 0; return pump(); };

  // What was entered before the device was read is newer than all that the device holds, and numbered so.
  function follows(one) {
    const mine = queue.get(one.field);
    if (mine && mine.seq <= one.seq && mine.at !== one.at) {
      const number = of(one.field);
      number.last = mine.seq = one.seq + 1;
      if (one.seen) number.seen = mine.seen = one.seen;
      keep(mine);
    }
    return Boolean(mine);
  }

  // What was confirmed since the page was served, oldest first.
  const recalled = recalls ? confirmed.all().catch(() => []) : Promise.resolve([]);
  const loaded = Promise.all([device.all(), recalled]).then(([found, known]) => {
    for (const one of known) {
      const number = of(one.field);
      if (follows(one) || one.seq <= number.last) continue;
      show(one);
      number.last = one.seq;
      if (one.seen) number.seen = one.seen;
      ({ savedAt } = one);
    }
    for (const one of found) {
      // An edit of a tab that lost the sheet is that tab's to send, when the person says so.
      if (one.refused || follows(one)) continue;
      if (one.clash && clash) {
        clash.again(one);
        continue;
      }
      queue.set(one.field, one);
      if (one.field === HAND_IN) {
        waits(true);
        if (state === "offline" || state === "busy") sayThatItWaits();
        continue;
      }
      const number = of(one.field);
      if (one.seq > number.last) show(one);
      number.last = Math.max(number.last, one.seq);
      // Of another device, handed over to this one: what is written here has seen it.
      if (one.device && one.device !== name) number.seen = { ...number.seen, ...one.seen, [one.device]: one.seq };
    }
  }).catch(() => { onDevice = false; });

  try { if (Number(sessionStorage.getItem(memory)) === epoch) owned = true; } catch { /* claims */ }
  addEventListener("online", wake);
  addEventListener("offline", () => { if (!halted() && state !== "over") become("offline"); });
  // A page that goes claims nothing: it would not hear of it, and the next one would seem to be somebody else's.
  addEventListener("pagehide", () => { if (queue.size && owned) pump(); });
  document.addEventListener("visibilitychange", () => { if (queue.size && !document.hidden) wake(); });
  // Coming back finds the page as it was left: send what was not sent, else show what is stored.
  addEventListener("pageshow", (event) => { if (event.persisted) { if (queue.size) wake(); else location.reload(); } });
  pump();
  if (!navigator.onLine) become("offline");

  const settled = () => state === "over" || (navigator.onLine && owned && isCurrent() && !queue.size && !halted() && !PASSING.has(state));

  return {
    edit,
    handIn,
    settled,
    /** Whether all is well but the line: what is written goes on from the device. */
    adrift: () => onDevice && (state === "offline" || state === "busy"),
    /** Waits until what this device holds is in the page. */
    shown: loaded,
    /** Waits until everything was sent; whether this page has claimed the sheet. */
    opened,
    seq: (field) => of(field).last,
    seen: (field) => of(field).seen,
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

/**
 * Let a form go once, and only when what was typed arrived; `prepare` fills in what it carries. `onward(button)`
 * may find another way for one that cannot go.
 */
export function guard(form, saver, prepare = () => {}, onward = () => false) {
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
    else if (!await onward(event.submitter)) saver.stay();
    return undefined;
  });
  addEventListener("pageshow", () => { leaving = false; });
}
