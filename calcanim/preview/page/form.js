// A lesson's parameters. What is typed is looked at as one types; it is drawn as soon as it is right.

import { find } from "./elements.js";

export class Form {
  constructor(send) {
    this.send = send;
    this.fields = new Map();
    find("form").onsubmit = (event) => event.preventDefault();
  }

  show(parameters, settings, isOther) {
    find("parameters").hidden = !parameters.length;
    const names = parameters.map(({ name }) => name).join();
    if (names !== this.names || isOther) {
      this.names = names;
      this.fields.clear();
      find("form").replaceChildren(...parameters.flatMap((parameter) => this.field(parameter)));
    }
    for (const { name, default: usual } of parameters) {
      const { input } = this.fields.get(name);
      if (document.activeElement !== input) input.value = settings[name] ?? usual;
    }
  }

  field({ name, kind, default: usual, help }) {
    const label = document.createElement("label");
    label.htmlFor = `set-${name}`;
    label.textContent = name;
    const input = document.createElement("input");
    Object.assign(input, { id: `set-${name}`, name, value: usual, spellcheck: false });
    input.setAttribute("aria-describedby", `help-${name} wrong-${name}`);
    const about = document.createElement("p");
    Object.assign(about, { id: `help-${name}`, className: "help", textContent: `${help} (${kind})` });
    const wrong = document.createElement("pre");
    Object.assign(wrong, { id: `wrong-${name}`, className: "wrong" });
    wrong.setAttribute("role", "status");
    input.oninput = () => this.send("check", this.values());
    this.fields.set(name, { input, wrong, usual });
    return [label, input, about, wrong];
  }

  values() {
    const given = [...this.fields].filter(([, { input, usual }]) => input.value !== usual);
    return Object.fromEntries(given.map(([name, { input }]) => [name, input.value]));
  }

  checked({ settings, wrong }) {
    if (JSON.stringify(settings) !== JSON.stringify(this.values())) return; // typed on meanwhile
    for (const [name, field] of this.fields) {
      field.wrong.textContent = wrong[name] ?? "";
      field.input.setAttribute("aria-invalid", name in wrong);
    }
    if (!Object.keys(wrong).length) this.send("set", settings);
  }
}
