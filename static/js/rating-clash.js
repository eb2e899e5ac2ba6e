// What was written here and is not stored, beside what is: a person chooses, and until then it stays.

const make = (name, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
};

function levelAndWords(words, value) {
  const level = value.level === "no" ? words.notObserved : value.level && words.level.replace("VALUE", value.level);
  const texts = [level, value.comment, value.strength, value.second_strength, value.next_step];
  return texts.filter(Boolean).join(" · ") || words.nothing;
}

const line = (title, text) => make("p", {}, make("strong", { textContent: `${title} ` }), text);

/**
 * Shows an edit in `place` with what to do about it; `settle(mine)` hears what was chosen. `say(value)` puts what
 * is no rating into words.
 */
export function ask(words, place, { field, value, label }, { stored, late, message }, settle, say = (one) => levelAndWords(words, one)) {
  for (const one of place.querySelectorAll("[data-clash]")) if (one.dataset.clash === field) one.remove();
  const found = make("div", { className: "alert due", tabIndex: -1 });
  found.dataset.clash = field;
  found.setAttribute("role", "alert");
  const button = (text, mine) => {
    const made = make("button", { type: "button", className: mine ? "btn" : "btn quiet", textContent: text });
    made.addEventListener("click", () => {
      found.remove();
      settle(mine);
    });
    return made;
  };
  const choice = late ? [button(words.again, true), button(words.discard, false)] : [button(words.mine, true), button(words.theirs, false)];
  found.append(
    make("p", {}, make("strong", { textContent: `${label}: ` }), late ? `${message ?? ""} ${words.late}`.trim() : words.clash),
    line(words.here, say(value)),
    ...(stored ? [line(words.stored, say(stored))] : []),
    make("p", { className: "line" }, ...choice),
  );
  place.append(found);
}
