// A call of the API from the page that describes it: a key, places of the address, a body; the answer
// is shown as it came.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["key", "place", "query", "body", "status", "answer"];
  static values = { method: String, path: String };

  async send(event) {
    event.preventDefault();
    this.statusTarget.textContent = "…";
    try {
      const response = await fetch(this.address(), this.options());
      const text = await response.text();
      this.statusTarget.textContent = `${response.status} ${response.statusText}`.trim();
      this.show(this.pretty(text));
    } catch (fault) {
      this.statusTarget.textContent = fault.message;
    }
  }

  address() {
    let path = this.pathValue;
    for (const place of this.placeTargets)
      path = path.replace(`{${place.dataset.name}}`, encodeURIComponent(place.value.trim()));
    const query = this.hasQueryTarget ? this.queryTarget.value.trim() : "";
    return query ? `${path}?${query}` : path;
  }

  options() {
    const headers = { Authorization: `Bearer ${this.keyTarget.value.trim()}` };
    const options = { method: this.methodValue, headers, credentials: "omit" };
    if (this.hasBodyTarget && this.bodyTarget.value.trim()) {
      headers["Content-Type"] = "application/json";
      options.body = this.bodyTarget.value;
    }
    return options;
  }

  pretty(text) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }

  show(text) {
    this.answerTarget.hidden = false;
    this.answerTarget.textContent = text;
  }
}
