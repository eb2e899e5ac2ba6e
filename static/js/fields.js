// Shows values in the fields of one question: what is chosen, what is typed.
export function put(fields, values) {
  for (const one of fields) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
    else if (one.options) one.value = [...one.options].map((each) => each.value).find((each) => each && values.includes(each)) ?? "";
    else one.value = values[0] ?? "";
  }
}
