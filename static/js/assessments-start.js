// Offers a test without a line where the browser can keep one.

const offer = document.querySelector("[data-offline-start]");
offer.hidden = !(navigator.serviceWorker && window.indexedDB && window.caches);
