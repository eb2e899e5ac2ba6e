// A lesson marked as read is kept on the device until the server has it. Without it, the form does all.

import { autosave } from "./autosave.js";

const saver = autosave({ body: ({ field, seq }) => ({ lesson: field, seq }) });
const form = document.querySelector("form[data-mark]");

if (form) {
  const { mark, label, next } = form.dataset;
  let trying = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (trying) return;
    trying = true;
    await saver.edit(mark, label, true, 0);
    const free = await saver.settle();
    trying = false;
    if (free) location.assign(next);
    else saver.stay();
  });
}
