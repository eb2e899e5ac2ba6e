// Counts the minutes of a test, says aloud when 10, 5 and 1 are left and that it hands in, and hands in.

import { end as kept } from "./sitting.js";

const timer = document.querySelector("[data-seconds]");
const MARKS = [600, 300, 60];

let end = 0;

/** The time left as the server says it: somebody may have been given more. */
export const follow = (seconds) => {
  if (!timer || typeof seconds !== "number") return;
  end = Date.now() + seconds * 1000;
  kept(timer.dataset.sheet, end);
};

export const left = () => (timer ? timer.textContent : "");

// Each question is a page: what the page before had left tells whether a mark was passed between two.
function remembered(key, value) {
  try {
    if (value === undefined) return sessionStorage.getItem(key);
    sessionStorage.setItem(key, value);
  } catch { /* then a mark passed between two pages stays unsaid */ }
  return null;
}

/** Count, and call `atEnd`; a page that is `old` was served some time ago, and the device knows better. */
export function count(atEnd, { old = false } = {}) {
  if (!timer) return;
  const spoken = document.querySelector("[data-spoken]");
  const key = `left:${timer.dataset.sheet}`;
  const served = Number(timer.dataset.seconds);
  end = (old && kept(timer.dataset.sheet)) || Date.now() + served * 1000;
  kept(timer.dataset.sheet, end);
  const { minutes, few, last, over } = timer.dataset;
  let before = Math.max(served, Number(remembered(key) ?? 0));
  const tick = () => {
    const now = Math.round((end - Date.now()) / 1000);
    timer.textContent = now <= 60 ? last : now < 120 ? few : minutes.replace("MINUTES", Math.floor(now / 60));
    timer.parentElement.classList.toggle("is-due", now < 300);
    if (MARKS.some((mark) => before > mark && now <= mark)) spoken.textContent = timer.textContent;
    before = now;
    remembered(key, now);
    if (now > 0) return;
    clearInterval(clock);
    spoken.textContent = over;
    atEnd();
    addEventListener("online", atEnd);
  };
  const clock = setInterval(tick, 1000);
}
