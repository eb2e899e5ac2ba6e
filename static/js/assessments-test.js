// The pages of a test: answers and marks are kept, sent and confirmed. Without it, the forms do all.

import { autosave, guard } from "./autosave.js";
import { put } from "./fields.js";
import { hold, isHeld, release } from "./sitting.js";
import { count, follow, left } from "./timer.js";

const form = document.getElementById("test");
const words = document.querySelector("[data-autosave]").dataset;
const field = (name) => form.elements.namedItem(name);
// "answer", or "answer.row" where each row of a question has fields of its own.
const isAnswer = (name) => name === "answer" || name.startsWith("answer.");
const inputs = () => [...form.elements].filter((one) => isAnswer(one.name));

function show({ field: item, value }) {
  if (!form || item !== field("item").value) return;
  put(inputs(), value.answer);
  field("flagged").checked = value.flagged;
}

const saver = autosave({
  show,
  left,
  remember: true,
  ended: () => release(words),
  told: ({ seconds_left: seconds }) => follow(seconds),
  stored: (item) => (form && item === field("item").value ? Number(field("seq").value) - 1 : 0),
  body: ({ field: item, value, seq }, epoch) => ({ item, ...value, seq, epoch }),
});

if (form) {
  const item = field("item").value;
  const served = Number(field("seq").value) - 1;
  const edited = (delay) => {
    const data = new FormData(form);
    const answer = [...data].filter(([name]) => isAnswer(name)).map(([, value]) => value);
    saver.edit(item, form.dataset.label, { answer, flagged: data.has("flagged") }, delay);
  };
  const typed = (one) => one.type === "textarea" || one.type === "text";
  form.addEventListener("change", ({ target }) => { if (!typed(target)) edited(0.2); });
  form.addEventListener("input", ({ target }) => { if (typed(target)) edited(1); });
  // What is confirmed already, or was never touched (0), need not be saved once more.
  guard(form, saver, () => {
    const kept = saver.kept(item) || served;
    field("seq").value = kept;
    field("acknowledged").value = kept;
  }, onward);
}

// Without a line the other questions are on this device.
async function onward(button) {
  if (button?.name !== "go" || !saver.adrift()) return false;
  if (button.value === "time") return waits({ time: true });
  if (!await isHeld(words)) return false;
  if (button.value === "review") location.assign(`${words.after}review/`);
  else if (Number(button.value)) location.assign(`?item=${button.value}`);
  else return false;
  return true;
}

function waits(value) {
  if (saver.adrift()) saver.handIn(value);
  return saver.adrift();
}

// Before handing in, what other pages left unsent goes first; without a line handing in waits as well.
const handIn = document.querySelector("form[data-hand-in]");
if (handIn) guard(handIn, saver, () => {}, () => waits({ time: Boolean(handIn.elements.go) }));

if (words.claim) saver.opened.then((anew) => hold(words, anew));
else saver.opened.then(() => release(words));

// The server has the last word on whether time is up: more of it may have been given meanwhile.
count(() => {
  if (handIn) {
    handIn.append(Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: "time" }));
    return handIn.requestSubmit();
  }
  const button = Object.assign(document.createElement("button"), { name: "go", value: "time", hidden: true });
  form.append(button);
  return form.requestSubmit(button);
});
