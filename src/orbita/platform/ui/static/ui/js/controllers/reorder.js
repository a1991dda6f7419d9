// The lines of a list put in order by buttons; the form sends them as they stand.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  up(event) {
    const button = event.currentTarget;
    const line = button.closest("li");
    line.previousElementSibling?.before(line);
    button.focus();
  }

  down(event) {
    const button = event.currentTarget;
    const line = button.closest("li");
    line.nextElementSibling?.after(line);
    button.focus();
  }
}
