// The command palette: commands are on the page and found at once, records come from the server.
import { Controller } from "@hotwired/stimulus";
import { isVisible, keyOf } from "orbita/keys";

export default class extends Controller {
  static targets = ["input", "command", "commands", "records", "nothing"];

  connect() {
    this.listen = (event) => {
      if (keyOf(event) !== "Mod+KeyK") return;
      event.preventDefault();
      this.open();
    };
    this.asked = (event) => event.target.closest?.("[data-palette]") && this.open();
    document.addEventListener("keydown", this.listen);
    document.addEventListener("click", this.asked);
    this.element.addEventListener("htmx:after:swap", this.arrived);
    this.element.addEventListener("click", this.clicked);
  }

  disconnect() {
    document.removeEventListener("keydown", this.listen);
    document.removeEventListener("click", this.asked);
  }

  open() {
    if (!this.element.open) {
      this.offerPageActs();
      this.element.showModal();
    }
    this.inputTarget.focus();
    this.inputTarget.select();
    this.filter();
  }

  // What the buttons of this page do is found here as well.
  offerPageActs() {
    for (const old of this.element.querySelectorAll("[data-of-page]")) old.remove();
    const heading = this.commandsTarget.querySelector(".palette-g");
    const buttons = document.querySelectorAll("#main :is(a, button)[data-hotkey]");
    for (const button of [...buttons].filter((one) => isVisible(one)).reverse()) {
      const label = (button.ariaLabel ?? button.innerText).replace(/\s+\S$/, "").trim();
      const known = this.commandTargets.map((one) => one.getAttribute("href"));
      if (!label || (button.href && known.includes(button.getAttribute("href")))) continue;
      const option = document.createElement("div");
      option.className = "palette-i";
      option.setAttribute("role", "option");
      option.dataset.ofPage = "";
      option.dataset.paletteTarget = "command";
      option.dataset.words = label.toLowerCase();
      option.append(button.querySelector("svg")?.cloneNode(true) ?? "", label);
      option.addEventListener("click", () => button.click());
      heading.after(option);
    }
  }

  clicked = (event) => {
    if (event.target === this.element || event.target.closest("[role=option]"))
      this.element.close();
  };

  // Every word typed must begin a word of the command; ">" shows commands only.
  filter() {
    const typed = this.inputTarget.value.trim();
    const words = typed
      .replace(/^>/, "")
      .toLowerCase()
      .replaceAll("ё", "е")
      .split(/\s+/)
      .filter(Boolean);
    for (const command of this.commandTargets) {
      const text = ` ${command.dataset.words.replaceAll("ё", "е")}`;
      command.hidden = !words.every((word) => text.includes(` ${word}`));
    }
    this.commandsTarget.hidden = this.commandTargets.every((command) => command.hidden);
    this.recordsTarget.hidden = typed.startsWith(">") || typed.length < 2;
    if (this.recordsTarget.hidden) this.recordsTarget.replaceChildren();
    this.choose(0);
  }

  arrived = () => this.choose(0);

  get options() {
    return [...this.element.querySelectorAll("[role=option]")].filter(
      (option) => option.offsetParent !== null,
    );
  }

  choose(place) {
    const options = this.options;
    for (const option of this.element.querySelectorAll("[aria-selected=true]"))
      option.ariaSelected = "false";
    const chosen = options[(place + options.length) % options.length];
    this.nothingTarget.hidden = Boolean(chosen);
    this.inputTarget.setAttribute("aria-activedescendant", chosen?.id ?? "");
    if (!chosen) return;
    chosen.id ||= `option-${place}-${Date.now()}`;
    chosen.ariaSelected = "true";
    this.inputTarget.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  walk(event) {
    const options = this.options;
    const here = options.findIndex((option) => option.ariaSelected === "true");
    if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      event.preventDefault();
      this.choose(here + (event.code === "ArrowDown" ? 1 : -1));
    } else if (event.code === "Enter" || event.code === "NumpadEnter") {
      event.preventDefault();
      options[here]?.dispatchEvent(
        new MouseEvent("click", {
          bubbles: true,
          cancelable: true,
          ctrlKey: event.ctrlKey,
          metaKey: event.metaKey,
        }),
      );
    }
  }
}
