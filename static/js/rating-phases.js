// The clock of a role-play: which phase it is and how long that still takes. It runs on this device alone.

const KEY = "acuerdo:phase:";

function recall(sheet, value) {
  try {
    if (value) localStorage.setItem(KEY + sheet, JSON.stringify(value));
    return JSON.parse(localStorage.getItem(KEY + sheet) ?? "null");
  } catch {
    return value ?? null;
  }
}

/** Show the phases; `over` is said when the time of one has passed. */
export function draw(bar, sheet, over) {
  const buttons = [...bar.querySelectorAll("[data-phase]")];
  const clock = bar.querySelector("[data-clock]");
  const more = bar.querySelector("[data-more]");
  const spoken = bar.querySelector("[data-phase-spoken]");
  let now = recall(sheet);
  const tick = () => {
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.phase === now?.phase));
    more.hidden = !now?.end;
    if (!now) return;
    const seconds = Math.round(now.end ? (now.end - Date.now()) / 1000 : (Date.now() - now.began) / 1000);
    const shown = Math.abs(seconds);
    clock.textContent = `${seconds < 0 ? "−" : ""}${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    clock.classList.toggle("is-due", Boolean(now.end) && seconds < 0);
    if (now.end && seconds <= 0 && !now.told) {
      now = recall(sheet, { ...now, told: true });
      spoken.textContent = over;
      navigator.vibrate?.(300);
    }
  };
  for (const one of buttons) {
    one.addEventListener("click", () => {
      const minutes = Number(one.dataset.minutes);
      now = recall(sheet, { phase: one.dataset.phase, began: Date.now(), end: minutes ? Date.now() + minutes * 60_000 : 0 });
      spoken.textContent = one.textContent.trim();
      tick();
    });
  }
  more.addEventListener("click", () => {
    now = recall(sheet, { ...now, end: Math.max(now.end, Date.now()) + 120_000, told: false });
    tick();
  });
  bar.hidden = false;
  tick();
  setInterval(tick, 1000);
}
