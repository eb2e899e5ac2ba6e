// Counts the minutes of a test, says aloud when 10, 5 and 1 are left, and hands in at the end.

const timer = document.querySelector("[data-seconds]");
const MARKS = [600, 300, 60];

export const left = () => (timer ? timer.textContent : "");

export function count(atEnd) {
  if (!timer) return;
  const spoken = document.querySelector("[data-spoken]");
  const end = Date.now() + Number(timer.dataset.seconds) * 1000;
  const { minutes, few, last } = timer.dataset;
  let before = Number(timer.dataset.seconds);
  const tick = () => {
    const now = Math.round((end - Date.now()) / 1000);
    timer.textContent = now < 60 ? last : now < 120 ? few : minutes.replace("MINUTES", Math.floor(now / 60));
    timer.parentElement.classList.toggle("is-due", now < 300);
    if (MARKS.some((mark) => before > mark && now <= mark)) spoken.textContent = timer.textContent;
    before = now;
    if (now > 0) return;
    clearInterval(clock);
    atEnd();
    addEventListener("online", atEnd);
  };
  const clock = setInterval(tick, 1000);
}
