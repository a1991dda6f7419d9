// Shows one of the sentences that the page carries: <template data-toast="failed">.
export function showToast(name) {
  const region = document.getElementById("toasts");
  const template = document.querySelector(`template[data-toast="${name}"]`);
  if (!region || !template || region.querySelector(`[data-name="${name}"]`)) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.dataset.name = name;
  region.append(toast);
  window.htmx.process(toast);
}
