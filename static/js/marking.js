// While a level has the focus, its number chooses it and Enter saves; nowhere else does a key do anything.

const form = document.querySelector("form[data-marking]");
const levels = [...form.querySelectorAll("[name=points]")];

form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !levels.includes(event.target)) return;
  const level = levels[Number(event.key) - 1];
  if (level) {
    level.checked = true;
    level.focus();
  } else if (event.key !== "Enter" || !levels.some((one) => one.checked)) {
    return;
  } else {
    form.requestSubmit();
  }
  event.preventDefault();
});

form.querySelector("[data-keys]").hidden = false;
if (!form.querySelector("[role=alert]")) (levels.find((one) => one.checked) ?? levels[0])?.focus({ preventScroll: true });
