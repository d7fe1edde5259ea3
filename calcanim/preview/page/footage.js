// The frames of a scene, by their numbers: those of this generation, and until they are there, the ones before.

export class Footage {
  constructor() {
    this.generation = 0;
    this.now = [];
    this.before = [];
    this.length = 0; // frames, as far as is known
    this.isWhole = false;
    this.grounds = new Map(); // of each run the frame that was sent whole last: patches go over it
  }

  begin(generation) {
    if (generation === this.generation) return;
    this.generation = generation;
    this.now.forEach((held, at) => (this.before[at] = held));
    this.now = [];
    this.grounds.clear();
    this.isWhole = false;
  }

  forget() {
    this.now = [];
    this.before = [];
    this.length = 0;
    this.isWhole = false;
  }

  add({ generation, run, at, repeat, isWhole, jpeg, corner }) {
    if (generation !== this.generation) return;
    if (!corner) this.grounds.set(run, jpeg);
    const held = { jpeg, corner, ground: this.grounds.get(run), isWhole };
    for (let i = at; i < at + repeat; i++) if (isWhole || !this.now[i]?.isWhole) this.now[i] = held;
    this.length = Math.max(this.length, at + repeat);
  }

  finish(frames) {
    this.length = frames;
    this.isWhole = true;
    this.before = [];
    this.now.length = frames;
  }

  // The picture of a frame, and whether it is one of an earlier generation; undefined where there is none.
  at(frame) {
    const now = this.now[frame];
    const held = now ?? this.before[frame];
    return held && { ...held, isStale: !now };
  }
}
