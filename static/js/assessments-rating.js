// Saves the draft of a rating as it is made, and counts. Without it, "Save draft" does all.

const form = document.querySelector("form.rate");
const status = form.querySelector("[data-status]");
const count = form.querySelector("[data-count]");
const limit = Number(form.dataset.limit);
const RETRIES = [1, 2, 4, 8, 15, 30];

let edits = 0;
let kept = 0;
let failures = 0;
let waiting = 0;
let sending = false;
let stopped = false;

const say = (text) => { status.textContent = text; };

function schedule(seconds) {
  clearTimeout(waiting);
  waiting = setTimeout(send, seconds * 1000);
}

function retry(text) {
  say(text);
  schedule(RETRIES[Math.min(failures, RETRIES.length - 1)]);
  failures += 1;
}

async function send() {
  if (sending || stopped || kept === edits) return;
  sending = true;
  const edit = edits;
  say(status.dataset.saving);
  try {
    const response = await fetch(location.href, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    if (response.redirected || response.status === 403) return retry(status.dataset.signin);
    if (response.status >= 500) return retry(status.dataset.offline);
    const reply = await response.json();
    if (!response.ok) {
      stopped = true;
      status.classList.add("is-due");
      return say(reply.message);
    }
    form.elements.revision.value = reply.revision;
    kept = edit;
    failures = 0;
    say(status.dataset.saved.replace("TIME", reply.saved_at));
  } catch {
    retry(status.dataset.offline);
  } finally {
    sending = false;
    if (kept !== edits && failures === 0) schedule(1);
  }
}

function recount() {
  const criteria = [...form.querySelectorAll("fieldset.crit")];
  const done = criteria.filter((one) => one.querySelector(".scale :checked")).length;
  count.textContent = count.dataset.text.replace("DONE", done).replace("TOTAL", criteria.length);
  const missing = form.querySelector("[data-missing]");
  const lacking = criteria.some((one) => {
    const chosen = one.querySelector(".scale :checked");
    return chosen && Number(chosen.value) <= limit && !one.querySelector("textarea").value.trim();
  });
  if (missing) missing.hidden = !lacking;
}

function edited(delay) {
  edits += 1;
  recount();
  schedule(delay);
}

form.addEventListener("change", (event) => { if (event.target.name) edited(0.5); });
form.addEventListener("input", (event) => { if (event.target.type === "textarea") edited(2); });
addEventListener("online", () => { failures = 0; schedule(0.2); });

// Coming back finds the page as it was left: send what was not sent, else show what is stored.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (kept === edits) return location.reload();
  leaving = false;
  stopped = false;
  schedule(0.2);
});

// While a save is under way the page holds an old revision: wait for it, then hand in.
let leaving = false;
form.addEventListener("submit", async (event) => {
  if (leaving) return event.preventDefault();
  if (!navigator.onLine) {
    event.preventDefault();
    return retry(status.dataset.offline);
  }
  if (!sending) {
    leaving = true;
    stopped = true;
    clearTimeout(waiting);
    return;
  }
  event.preventDefault();
  while (sending) await new Promise((resolve) => { setTimeout(resolve, 50); });
  form.requestSubmit(event.submitter);
});
