// The start of every page: htmx for fragments, Stimulus for behaviours, words for failures.
import { Application } from "@hotwired/stimulus";
import htmx from "htmx";
import { showToast } from "orbita/toasts";

window.htmx = htmx;

// The browser offers the installation before behaviours are there; the offer waits for its button.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  window.installOffer = event;
  dispatchEvent(new Event("install-offered"));
});

const stimulus = Application.start();
const known = new Set();

// A behaviour is fetched when the first element asks for it.
function loadBehaviours(root) {
  const elements = [root, ...root.querySelectorAll("[data-controller]")];
  const names = elements.flatMap((element) => (element.dataset?.controller ?? "").split(/\s+/));
  for (const name of new Set(names)) {
    if (!name || known.has(name)) continue;
    known.add(name);
    import(`orbita/controllers/${name}`).then((module) => stimulus.register(name, module.default));
  }
}

loadBehaviours(document.body);
document.addEventListener("htmx:after:process", (event) => loadBehaviours(event.target));

// A line below the page head while something is on its way.
let running = 0;
const busy = (step) => {
  running = Math.max(0, running + step);
  document.documentElement.toggleAttribute("data-busy", running > 0);
};
document.addEventListener("htmx:before:request", () => busy(1));
document.addEventListener("htmx:finally:request", () => busy(-1));

// An answer that came from the sign-in page means that the session has ended.
document.addEventListener("htmx:before:response", (event) => {
  const { raw } = event.detail.ctx.response;
  const signIn = document.body.dataset.signIn;
  if (raw.redirected && signIn && new URL(raw.url).pathname === signIn) {
    event.preventDefault();
    location.reload();
  }
});

// A refusal that brings its own words is drawn by htmx; for the rest the page has words ready.
document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (status === 422 || event.detail.ctx.text?.includes("<hx-partial")) return;
  showToast({ 403: "denied", 404: "missing", 429: "often" }[status] ?? "failed");
});
document.addEventListener("htmx:error", (event) => {
  const name = event.detail.error?.name;
  if (name === "TypeError" || name === "AbortError" || name === "TimeoutError")
    showToast("offline");
});

// A form that came back with errors puts the focus on the first of them.
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.response?.status !== 422) return;
  const form = event.detail.ctx.request.form;
  (form?.isConnected ? form : document).querySelector("[aria-invalid=true]")?.focus();
});

// A submit button says that it works, keeps its width, and can't be pressed twice.
// What merely asks from within a form, as a preview does, leaves its buttons alone.
const SUBMITS = "button:not([type=button])";
const busyButtons = new WeakMap();
document.addEventListener("htmx:before:request", (event) => {
  const form = event.target.matches?.(`form, ${SUBMITS}`) && event.target.closest("form");
  if (!form) return;
  busyButtons.set(event.detail.ctx, form.querySelectorAll(SUBMITS));
  for (const button of form.querySelectorAll(SUBMITS)) button.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:finally:request", (event) => {
  const buttons = busyButtons.get(event.detail.ctx) ?? [];
  for (const button of buttons) button.removeAttribute("aria-busy");
});
