// Presses the element that carries the key: data-hotkey="KeyN", "KeyG KeyC", "Mod+Enter"; "," means or.
import { Controller } from "@hotwired/stimulus";
import { isTyping, isVisible, keyOf, lettersAreOn, scope } from "orbita/keys";

const PATIENCE = 1200;

export default class extends Controller {
  connect() {
    this.pressed = "";
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
    for (const box of document.querySelectorAll("[data-hotkeys-switch]"))
      box.checked = lettersAreOn();
  }

  disconnect() {
    document.removeEventListener("keydown", this.listen);
  }

  press(event) {
    const key = keyOf(event);
    if (!key || event.defaultPrevented) return;
    const plain = !key.startsWith("Mod+") && !key.startsWith("F");
    if (key === "Escape") this.leave(event);
    if (isTyping(event) && key !== "Mod+Enter") return;
    if (plain && !lettersAreOn()) return;
    if (key === "Mod+KeyZ") return this.undo(event);
    if (key === "F6") return this.nextPane(event);
    const sequence = this.pressed ? `${this.pressed} ${key}` : key;
    const element = this.find(sequence) ?? this.find(key);
    this.pressed = element ? "" : key;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.pressed = ""), PATIENCE);
    if (!element) return;
    event.preventDefault();
    if (element.matches("input:not([type=checkbox]), textarea, select")) {
      element.focus();
      element.select?.();
    } else {
      element.click();
    }
  }

  find(key) {
    const all = [...scope().querySelectorAll("[data-hotkey]")].filter(
      (element) => element.dataset.hotkey.split(",").includes(key) && !element.disabled,
    );
    const focused = document.activeElement?.closest("form, dialog");
    const inside =
      focused && all.find((element) => focused.contains(element) && isVisible(element));
    return inside ?? all.findLast(isVisible);
  }

  // Esc leaves a field of the page, so that the letters work again.
  leave({ target }) {
    if (scope() === document && target.matches("#main :is(input, textarea, select)")) target.blur();
  }

  undo(event) {
    const url = document.body.dataset.lastAct ?? document.body.dataset.undo;
    if (!url) return;
    event.preventDefault();
    delete document.body.dataset.lastAct;
    document.querySelector(`[data-toast-undo-value="${CSS.escape(url)}"]`)?.remove();
    window.htmx.ajax("POST", url, { source: document.body, swap: "none" });
  }

  nextPane(event) {
    const panes = [...document.querySelectorAll(".side, .page-head, .scroll[tabindex]")].filter(
      isVisible,
    );
    if (!panes.length) return;
    event.preventDefault();
    const here = panes.findIndex((pane) => pane.contains(document.activeElement));
    const pane = panes[(here + (event.shiftKey ? panes.length - 1 : 1)) % panes.length];
    (pane.tabIndex === 0 ? pane : pane.querySelector("a, button, input"))?.focus();
  }

  toggle(event) {
    localStorage.setItem("hotkeys", event.target.checked ? "on" : "off");
  }
}
