// A dialog that opens when something is put into it, or by a button with data-open="its id".
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { unsaved: String, fetched: Boolean };

  modal = true;

  connect() {
    this.watcher = new MutationObserver(() => this.follow());
    if (this.fetchedValue) this.watcher.observe(this.element, { childList: true });
    this.element.addEventListener("click", this.clicked);
    this.element.addEventListener("cancel", this.cancelled);
    this.element.addEventListener("close", this.closed);
    this.element.addEventListener("input", this.changed);
    document.addEventListener("click", this.asked);
    document.addEventListener("close-panel", this.told);
  }

  disconnect() {
    this.watcher.disconnect();
    document.removeEventListener("click", this.asked);
    document.removeEventListener("close-panel", this.told);
  }

  follow() {
    if (!this.element.firstElementChild) {
      if (this.element.open) this.element.close();
    } else if (!this.element.open) {
      this.open();
    } else {
      this.dirty = false;
    }
  }

  open() {
    this.before = document.activeElement;
    this.dirty = false;
    if (this.modal) this.element.showModal();
    else this.element.show();
    this.focusFirst();
  }

  // The browser would focus the close button; people want the first field or the safe answer.
  focusFirst() {
    const wish = "form input:not([type=hidden]), form select, form textarea, .dialog-foot .btn";
    (this.element.querySelector("[autofocus]") ?? this.element.querySelector(wish))?.focus();
  }

  close() {
    if (this.dirty && this.unsavedValue && !window.confirm(this.unsavedValue)) return;
    this.element.close();
  }

  changed = (event) => {
    if (event.target.matches("input:not([type=search]), textarea, select")) this.dirty = true;
  };

  clicked = (event) => {
    const closer = event.target.closest("[data-close]");
    if (closer) {
      event.preventDefault();
      this.close();
    } else if (this.modal && event.target === this.element) {
      this.close();
    }
  };

  cancelled = (event) => {
    if (event.target !== this.element) return;
    event.preventDefault();
    this.close();
  };

  closed = (event) => {
    if (event.target !== this.element) return;
    this.dirty = false;
    const inside = this.element.contains(document.activeElement);
    if (this.fetchedValue) this.element.replaceChildren();
    // Who has walked on behind an open panel stays where he is.
    if (inside || document.activeElement === document.body) this.before?.focus?.({ preventScroll: true });
  };

  asked = (event) => {
    const opener = event.target.closest?.("[data-open]");
    if (opener?.dataset.open !== this.element.id) return;
    event.preventDefault();
    this.open();
  };

  // "close-panel" comes from the server: the form inside has been saved.
  told = (event) => {
    if (!this.element.open) return;
    const inside = this.element.contains(event.target);
    if (!inside && event.target !== document && event.target !== document.body) return;
    this.dirty = false;
    this.element.close();
  };
}
