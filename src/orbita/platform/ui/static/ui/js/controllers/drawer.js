// The panel on the right: not modal, so that the list behind it stays alive.
import Dialog from "orbita/controllers/dialog";

export default class extends Dialog {
  modal = false;

  connect() {
    super.connect();
    document.addEventListener("keydown", this.escaped);
  }

  disconnect() {
    super.disconnect();
    document.removeEventListener("keydown", this.escaped);
  }

  // A peeked record leaves the focus in the list, though the browser has moved it; a form takes it.
  focusFirst() {
    if (this.element.querySelector("[autofocus], form [name]:not([type=hidden])")) super.focusFirst();
    else this.before?.focus?.({ preventScroll: true });
  }

  escaped = (event) => {
    if (event.code !== "Escape" || event.defaultPrevented || !this.element.open) return;
    if (document.querySelector("dialog:modal, [popover]:popover-open, [data-editing]")) return;
    event.preventDefault();
    this.close();
  };
}
