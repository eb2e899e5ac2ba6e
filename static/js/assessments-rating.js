// A rating: each field is kept, sent and confirmed by itself. Without it, "Save" does all.

import { autosave, guard } from "./autosave.js";
import { clashes } from "./clashes.js";
import { ask } from "./rating-clash.js";
import { dictation } from "./rating-dictation.js";
import { draw as drawPhases } from "./rating-phases.js";
import { keys } from "./rating-keys.js";
import { report } from "./rating-device.js";
import { hold, release } from "./sitting.js";

const form = document.querySelector("form.rate");
const notice = document.querySelector("[data-autosave]").dataset;
const words = document.querySelector("[data-words]").dataset;
const progress = form.querySelector("[data-count]");
const missing = form.querySelector("[data-missing]");
const limit = Number(form.dataset.limit);
const boxes = [...form.querySelectorAll("[data-criterion]")];
const rows = boxes.filter((one) => one.dataset.criterion && !one.dataset.criterion.startsWith("~"));
const list = form.querySelector("[data-notes]");
const NOTE = "~note:";
const PERSON = "~person";
const box = (key) => boxes.find((one) => one.dataset.criterion === key);
const level = (one) => one.querySelector(".scale :checked");
const comment = (one) => one.querySelector(".note textarea");
const numbered = (one) => one.querySelector("[data-seq]");
const again = (one) => one.querySelector(".again input");
const noted = (key) => Boolean(list.querySelector(`[data-of="${CSS.escape(key)}"]`));
const make = (name, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
};

function lacks(one) {
  const chosen = level(one);
  if (!chosen) return one.querySelector(".scale input");
  if (!comment(one) || chosen.value === "no") return null;
  const needed = Number(chosen.value) <= limit || "critical" in one.dataset;
  return needed && !comment(one).value.trim() && !noted(one.dataset.criterion) ? comment(one) : null;
}

const asked = () => [...rows, box("~judgment")].filter(Boolean);

// The status is read out when it changes: how many are done, and how much is left.
function recount() {
  write(progress, progress.dataset.text.replace("DONE", rows.filter(level).length).replace("TOTAL", rows.length));
  const lacking = asked().filter(lacks);
  missing.hidden = !lacking.length;
  if (lacking.length) write(missing, missing.dataset[lacking.length === 1 ? "one" : "many"].replace("COUNT", lacking.length));
}

function write(element, text) {
  if (element.textContent.trim() !== text) element.textContent = text;
}

// The next one behind where one is, and from the top after the last.
missing.addEventListener("click", (event) => {
  event.preventDefault();
  const lacking = asked().filter(lacks);
  const here = asked().indexOf(document.activeElement?.closest("[data-criterion]"));
  const next = lacking.find((one) => asked().indexOf(one) > here) ?? lacking[0];
  next.scrollIntoView({ block: "center" });
  lacks(next).focus({ preventScroll: true });
});

function valueOf(one) {
  const key = one.dataset.criterion;
  if (key === "~judgment") return { level: level(one)?.value ?? "" };
  if (key === "~closing") return Object.fromEntries([...one.querySelectorAll("textarea")].map((each) => [each.name, each.value]));
  if (key === "") return { comment: one.querySelector("textarea").value };
  return { level: level(one)?.value ?? "", comment: comment(one).value, look_again: again(one).checked };
}

function show({ field, value }) {
  if (field.startsWith(NOTE)) showNote(field.slice(NOTE.length), value);
  if (field === PERSON) opened();
  const one = box(field);
  if (one) fill(one, value);
  recount();
}

function fill(one, value) {
  const key = one.dataset.criterion;
  for (const input of one.querySelectorAll(".scale input")) input.checked = input.value === value.level;
  if (key === "") one.querySelector("textarea").value = value.comment;
  if (key === "~closing") for (const each of one.querySelectorAll("textarea")) each.value = value[each.name] ?? "";
  if (!comment(one)) return;
  comment(one).value = value.comment;
  again(one).checked = Boolean(value.look_again);
  one.querySelector(".say input").checked ||= Boolean(value.comment);
}

function showNote(id, { comment: text, about, noted_at: at }) {
  if (list.querySelector(`[data-note-id="${CSS.escape(id)}"]`)) return;
  const when = new Date(at);
  const row = make("li", {}, make("time", { className: "num soft", dateTime: at, textContent: when.toTimeString().slice(0, 5) }));
  Object.assign(row.dataset, { noteId: id, of: about });
  if (about) row.append(" ", make("span", { className: "badge", textContent: rows.indexOf(box(about)) + 1 }));
  row.append(" ", make("span", { textContent: text }));
  list.append(row);
}

