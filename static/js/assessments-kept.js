// A sheet that can no longer be written on: sends what waits here all the same, and shows what is not taken.

import { autosave } from "./autosave.js";
import { clashes } from "./clashes.js";
import { ask } from "./rating-clash.js";
import { release } from "./sitting.js";

const notice = document.querySelector("[data-autosave]").dataset;
const words = document.querySelector("[data-words]").dataset;
const place = document.querySelector("[data-kept]");

const clash = clashes((edit, reply) => {
  place.hidden = false;
  ask(words, place, edit, reply, (mine) => {
    clash.choose(edit.field, mine);
    place.hidden = !place.querySelector("[data-clash]");
  });
});

autosave({
  clash,
  body: ({ field, value, seq, device, seen }) => ({ criterion: field, ...value, seq, device, seen }),
  ended: () => release(notice),
});
