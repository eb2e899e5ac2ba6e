// Dictating into the texts of a sheet, where the browser understands speech on this device.
//
// Nothing that is said leaves the device: where the browser cannot promise that for the page's language, there
// are no buttons. The words are typed into the text, to be read and put right like any others.

// Whether the language is on this device already; what would have to be fetched first is nothing for a live session.
async function able(langs) {
  const Speech = window.SpeechRecognition;
  if (!Speech?.available || !("processLocally" in Speech.prototype)) return false;
  return await Speech.available({ langs, processLocally: true }).catch(() => "") === "available";
}

export async function dictation(form, lang) {
  if (!await able([lang])) return;
  const { content, dataset } = form.querySelector("[data-dictation]");
  let now = null;
  for (const text of form.querySelectorAll("textarea")) {
    const button = content.firstElementChild.cloneNode(true);
    const word = button.querySelector("[data-dictate]");
    const usual = word.textContent;
    button.querySelector(".vh").textContent = `: ${text.labels[0].firstChild.textContent.trim()}`;
    // In front of the text: whoever goes on by keyboard from what they wrote is at the next criterion.
    text.before(button);
    const quiet = () => {
      word.textContent = usual;
      button.setAttribute("aria-pressed", "false");
      if (now?.of === button) now = null;
    };
    button.addEventListener("click", () => {
      const running = now;
      running?.speech.stop();
      if (running?.of === button) return;
      const speech = listen(text, lang);
      if (!speech) return button.remove();
      now = { of: button, speech };
      speech.addEventListener("end", quiet);
      speech.addEventListener("error", quiet);
      word.textContent = dataset.stop;
      button.setAttribute("aria-pressed", "true");
      speech.start();
    });
  }
}

// A listener that was not made to stay on this device is never started.
function listen(text, lang) {
  const speech = new SpeechRecognition();
  Object.assign(speech, { lang, continuous: true, interimResults: false, processLocally: true });
  if (speech.processLocally !== true) return null;
  speech.addEventListener("result", ({ results, resultIndex }) => {
    const said = [...results].slice(resultIndex).filter((one) => one.isFinal).map(([best]) => best.transcript.trim());
    text.value = [text.value.trimEnd(), ...said].filter(Boolean).join(" ");
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  return speech;
}
