// A line that leaves after six seconds, but stays under the pointer or the focus.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { undo: String, stay: { type: Number, default: 6000 } };

  connect() {
    if (this.undoValue) document.body.dataset.lastAct = this.undoValue;
    this.start();
    for (const event of ["pointerenter", "focusin"])
      this.element.addEventListener(event, this.stop);
    for (const event of ["pointerleave", "focusout"])
      this.element.addEventListener(event, this.start);
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  start = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.dismiss(), this.stayValue);
  };

  stop = () => clearTimeout(this.timer);

  // Undo was pressed: it is no longer the act that Ctrl+Z would undo.
  undone() {
    if (document.body.dataset.lastAct === this.undoValue) delete document.body.dataset.lastAct;
    setTimeout(() => this.dismiss(), 300);
  }

  dismiss() {
    this.element.remove();
  }
}
