// Rating by keyboard: digits and arrows work within a criterion only, where they mean something.

const typed = (one) => one.matches("textarea, input[type=text], select");

/** Listen on the sheet. `rows()` are what is asked, `lacks(row)` where words are missing. */
export function keys(form, { rows, lacks, comment, again }) {
  form.querySelector("[data-keys]").hidden = false;
  const stand = (one) => {
    if (!one) return;
    const at = one.querySelector(".scale :checked") ?? one.querySelector(".scale input");
    one.scrollIntoView({ block: "center" });
    at.focus({ preventScroll: true });
  };
  const write = (one) => {
    const field = comment(one);
    if (!field) return;
    const shown = one.querySelector(".say input");
    if (field.offsetParent === null) shown.checked = true;
    field.focus();
  };
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = event.target.closest("[data-criterion]");
    const place = rows().indexOf(one);
    if (place < 0) return;
    if (typed(event.target)) {
      if (event.key === "Escape") stand(one);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const value = event.key === "0" ? "no" : event.key;
    const radio = [...one.querySelectorAll(".scale input")].find((each) => each.value === value);
    if (radio) {
      radio.click();
      if (lacks(one)) write(one);
      else if (rows()[place + 1]) stand(rows()[place + 1]);
      else form.querySelector(".words textarea").focus();
    } else if (step) stand(rows()[place + step]);
    else if (event.key === "c" || event.key === "C") write(one);
    else if ((event.key === "m" || event.key === "M") && again(one)) again(one).click();
    else return;
    event.preventDefault();
  });
}
