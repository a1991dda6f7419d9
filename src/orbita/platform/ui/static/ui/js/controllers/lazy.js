// A part that could not be fetched says so and offers another try.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.element.addEventListener("htmx:response:error", this.failed);
    this.element.addEventListener("htmx:error", this.failed);
  }

  failed = () => {
    const template = document.querySelector("template[data-lazy-failed]");
    if (!template) return;
    this.element.removeAttribute("aria-busy");
    this.element.replaceChildren(template.content.cloneNode(true));
    this.element.querySelector("button").addEventListener("click", () => {
      const { element } = this;
      element.setAttribute("aria-busy", "true");
      window.htmx.ajax("GET", element.getAttribute("hx-get"), {
        source: element,
        target: element,
        swap: "outerHTML",
      });
    });
  };
}
