// The timeline: a slider, the beats above it with their captions, and what is played.

import { find, markCurrent } from "./elements.js";

const NEAR = 3; // frames from a beat's start within which "the beat before" is the one before it

export class Timeline {
  constructor(seek) {
    this.seek = seek;
    this.beats = [];
    this.rate = 15;
    this.slider = find("slider");
    this.slider.oninput = () => seek(Number(this.slider.value));
  }

  show(beats, plays, frames, rate) {
    this.rate = rate;
    this.beats = beats.map((beat, i) => {
      const end = beat.end || beats[i + 1]?.start || frames / rate;
      return { ...beat, start: Math.round(beat.start * rate), end: Math.round(end * rate) };
    });
    find("beats").replaceChildren(...this.beats.map((beat) => this.button(beat)));
    find("plays").replaceChildren(...plays.filter((play) => play.frames).map((play) => span(play, frames)));
    this.grow(frames);
    this.move(Number(this.slider.value));
  }

  grow(frames) {
    if (!this.beats.length || frames > Number(this.slider.max) + 1) this.slider.max = Math.max(0, frames - 1);
  }

  move(frame) {
    this.slider.value = frame;
    this.slider.setAttribute("aria-valuetext", `${(frame / this.rate).toFixed(2)} seconds`);
    find("clock").textContent = `${(frame / this.rate).toFixed(2)} s, frame ${frame}`;
    const beat = this.beatAt(frame);
    find("caption").textContent = beat?.caption ?? "";
    [...find("beats").children].forEach((button, i) => markCurrent(button, this.beats[i] === beat));
  }

  beatAt(frame) {
    return this.beats.find((beat) => frame >= beat.start && frame < beat.end);
  }

  beatBefore(frame) {
    return this.beats.findLast((beat) => beat.start < frame - NEAR)?.start ?? 0;
  }

  beatAfter(frame) {
    return this.beats.find((beat) => beat.start > frame)?.start ?? Number(this.slider.max);
  }

  button(beat) {
    const button = document.createElement("button");
    button.textContent = beat.name;
    button.title = beat.caption || beat.name;
    button.style.flexGrow = beat.end - beat.start;
    button.onclick = () => this.seek(beat.start);
    return button;
  }
}

function span(play, frames) {
  const shown = document.createElement("span");
  shown.title = play.name;
  shown.style.left = `${(100 * play.start) / frames}%`;
  shown.style.width = `${(100 * play.frames) / frames}%`;
  return shown;
}
