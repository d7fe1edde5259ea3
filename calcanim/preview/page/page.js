// The page: it shows a frame, its place in the scene, and what can be set.

import { find } from "./elements.js";
import { Findings } from "./findings.js";
import { Footage } from "./footage.js";
import { Form } from "./form.js";
import { Lessons } from "./lessons.js";
import { Player } from "./player.js";
import { Timeline } from "./timeline.js";
import { Wire } from "./wire.js";

const footage = new Footage();
const wire = new Wire(hear, (isOpen) => say(isOpen ? "" : "The server has gone; waiting for it …"));
const timeline = new Timeline((frame) => player.seek(frame));
const findings = new Findings((frame) => player.seek(frame));
const player = new Player(footage, timeline, (frame) => findings.move(frame), (frame) => wire.send("look", { frame }));
const lessons = new Lessons((file, scene) => wire.send("choose", { file, scene }), () => wire.send("stills"));
const form = new Form((kind, settings) => wire.send(kind, { settings }));
let view = null;

function hear(said) {
  const kinds = {
    frame: heardFrame, view: heardView, done: heardDone, failed: heardFailed, scenes: heardScenes, checked: heardChecked,
    examined: heardExamined, still: (said) => lessons.heardStill(said), rendering: heardRendering, rendered: heardRendered,
  };
  kinds[said.kind]?.(said);
}

function heardView(said) {
  const isOther = !view || view.file !== said.file || view.scene !== said.scene;
  const isOtherRate = view && view.picture[2] !== said.picture[2];
  if (isOther || isOtherRate) footage.forget();
  view = said;
  footage.begin(said.generation);
  document.title = `${said.scene} – calcanim preview`;
  find("title").textContent = said.scene;
  player.show(said.picture, isOther || isOtherRate ? said.frame : player.frame);
  choices(find("size"), said.sizes, said.size);
  showEntry(isOther);
  if (isOther) timeline.show([], [], 0, said.picture[2]);
  findings.wait();
  say("drawing …");
}

// What is known of the scene; of a file that is broken nothing is, and what was known stays.
function showEntry(isOther) {
  const entry = lessons.entry(view.file, view.scene);
  lessons.mark(view.file, view.scene);
  if (!entry && !isOther) return;
  const themes = entry?.themes ?? [];
  choices(find("theme"), themes, view.theme ?? themes[0]);
  find("theme-label").hidden = !themes.length;
  form.show(entry?.parameters ?? [], view.settings, isOther);
}

function heardFrame(said) {
  footage.add(said);
  timeline.grow(footage.length);
  player.came(said.at, said.repeat);
}

function heardDone(said) {
  if (said.generation !== footage.generation) return;
  footage.finish(said.frames);
  timeline.show(said.beats, said.plays, said.frames, view.picture[2]);
  find("error").hidden = true;
  say(`${said.frames} frames`);
  player.came(0, said.frames);
}

function heardFailed(said) {
  if (said.generation !== footage.generation) return;
  find("error").hidden = false;
  find("error-reason").textContent = said.reason;
  find("error-place").textContent = said.line ? `${said.file}, line ${said.line}` : "";
  find("error-code").textContent = said.code ?? "";
  say("it does not play");
}

function heardScenes(said) {
  lessons.show(said.files, said.broken);
  if (view) showEntry(false);
}

function heardChecked(said) {
  form.checked(said);
}

function choices(select, names, chosen) {
  select.replaceChildren(...names.map((name) => new Option(name, name, false, name === chosen)));
}

function say(text) {
  find("state").textContent = text;
}

function heardExamined(said) {
  if (said.generation !== footage.generation) return;
  findings.show(said, view.picture[2]);
  findings.move(player.frame);
}

function heardRendering({ frames, expected }) {
  find("progress").hidden = false;
  find("progress").value = expected ? Math.min(1, frames / expected) : 0;
  say(expected ? `rendering: ${frames} of about ${expected} frames` : `rendering: ${frames} frames`);
}

function heardRendered({ hasFailed, said }) {
  find("progress").hidden = true;
  find("render").disabled = false;
  say(hasFailed ? `not rendered: ${said}` : `rendered: ${said}`);
}

find("render").onclick = () => {
  find("render").disabled = true;
  find("progress").hidden = false;
  find("progress").removeAttribute("value");
  wire.send("render", { quality: find("quality").value });
};
find("size").onchange = ({ target }) => wire.send("set", { size: target.value });
find("theme").onchange = ({ target }) => wire.send("set", { theme: target.value });
