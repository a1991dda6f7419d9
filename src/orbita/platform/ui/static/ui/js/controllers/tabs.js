// Tabs over panels of the same page; also shows one pane of a record where there is room for one only.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["tab", "panel"];
  static values = { hide: { type: Boolean, default: true } };

  connect() {
    const current = this.tabTargets.find((tab) => tab.getAttribute("aria-selected") === "true");
    this.show(current ?? this.tabTargets[0]);
  }

  choose(event) {
    this.show(event.currentTarget);
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
    if (!step) return;
    event.preventDefault();
    const tabs = this.tabTargets;
    const next = tabs[(tabs.indexOf(event.currentTarget) + step + tabs.length) % tabs.length];
    this.show(next);
    next.focus();
  }

  show(current) {
    if (!current) return;
    for (const tab of this.tabTargets) {
      tab.setAttribute("aria-selected", String(tab === current));
      tab.tabIndex = tab === current ? 0 : -1;
    }
    const shown = current.getAttribute("aria-controls");
    for (const panel of this.panelTargets) {
      panel.toggleAttribute("data-active", panel.id === shown);
      if (this.hideValue) panel.hidden = panel.id !== shown;
    }
  }
}
