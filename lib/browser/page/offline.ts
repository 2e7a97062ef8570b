import { button, el } from "./elements.ts";

/**
 * Keeps the site for a browser without a network. Where a newer version of it is ready, `show` is given
 * what says so. Some browsers, private windows and hosts without https keep nothing; the course runs anyway.
 */
export async function keepForOffline(show: (notice: HTMLElement) => void): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker === undefined) return;
  const registration = await serviceWorker.register("service-worker.js");
  let isShown = false;
  const look = (): void => {
    const { waiting } = registration;
    if (isShown || waiting === null || serviceWorker.controller === null) return;
    isShown = true;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's has none
    show(newerVersionNotice(() => waiting.postMessage("take over")));
  };
  serviceWorker.addEventListener("controllerchange", () => {
    if (isShown) location.reload();
  });
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  look();
}

function newerVersionNotice(reload: () => void): HTMLElement {
  return el(
    "div",
    { class: "notice accent version", role: "status" },
    "A newer version of the course is ready. Close its other tabs, then ",
    button("reload", reload),
  );
}
