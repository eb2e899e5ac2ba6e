// A form that is sent once: what is typed stays on this device until then, and comes back.

import { put } from "./fields.js";
import { Device } from "./store.js";

const place = document.querySelector("[data-draft]");
const device = new Device(place.dataset.owner, place.dataset.draft);

async function restore(form) {
  for (const { field, value } of await device.all()) {
    put([...form.elements].filter((input) => input.name === field), value);
  }
}

// After sending the page has no form: what was kept is no longer needed.
async function forget() {
  for (const edit of await device.all()) await device.drop(edit);
}

if (place.matches("form")) {
  place.addEventListener("input", ({ target }) => {
    const value = new FormData(place).getAll(target.name);
    device.keep({ field: target.name, value, seq: Date.now(), at: Date.now() }).catch(() => {});
  });
  // A page that came back with something missing shows what was sent already.
  if (!("returned" in place.dataset)) restore(place).catch(() => {});
} else {
  forget().catch(() => {});
}
