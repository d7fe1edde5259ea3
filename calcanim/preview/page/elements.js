// What all of the page asks of its elements.

export const find = (id) => document.getElementById(id);

export function markCurrent(element, isCurrent) {
  if (isCurrent) element.setAttribute("aria-current", "true");
  else element.removeAttribute("aria-current");
}
