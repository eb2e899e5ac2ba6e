// Names for the fields of Wagtail's editor that have none: text areas, and blocks of a single field.
// Their label stands above them, but nothing ties the two together for a screen reader.
const FIELDS = '[contenteditable="true"], [data-streamfield-child] input, [data-streamfield-child] textarea';
let made = 0;

function labelOf(field) {
  const label = field.closest("[data-contentpath]")?.querySelector("label");
  if (label && !label.hidden && label.textContent.trim()) return label;
  return field.closest(".w-panel")?.querySelector("[data-panel-heading-text], .w-panel__heading");
}

function name(field) {
  const named = field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby");
  if (named || field.labels?.length || ["hidden", "checkbox", "radio"].includes(field.type)) return;
  const label = labelOf(field);
  if (!label) return;
  if (!label.id) label.id = `named-${(made += 1)}`;
  field.setAttribute("aria-labelledby", label.id);
}

function nameAll() {
  for (const field of document.querySelectorAll(FIELDS)) name(field);
}

new MutationObserver(nameAll).observe(document.documentElement, { childList: true, subtree: true });
nameAll();