// What two devices wrote, or what was not taken, side by side where it belongs.
const clash = clashes(function put(edit, reply) {
  const { field } = edit;
  ask(words, box(field) ?? form.querySelector("[data-notes]").parentElement, edit, reply, (mine) => {
    if (!mine && reply.stored && box(field)) fill(box(field), reply.stored);
    clash.choose(field, mine);
    recount();
  });
});

const saver = autosave({
  show,
  told,
  clash,
  remember: true,
  recalls: true,
  stored: (key) => Number(box(key) ? numbered(box(key)).dataset.seq : 0),
  seen: (key) => JSON.parse((box(key) && numbered(box(key)).dataset.seen) || "{}"),
  body: ({ field, value, seq, device, seen }) => ({ criterion: field, ...value, seq, device, seen }),
  closing: () => ({ seen: Object.fromEntries(boxes.map(({ dataset }) => [dataset.criterion, saver.seen(dataset.criterion)])) }),
  waits: (on) => { form.classList.toggle("is-waiting", on); },
  ended: () => release(notice),
});

function edited(target, delay) {
  const one = target.closest("[data-criterion]");
  if (!one || !target.name) return;
  recount();
  saver.edit(one.dataset.criterion, one.dataset.label, valueOf(one), delay);
}

form.addEventListener("change", ({ target }) => { if (target.type === "radio" || target.type === "checkbox") edited(target, 0.3); });
form.addEventListener("input", ({ target }) => { if (target.type === "textarea") edited(target, 2); });

// Notes are only added, so each is a field of its own.
const note = form.querySelector("[data-note]");
const about = form.querySelector("[data-about]");
function addNote(event) {
  event?.preventDefault();
  const text = note.value.trim();
  if (!text) return note.focus();
  const value = { comment: text, about: about.value, noted_at: new Date().toISOString() };
  const id = crypto.randomUUID();
  showNote(id, value);
  saver.edit(NOTE + id, note.labels[0].textContent.trim(), value, 0.3);
  note.value = "";
  about.value = "";
  recount();
  return note.focus();
}
form.querySelector("[data-add-note]").addEventListener("click", addNote);
note.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) addNote(event); });

// Whoever it is, is said once, before the first level.
const asks = form.querySelector("[data-guard]");
function opened() {
  if (asks) asks.hidden = true;
  for (const one of document.querySelectorAll("[data-body]")) one.hidden = false;
}
asks?.querySelector("button").addEventListener("click", (event) => {
  event.preventDefault();
  const why = asks.querySelector("[data-why]");
  if (why && !why.reportValidity()) return;
  opened();
  saver.edit(PERSON, asks.querySelector("h2").textContent, { comment: why?.value ?? "" }, 0.3);
  form.querySelector(".scale input").focus();
});

// Whoever leads the day hears of what this device still holds, soon after something was sent.
let telling = 0;
function told() {
  clearTimeout(telling);
  telling = setTimeout(() => {
    report({ ...words, owner: notice.owner }, form.querySelector("[name=csrfmiddlewaretoken]").value).catch(() => {});
  }, 3000);
}

dictation(form, document.documentElement.lang);
// Saving is by itself here.
form.querySelector("[data-save]").hidden = true;
keys(form, { rows: asked, lacks, comment, again });
drawPhases(document.querySelector("[data-phases]"), notice.sheet, words.phaseOver);
recount();

// The form lays each criterion over what is stored, where it is newer: a second tab loses nothing.
guard(form, saver, () => {
  for (const one of boxes) {
    if (one.dataset.criterion.startsWith("~")) continue;
    const number = numbered(one);
    number.name = `seq_${one.dataset.criterion}`;
    number.value = saver.seq(one.dataset.criterion);
  }
}, (button) => {
  // Without a line the sheet is complete on this device, or says what is missing.
  if (button?.value !== "submit" || !saver.adrift()) return false;
  const [first] = asked().filter((one) => !level(one));
  if (first) return missing.click();
  saver.handIn({ judgment: Number(level(box("~judgment") ?? form)?.value) || null, owing: true });
  return true;
});

saver.opened.then(() => hold(notice, true)).then(told);
