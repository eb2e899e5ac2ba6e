// What is sent once more takes the token of now: signing in, in another tab, made another one.

const form = document.querySelector("form[data-resend]");

form.addEventListener("submit", async (event) => {
  if (form.dataset.ready) return;
  event.preventDefault();
  form.dataset.ready = "1";
  try {
    const reply = await fetch(form.dataset.resend, { headers: { Accept: "application/json" } });
    if (reply.ok && !reply.redirected) form.elements.csrfmiddlewaretoken.value = (await reply.json()).csrf;
  } catch { /* then the page comes back and says why */ }
  form.submit();
});
addEventListener("pageshow", () => { delete form.dataset.ready; });
