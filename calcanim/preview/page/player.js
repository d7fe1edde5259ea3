// Plays: which frame is seen, the buttons and the keys.

import { find } from "./elements.js";

const OFTEN = 150; // milliseconds between two words to the server of what is looked at

export class Player {
  constructor(footage, timeline, moved, look) {
    this.moved = moved;
    this.footage = footage;
    this.timeline = timeline;
    this.look = look;
    this.frame = 0;
    this.rate = 15;
    this.isLooping = false;
    this.canvas = find("picture");
    this.ink = this.canvas.getContext("2d");
    this.drawn = null;
    this.bind();
  }

  show([width, height, rate], frame) {
    this.rate = rate;
    this.size = [width, height];
    this.seek(frame);
  }

  // Frames came: if it is the one looked at, it is shown at once.
  came(at, repeat) {
    if (this.frame >= at && this.frame < at + repeat) this.draw();
  }

  seek(frame) {
    this.frame = Math.max(0, Math.min(frame, Math.max(0, this.footage.length - 1) || frame));
    this.timeline.move(this.frame);
    this.moved(this.frame);
    this.draw();
    clearTimeout(this.told);
    this.told = setTimeout(() => this.look(this.frame), OFTEN);
  }

  // One picture is decoded at a time, and shown though the next is due: a slow machine sees some, not none.
  async draw() {
    this.isDue = true;
    if (this.isDrawing) return;
    this.isDrawing = true;
    try {
      while (this.isDue) {
        this.isDue = false;
        await this.drawNow();
      }
    } finally {
      this.isDrawing = false;
    }
  }

  async drawNow() {
    const held = this.footage.at(this.frame);
    const { frame } = this;
    const { generation } = this.footage;
    if (!held) return;
    if (held.jpeg !== this.drawn) await this.paint(held);
    this.mark(frame, held, generation);
  }

  async paint(held) {
    const [ground, patch] = await Promise.all([this.groundOf(held), held.corner && decoded(held.jpeg)]);
    if (this.canvas.width !== ground.width || this.canvas.height !== ground.height) {
      this.canvas.width = ground.width;
      this.canvas.height = ground.height;
    }
    this.ink.drawImage(ground, 0, 0);
    if (patch) this.ink.drawImage(patch, ...held.corner);
    patch?.close();
    this.drawn = held.jpeg;
    this.overlay();
  }

  // The frame below a patch, or the frame itself; the one that was asked for last is kept.
  async groundOf({ ground }) {
    if (this.ground?.jpeg !== ground) this.ground = { jpeg: ground, bitmap: decoded(ground) };
    return this.ground.bitmap;
  }

  mark(frame, held, generation) {
    this.canvas.classList.toggle("stale", held.isStale);
    this.canvas.dataset.frame = frame;
    this.canvas.dataset.generation = held.isStale ? generation - 1 : generation;
  }

  // The safe frame and the grid lie on the picture, wherever it is.
  overlay() {
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.canvas;
    for (const id of ["safe", "grid", "found"])
      Object.assign(find(id).style, {
        left: `${offsetLeft}px`,
        top: `${offsetTop}px`,
        width: `${offsetWidth}px`,
        height: `${offsetHeight}px`,
      });
  }

  toggle() {
    this.isPlaying = !this.isPlaying;
    find("play").setAttribute("aria-pressed", this.isPlaying);
    find("play").textContent = this.isPlaying ? "Pause" : "Play";
    if (!this.isPlaying) return;
    if (this.frame >= this.footage.length - 1) this.seek(0);
    this.since = performance.now() - (this.frame / this.rate) * 1000;
    requestAnimationFrame(() => this.tick());
  }

  tick() {
    if (!this.isPlaying) return;
    let frame = Math.floor(((performance.now() - this.since) / 1000) * this.rate);
    const beat = this.isLooping ? this.timeline.beatAt(this.frame) : null;
    if (beat && frame >= beat.end) {
      frame = beat.start;
      this.since = performance.now() - (frame / this.rate) * 1000;
    } else if (frame >= this.footage.length && this.footage.isWhole) {
      this.seek(this.footage.length - 1);
      this.toggle();
      return;
    }
    if (this.footage.at(frame)) {
      if (frame !== this.frame) this.seek(frame);
    } else this.since = performance.now() - (this.frame / this.rate) * 1000; // it is not drawn yet
    requestAnimationFrame(() => this.tick());
  }

  bind() {
    const last = () => this.footage.length - 1;
    const press = (id) => {
      const isOn = find(id).getAttribute("aria-pressed") !== "true";
      find(id).setAttribute("aria-pressed", isOn);
      return isOn;
    };
    const actions = {
      play: () => this.toggle(),
      back: () => this.seek(this.frame - 1),
      on: () => this.seek(Math.min(this.frame + 1, last())),
      "back-beat": () => this.seek(this.timeline.beatBefore(this.frame)),
      "on-beat": () => this.seek(this.timeline.beatAfter(this.frame)),
      home: () => this.seek(0),
      end: () => this.seek(last()),
      loop: () => (this.isLooping = press("loop")),
      "show-safe": () => (find("safe").toggleAttribute("hidden", !press("show-safe")), this.overlay()),
      "show-grid": () => (find("grid").toggleAttribute("hidden", !press("show-grid")), this.overlay()),
    };
    for (const [id, action] of Object.entries(actions)) find(id).onclick = action;
    const keys = {
      " ": "play", ",": "back", ".": "on", ArrowLeft: "back-beat", ArrowRight: "on-beat", Home: "home", End: "end",
      l: "loop", s: "show-safe", g: "show-grid",
    };
    addEventListener("keydown", (event) => {
      const isTyping = event.target.matches("input:not([type=range]), select, textarea");
      const isButton = event.target.matches("button") && event.key === " ";
      const id = keys[event.key.length > 1 ? event.key : event.key.toLowerCase()];
      if (!id || isTyping || isButton || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      actions[id]();
    });
    addEventListener("resize", () => this.overlay());
    find("grid").innerHTML = [...Array(15).keys()].map((i) => `<path d="M${(i + 1) * 6} 0V54"/>`).join("")
      + [...Array(8).keys()].map((i) => `<path d="M0 ${(i + 1) * 6}H96"/>`).join("");
  }
}

function decoded(jpeg) {
  return createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }));
}
