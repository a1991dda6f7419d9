// Theme and density: set at once, kept in a cookie so that the next page is drawn right from the start.
import { Controller } from "@hotwired/stimulus";

const YEAR = 31536000;

export default class extends Controller {
  connect() {
    this.mark();
  }

  choose({ params: { name, value } }) {
    document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
    const isDefault = value === "system" || value === "normal";
    if (isDefault) delete document.documentElement.dataset[name];
    else document.documentElement.dataset[name] = value;
    this.mark();
  }

  mark() {
    for (const button of this.element.querySelectorAll("[data-theme-value-param]")) {
      const { themeNameParam: name, themeValueParam: value } = button.dataset;
      const fallback = name === "theme" ? "system" : "normal";
      const current = document.documentElement.dataset[name] ?? fallback;
      button.setAttribute("aria-pressed", String(current === value));
    }
  }
}
