// The list of scenes, by the parts of the course, and the search in it.

import { find, markCurrent } from "./elements.js";

export class Lessons {
  constructor(choose, wantStills) {
    this.choose = choose;
    this.files = {};
    this.stills = new Map();
    find("toggle-lessons").onclick = () => {
      const isOpen = find("lessons").toggleAttribute("hidden");
      find("toggle-lessons").setAttribute("aria-expanded", !isOpen);
      if (isOpen) return;
      wantStills();
      find("search").focus();
    };
    find("search").oninput = ({ target }) => this.search(target.value);
  }

  entry(file, scene) {
    return this.files[file]?.find((each) => each.name === scene);
  }

  show(files, broken) {
    this.files = files;
    const entries = Object.entries(files).flatMap(([file, scenes]) => scenes.map((scene) => this.item(file, scene)));
    const wrong = Object.values(broken).map((reason) => {
      const item = document.createElement("li");
      item.textContent = reason;
      item.className = "wrong";
      return item;
    });
    find("lesson-list").replaceChildren(...wrong, ...entries);
    this.search(find("search").value);
  }

  mark(file, scene) {
    for (const button of find("lesson-list").querySelectorAll("button"))
      markCurrent(button, button.dataset.file === file && button.dataset.scene === scene);
  }

  // A still came: it is shown beside the name, and kept for a list that is made anew.
  heardStill({ file, scene, jpeg }) {
    const key = `${file}:${scene}`;
    if (this.stills.has(key)) URL.revokeObjectURL(this.stills.get(key));
    this.stills.set(key, URL.createObjectURL(new Blob([jpeg], { type: "image/jpeg" })));
    for (const button of find("lesson-list").querySelectorAll("button"))
      if (button.dataset.file === file && button.dataset.scene === scene) this.illustrate(button, key);
  }

  illustrate(button, key) {
    button.querySelector("img")?.remove();
    if (!this.stills.has(key)) return;
    const picture = document.createElement("img");
    Object.assign(picture, { src: this.stills.get(key), alt: "", width: 384, height: 216 });
    button.prepend(picture);
  }

  search(text) {
    const words = text.toLowerCase().split(/\s+/);
    for (const item of find("lesson-list").children)
      item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
  }

  item(file, scene) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.textContent = `${scene.code} ${scene.title}`.trim();
    button.title = scene.sentence;
    button.dataset.file = file;
    button.dataset.scene = scene.name;
    button.onclick = () => this.choose(file, scene.name);
    this.illustrate(button, `${file}:${scene.name}`);
    item.append(button);
    return item;
  }
}
