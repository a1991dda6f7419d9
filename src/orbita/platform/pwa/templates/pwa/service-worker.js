// Keeps what never changes (files with a hash in their names) and a page for times without a network.
// Pages with data are never kept: they come from the server, or they do not come.
const ASSETS = `assets-${RELEASE.version}`;
const MEMORY = "memory";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function keep() {
  const cache = await caches.open(ASSETS);
  await cache.addAll(Object.values(RELEASE.pages));
  await Promise.allSettled(RELEASE.assets.map((address) => cache.add(address)));
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name !== ASSETS && name !== MEMORY);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") return event.respondWith(visit(event));
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || !pathname.startsWith(RELEASE.static)) return;
  // Between two releases a page may still ask for files of the old one: those come from the network.
  if (HASHED.test(pathname) || RELEASE.assets.includes(pathname))
    event.respondWith(asset(request));
});

async function asset(request) {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic" && HASHED.test(new URL(request.url).pathname))
    cache.put(request, answer.clone());
  return answer;
}

async function visit(event) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    event.waitUntil(remember(answer.headers.get("Content-Language")));
    return answer;
  } catch {
    const cache = await caches.open(ASSETS);
    const page = await cache.match(RELEASE.pages[await language()]);
    return page ?? Response.error();
  }
}

// The language of the pages that were seen last is that of the offline page.
let spoken;
async function remember(code) {
  if (!(code in RELEASE.pages) || code === spoken) return;
  spoken = code;
  await (await caches.open(MEMORY)).put("/language", new Response(code));
}

async function language() {
  const kept = spoken ?? (await (await caches.match("/language"))?.text());
  return kept in RELEASE.pages ? kept : RELEASE.language;
}

self.addEventListener("push", (event) => {
  const { title, body, url, tag, lang } = event.data?.json() ?? {};
  if (!title) return;
  const shown = { body, tag, lang, data: { url }, icon: RELEASE.icon, badge: RELEASE.badge };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data?.url ?? "/", location.origin)));
});

async function open(url) {
  if (url.origin !== location.origin) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const here = windows.find((client) => client.url === url.href);
  if (here) return here.focus();
  return self.clients.openWindow(url.href);
}
