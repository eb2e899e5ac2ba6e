// Arrow keys and Enter go from cell to cell of a grid; at the end of a text, Right goes on.

const grid = document.querySelector("[data-paper-grid]");
const cells = () => [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input, textarea")]);

grid.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || field.tagName === "TEXTAREA") return;
  const rows = cells().filter((row) => row.length);
  const row = rows.findIndex((one) => one.includes(field));
  const column = rows[row]?.indexOf(field);
  if (column === undefined) return;
  const atEnd = field.selectionStart === field.value.length;
  const atStart = field.selectionEnd === 0;
  const next = {
    ArrowDown: () => rows[row + 1]?.[column],
    ArrowUp: () => rows[row - 1]?.[column],
    Enter: () => rows[row + 1]?.[column],
    ArrowRight: () => (atEnd ? rows[row][column + 1] : undefined),
    ArrowLeft: () => (atStart ? rows[row][column - 1] : undefined),
  }[event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});
