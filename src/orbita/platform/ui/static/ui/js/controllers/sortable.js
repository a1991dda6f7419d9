// Cards carried between columns. A drop is posted: `id`, `to`, `before` (the id of the card below).
// If the server refuses, the card goes back.
import { Controller } from "@hotwired/stimulus";
import Sortable from "sortablejs";

export default class extends Controller {
  static targets = ["list", "bin"];
  static values = { url: String, group: { type: String, default: "cards" } };

  initialize() {
    this.made = new Map();
  }

  listTargetConnected(list) {
    this.make(list, { name: this.groupValue });
  }

  listTargetDisconnected(list) {
    this.unmake(list);
  }

  binTargetConnected(bin) {
    this.make(bin, { name: this.groupValue, pull: false, put: true });
  }

  binTargetDisconnected(bin) {
    this.unmake(bin);
  }

  make(list, group) {
    this.made.set(
      list,
      Sortable.create(list, {
        group,
        draggable: "[data-id]",
        animation: 160,
        ghostClass: "ghost",
        fallbackClass: "lifted",
        forceFallback: true,
        fallbackTolerance: 4,
        delay: 150,
        delayOnTouchOnly: true,
        filter: "button, input",
        preventOnFilter: false,
        onStart: () => this.element.setAttribute("data-dragging", ""),
        onEnd: (event) => this.drop(event),
      }),
    );
  }

  unmake(list) {
    this.made.get(list)?.destroy();
    this.made.delete(list);
  }

  drop({ item, from, to, oldDraggableIndex: was, newDraggableIndex: now }) {
    this.element.removeAttribute("data-dragging");
    if (from === to && was === now) return;
    const back = () => {
      const cards = [...from.querySelectorAll(":scope > [data-id]")].filter(
        (card) => card !== item,
      );
      from.insertBefore(item, cards[was] ?? null);
    };
    // The source is the board itself: the answer may take the card away.
    const failed = (event) => event.detail.ctx?.carried === item.dataset.id && back();
    this.element.addEventListener("htmx:response:error", failed, { once: true });
    this.element.addEventListener("htmx:error", failed, { once: true });
    const next = item.nextElementSibling?.dataset?.id ?? "";
    window.htmx
      .ajax("POST", this.urlValue, {
        source: this.element,
        swap: "none",
        carried: item.dataset.id,
        values: { id: item.dataset.id, to: to.dataset.key ?? "", before: next },
      })
      .finally(() => {
        this.element.removeEventListener("htmx:response:error", failed);
        this.element.removeEventListener("htmx:error", failed);
        if (this.binTargets.includes(to) && item.isConnected && to.contains(item)) back();
      });
  }
}
