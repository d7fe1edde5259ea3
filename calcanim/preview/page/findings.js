// What the gates found: a list, and boxes on the frame at the moment of each.

import { find, markCurrent } from "./elements.js";

const NEAR = 0.6; // seconds around a finding in which its box is shown

export class Findings {
  constructor(seek) {
    this.seek = seek;
    this.found = [];
  }

  wait() {
    this.found = [];
    find("findings").replaceChildren();
    find("found").replaceChildren();
    find("gates-state").textContent = "They look once all is drawn.";
  }

  show({ findings, errors }, rate) {
    this.rate = rate;
    this.found = findings;
    find("gates-state").textContent =
      errors.join("; ") || (findings.length ? `${findings.length} found` : "Nothing found.");
    find("findings").replaceChildren(...findings.map((finding) => this.item(finding)));
  }

  move(frame) {
    const now = this.found.filter(({ time }) => Math.abs(time - frame / this.rate) < NEAR);
    find("found").replaceChildren(...now.filter(({ box }) => box).map(({ box }) => rectangle(box)));
    [...find("findings").children].forEach(({ firstChild }, i) =>
      markCurrent(firstChild, now.includes(this.found[i])),
    );
  }

  item({ gate, message, time, beat }) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.textContent = `${time.toFixed(1)} s${beat ? `, ${beat}` : ""} – ${gate}: ${message}`;
    button.onclick = () => this.seek(Math.round(time * this.rate));
    item.append(button);
    return item;
  }
}

function rectangle([x, y, width, height]) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x, y, width, height })) drawn.setAttribute(name, value);
  return drawn;
}
