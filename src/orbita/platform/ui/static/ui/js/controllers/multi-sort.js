// A head pressed with Shift becomes a further sort key: data-add-url beside href.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.element.addEventListener("click", this.clicked);
  }

  clicked = (event) => {
    const head = event.shiftKey && event.target.closest("[data-add-url]");
    if (!head) return;
    event.preventDefault();
    location.assign(head.dataset.addUrl);
  };
}
