// A whole test on one page, from question to question without a line: what is entered is kept and sent as
// everywhere (autosave.js). Served by the site or, when the line is gone, by worker.js from this device.

import { autosave } from "./autosave.js";
import { put } from "./fields.js";
import { hold, release } from "./sitting.js";
import { count, follow, left } from "./timer.js";

const page = document.querySelector("[data-sitting]");
const words = document.querySelector("[data-autosave]").dataset;
const { dataset: says } = page;
const questions = [...page.querySelectorAll("form[data-item]")];
const flag = page.querySelector("[data-flag]");
const heading = page.querySelector("h1");
const all = (name) => [...page.querySelectorAll(`[data-${name}]`)];
const ownPage = location.pathname.endsWith("/offline/");
const of = (item) => questions.find((one) => one.dataset.item === item);
const values = (one) => [...new FormData(one).values()];
const isAnswered = (one) => values(one).some((value) => value.trim() !== "");
const isFlagged = (one) => one.dataset.flagged === "on";
const write = (name, text) => { for (const one of all(name)) one.textContent = text; };
const counted = (name, n) => says[`${name}${n === 1 ? "One" : "Many"}`].replace("COUNT", n);

let at = 1; // the place of a question, or "review"
let waiting = false;

function asked() {
  const item = new URLSearchParams(location.search).get("item");
  if (location.pathname.endsWith("/review/") || item === "review") return "review";
  const place = Number(item) || questions.findIndex((one) => !isAnswered(one)) + 1;
  return Math.min(Math.max(place, 1), questions.length);
}

const address = (place) => (ownPage ? `?item=${place}` : place === "review" ? `${words.after}review/` : `${words.after}?item=${place}`);

function list(name, found) {
  const [section] = all(name);
  section.hidden = !found.length;
  section.querySelector("ul").replaceChildren(...found.map((one) => {
    const place = questions.indexOf(one) + 1;
    const stem = one.querySelector("legend").textContent.trim();
    const link = Object.assign(document.createElement("a"), { className: "go", href: address(place), textContent: `${place}. ${stem}` });
    link.dataset.go = place;
    const row = document.createElement("li");
    row.append(link);
    return row;
  }));
}

function draw() {
  const answered = questions.filter(isAnswered);
  const empty = questions.filter((one) => !isAnswered(one));
  const flagged = questions.filter(isFlagged);
  for (const map of all("map")) {
    [...map.querySelectorAll("button")].forEach((button, index) => {
      const one = questions[index];
      button.classList.toggle("done", isAnswered(one));
      button.classList.toggle("mark", isFlagged(one));
      button.toggleAttribute("aria-current", false);
      if (at === index + 1) button.setAttribute("aria-current", "step");
      const said = [isAnswered(one) ? says.answered : says.unanswered, isFlagged(one) && says.marked].filter(Boolean);
      button.querySelector(".vh").textContent = `, ${said.join(", ")}`;
    });
  }
  Object.assign(page.querySelector("progress"), { value: answered.length });
  write("counts", `${counted("count", answered.length)}, ${counted("flags", flagged.length)}, ${counted("empty", empty.length)}.`);
  write("lead", empty.length ? counted("missing", empty.length) : says.complete);
  list("left", empty.length < 6 ? empty : []);
  list("flags", flagged);
}

function view() {
  const inReview = at === "review" || waiting;
  questions.forEach((one, index) => { one.hidden = inReview || at !== index + 1; });
  for (const one of all("question")) one.hidden = inReview;
  for (const one of all("review")) one.hidden = !inReview || waiting;
  const title = waiting ? says.waits : inReview ? says.reviewing : says.question.replace("POSITION", at);
  heading.textContent = title;
  document.title = `${title} · Acuerdo`;
  if (!inReview) {
    flag.checked = isFlagged(questions[at - 1]);
    page.querySelector("[data-go=back]").hidden = at === 1;
    write("next", at === questions.length ? says.toReview : says.next);
  }
  draw();
}

function go(place) {
  if (place === at) return;
  at = place;
  for (const one of all("held")) one.hidden = true; // read by now, and in the way of the question
  history.pushState(null, "", address(place));
  view();
  heading.focus();
  scrollTo(0, 0);
}

function show({ field, value }) {
  const one = of(field);
  if (!one) return;
  put([...one.elements], value.answer);
  one.dataset.flagged = value.flagged ? "on" : "";
}

const saver = autosave({
  show,
  left,
  remember: true,
  recalls: true,
  told: ({ seconds_left: seconds }) => follow(seconds),
  stored: (item) => Number(of(item)?.dataset.seq ?? 0),
  body: ({ field: item, value, seq }, epoch) => ({ item, ...value, seq, epoch }),
  waits: (on) => {
    waiting = on;
    view();
  },
  ended: () => release(words),
});

function edited(one, delay) {
  saver.edit(one.dataset.item, one.dataset.label, { answer: values(one), flagged: isFlagged(one) }, delay);
  draw();
}

const typed = (one) => one.type === "textarea" || one.type === "text";
for (const one of questions) {
  one.addEventListener("change", ({ target }) => { if (!typed(target)) edited(one, 0.2); });
  one.addEventListener("input", ({ target }) => { if (typed(target)) edited(one, 1); });
  // Enter in a text field goes on, as the button does.
  one.addEventListener("submit", (event) => {
    event.preventDefault();
    go(at === questions.length ? "review" : at + 1);
  });
}
flag.addEventListener("change", () => {
  const one = questions[at - 1];
  one.dataset.flagged = flag.checked ? "on" : "";
  edited(one, 0.2);
});
page.addEventListener("click", (event) => {
  const place = event.target.closest("[data-go]")?.dataset.go;
  if (!place) return;
  event.preventDefault();
  const step = { next: at === questions.length ? "review" : at + 1, back: at - 1, last: questions.length };
  go(step[place] ?? (Number(place) || place));
});
addEventListener("popstate", () => {
  at = asked();
  view();
});

// Handing in needs no line: it waits for one.
page.querySelector("[data-hand-in]").addEventListener("submit", (event) => {
  event.preventDefault();
  saver.handIn();
});
// Leaving does: without a line there is no other page.
document.querySelector("[data-exit]").addEventListener("click", async (event) => {
  event.preventDefault();
  const { href } = event.currentTarget;
  if (saver.settled() || await saver.settle()) location.assign(href);
  else saver.stay();
});

count(() => saver.handIn({ time: true }), { old: true });
saver.shown.then(() => {
  at = asked(); // where one stopped is known only now
  view();
});
saver.opened.then((anew) => hold(words, anew)).then((held) => {
  for (const one of all("held")) one.hidden = !ownPage || !held;
  for (const one of all("unheld")) one.hidden = !ownPage || held;
});
