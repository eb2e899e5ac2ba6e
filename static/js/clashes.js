// What was written on two devices without either having seen the other: both texts stay on this one, over any
// number of reloads, until a person has chosen.
//
// An edit says which device it is of and what of others was there to see; what was not seen is never overwritten.

/** `ask(edit, reply)` shows both; autosave.js takes what is returned as its `clash`. */
export function clashes(ask) {
  const held = new Map(); // field → what was written here, and unseen elsewhere
  let saver;
  return {
    within: (lent) => { saver = lent; },
    count: () => held.size,
    async meet(edit, reply) {
      held.set(edit.field, { edit, reply });
      await saver.keep({ ...edit, clash: reply });
      ask(edit, reply);
      saver.draw();
    },
    again({ clash: reply, ...edit }) {
      held.set(edit.field, { edit, reply });
      ask(edit, reply);
    },
    /** Settle a field: with what this device has, or with what is stored. */
    choose(field, mine) {
      const { edit, reply } = held.get(field);
      held.delete(field);
      const number = saver.of(field);
      number.last = Math.max(number.last, reply.seq ?? 0, edit.seq);
      if (reply.seen) number.seen = reply.seen;
      saver.forget(edit);
      if (mine) saver.edit(field, edit.label, edit.value, 0);
      else saver.draw();
    },
  };
}
