// A rating: each criterion is kept, sent and confirmed by itself. Without it, "Save" does all.

import { autosave, guard } from "./autosave.js";

const form = document.querySelector("form.rate");
const progress = form.querySelector("[data-count]");
const missing = form.querySelector("[data-missing]");
const limit = Number(form.dataset.limit);
const criteria = [...form.querySelectorAll("[data-criterion]")];
const box = (key) => criteria.find((one) => one.dataset.criterion === key);
const level = (one) => one.querySelector(".scale :checked");
const comment = (one) => one.querySelector("textarea");
const numbered = (one) => one.querySelector("[data-seq]");

// The status is read out when it changes: how many are done, and that a comment is asked for.
function recount() {
  const rows = criteria.filter((one) => one.dataset.criterion);
  write(progress, progress.dataset.text.replace("DONE", rows.filter(level).length).replace("TOTAL", rows.length));
  const lacking = rows.filter((one) => level(one) && Number(level(one).value) <= limit && !comment(one).value.trim());
  const [first] = lacking;
  missing.hidden = !first;
  if (!first) return;
  missing.href = `#${comment(first).id}`;
  write(missing, missing.dataset[lacking.length === 1 ? "one" : "many"].replace("COUNT", lacking.length));
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function show({ field, value }) {
  const one = box(field);
  if (!one) return;
  for (const input of one.querySelectorAll(".scale input")) input.checked = input.value === value.level;
  comment(one).value = value.comment;
  const shown = one.querySelector(".toggle input");
  if (shown) shown.checked ||= Boolean(value.comment);
  recount();
}

const saver = autosave({
  show,
  stored: (key) => Number(box(key) ? numbered(box(key)).dataset.seq : 0),
  body: ({ field, value, seq }) => ({ criterion: field, ...value, seq }),
});

function edited(target, delay) {
  const one = target.closest("[data-criterion]");
  if (!one || !target.name) return;
  recount();
  const value = { level: level(one)?.value ?? "", comment: comment(one).value };
  saver.edit(one.dataset.criterion, one.dataset.label, value, delay);
}

form.addEventListener("change", ({ target }) => { if (target.type === "radio") edited(target, 0.3); });
form.addEventListener("input", ({ target }) => { if (target.type === "textarea") edited(target, 2); });

// The form lays each criterion over what is stored, where it is newer: a second tab loses nothing.
guard(form, saver, () => {
  for (const one of criteria) {
    const number = numbered(one);
    number.name = `seq_${one.dataset.criterion}`;
    number.value = saver.seq(one.dataset.criterion);
  }
});
