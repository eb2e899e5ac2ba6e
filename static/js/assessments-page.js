// A test with all its questions on one page: each is kept, sent and confirmed by itself. Without it, the form does all.

import { autosave, guard } from "./autosave.js";
import { put } from "./fields.js";
import { hold, isHeld, release } from "./sitting.js";
import { count, follow, left } from "./timer.js";

const form = document.getElementById("test");
const words = document.querySelector("[data-autosave]").dataset;
const questions = new Map([...form.querySelectorAll("[data-item]")].map((one) => [one.dataset.item, one]));

const field = (question, name) => form.elements.namedItem(`${name}-${question.dataset.position}`);
// "answer-3", or "answer-3.row" where each row of a question has fields of its own.
const isAnswer = (question, name) => `${name}.`.startsWith(`answer-${question.dataset.position}.`);
const inputs = (question) => [...question.querySelectorAll("input, textarea, select")].filter((one) => isAnswer(question, one.name));

function show({ field: item, value }) {
  const question = questions.get(item);
  if (!question) return;
  put(inputs(question), value.answer);
  field(question, "flagged").checked = value.flagged;
  countOn();
}

const saver = autosave({
  show,
  left,
  remember: true,
  ended: () => release(words),
  told: ({ seconds_left: seconds }) => follow(seconds),
  stored: (item) => (questions.has(item) ? Number(field(questions.get(item), "seq").value) - 1 : 0),
  body: ({ field: item, value, seq }, epoch) => ({ item, ...value, seq, epoch }),
});

function edited(question, delay) {
  const data = [...new FormData(form)];
  const answer = data.filter(([name]) => isAnswer(question, name)).map(([, value]) => value);
  const flagged = field(question, "flagged").checked;
  saver.edit(question.dataset.item, question.dataset.label, { answer, flagged }, delay);
  countOn();
}

// What was counted when the page was drawn is counted on, or no longer said.
function countOn() {
  const map = form.querySelector(".map");
  const data = [...new FormData(form)];
  let done = 0;
  for (const question of questions.values()) {
    const answered = data.some(([name, value]) => value && isAnswer(question, name));
    const flagged = field(question, "flagged").checked;
    const link = map.querySelector(`[href="#${question.id}"]`);
    link.className = [answered && "done", flagged && "mark"].filter(Boolean).join(" ");
    link.lastChild.textContent = `, ${map.dataset[answered ? "done" : "open"]}${flagged ? `, ${map.dataset.mark}` : ""}`;
    done += answered;
  }
  form.querySelector("progress").value = done;
  form.querySelector("[data-counts]").hidden = true;
}

const typed = (one) => one.type === "textarea" || one.type === "text";
const heard = (test, delay) => ({ target }) => {
  const question = target.closest("[data-item]");
  if (question && test(target)) edited(question, delay);
};
form.addEventListener("change", heard((one) => !typed(one), 0.2));
form.addEventListener("input", heard(typed, 1));

// What is confirmed is not saved once more, and never over something newer: the number says how far this page got.
guard(form, saver, () => {
  for (const [item, question] of questions) field(question, "seq").value = saver.seq(item);
}, onward);

// Without a line handing in waits on this device, and the review is one of its pages.
async function onward(button) {
  if (button?.name !== "go" || !saver.adrift()) return false;
  if (button.value === "time") saver.handIn({ time: true });
  else if (button.value === "review" && await isHeld(words)) location.assign(`${words.after}review/`);
  else return false;
  return saver.adrift();
}

saver.opened.then((anew) => hold(words, anew));

count(() => {
  const button = Object.assign(document.createElement("button"), { name: "go", value: "time", hidden: true });
  form.append(button);
  return form.requestSubmit(button);
});
