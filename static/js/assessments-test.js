// Saves each answer as it is given and counts the minutes. Without it, "Save and continue" does all.

const form = document.getElementById("test");
const status = form.querySelector("[data-status]");
const timer = form.querySelector("[data-seconds]");
const field = (name) => form.elements.namedItem(name);
const key = `attempt:${form.dataset.attempt}`;
const RETRIES = [1, 2, 4, 8, 15, 30];

let edits = 0; // edits on this page
let kept = 0; // the latest of them that the server acknowledged
let failures = 0;
let waiting = 0;
let sending = false;
let stopped = false;

const say = (text) => { status.textContent = text; };

const post = (url, body) => fetch(url, {
  method: "POST",
  body: JSON.stringify(body),
  headers: { "Content-Type": "application/json", "X-CSRFToken": field("csrfmiddlewaretoken").value },
  keepalive: true,
});

// A session that ended answers with the sign-in page, or refuses the old token.
const signedOut = (response) => response.redirected || response.status === 403 || response.status === 401;

// One tab owns the test. This one keeps its ownership from page to page; a new one claims it.
async function claim() {
  if (sessionStorage.getItem(key) === field("epoch").value) return;
  try {
    const response = await post(form.dataset.claim, {});
    if (!response.ok || response.redirected) return;
    const { epoch } = await response.json();
    field("epoch").value = epoch;
    sessionStorage.setItem(key, epoch);
  } catch {
    // Offline: the page goes on with the number it was served with.
  }
}

const claimed = claim();

function answer() {
  const data = new FormData(form);
  return {
    item: field("item").value,
    answer: data.getAll("answer"),
    flagged: data.has("flagged"),
    epoch: Number(field("epoch").value),
    seq: Number(field("seq").value),
  };
}

function schedule(seconds) {
  clearTimeout(waiting);
  waiting = setTimeout(send, seconds * 1000);
}

function retry(text) {
  say(text);
  schedule(RETRIES[Math.min(failures, RETRIES.length - 1)]);
  failures += 1;
}

async function refused(response) {
  const { message, code } = await response.json();
  if (code === "time_over" || code === "submitted") {
    location.reload();
    return;
  }
  stopped = true;
  say(message);
  status.classList.add("is-due");
}

async function send() {
  if (sending || stopped || kept === edits) return;
  sending = true;
  const edit = edits;
  await claimed;
  say(status.dataset.saving);
  try {
    const response = await post(form.dataset.autosave, answer());
    if (signedOut(response)) return retry(status.dataset.signin);
    if (response.status >= 500) return retry(status.dataset.offline);
    if (!response.ok) return await refused(response);
    const saved = await response.json();
    kept = edit;
    failures = 0;
    say(status.dataset.saved.replace("TIME", saved.saved_at.slice(11, 16)));
  } catch {
    retry(status.dataset.offline);
  } finally {
    sending = false;
    if (kept !== edits && failures === 0) schedule(1);
  }
}

function edited(delay) {
  edits += 1;
  field("seq").value = Number(field("seq").value) + 1;
  schedule(delay);
}

form.addEventListener("change", (event) => { if (event.target.type !== "textarea") edited(0.2); });
form.addEventListener("input", (event) => { if (event.target.type === "textarea") edited(2); });
addEventListener("pagehide", () => { send(); });
addEventListener("online", () => { failures = 0; schedule(0.2); });

// Coming back finds the page as it was left: send what was not sent, else show what is stored.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (kept === edits) return location.reload();
  leaving = false;
  stopped = false;
  schedule(0.2);
});

// The form must carry the number that this tab claimed, and be sent once however often one clicks.
let ready = false;
claimed.then(() => { ready = true; });
let leaving = false;
form.addEventListener("submit", async (event) => {
  if (leaving) return event.preventDefault();
  if (!navigator.onLine) {
    event.preventDefault();
    return retry(status.dataset.offline);
  }
  if (ready) {
    leaving = true;
    stopped = true;
    // What was acknowledged is not saved again; anything else is a newer edit.
    if (edits > 0 && kept === edits) field("acknowledged").value = field("seq").value;
    else field("seq").value = Number(field("seq").value) + 1;
    return;
  }
  event.preventDefault();
  await claimed;
  form.requestSubmit(event.submitter);
});

if (timer) {
  const end = Date.now() + Number(timer.dataset.seconds) * 1000;
  const tick = () => {
    const left = Math.round((end - Date.now()) / 1000);
    const { minutes, few, last } = timer.dataset;
    timer.textContent = left < 60 ? last : left < 120 ? few : minutes.replace("MINUTES", Math.floor(left / 60));
    timer.parentElement.classList.toggle("is-due", left < 300);
    if (left > 0) return;
    clearInterval(clock);
    const button = Object.assign(document.createElement("button"), { name: "go", value: "submit", hidden: true });
    form.append(button);
    form.requestSubmit(button);
  };
  const clock = setInterval(tick, 1000);
}
