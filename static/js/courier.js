// Posts to the server, and says in a word why it could not be: no line, a busy server, somebody else's session.

/** Why nothing could be sent: "signin", "other", "busy" (for so many seconds). */
export class Stop extends Error {
  constructor(state, seconds = 0) {
    super(state);
    Object.assign(this, { state, seconds });
  }
}

/** `words` carries the page's owner and where a fresh token is to be had. */
export function courier({ owner, csrf: address }) {
  const tokens = () => document.querySelectorAll("[name=csrfmiddlewaretoken]");
  let cookies = document.cookie;

  async function reach(url, options = {}) {
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout?.(20_000) });
    if (response.redirected || response.status === 401) throw new Stop("signin");
    if (response.status >= 500 || response.status === 429) throw new Stop("busy", Number(response.headers.get("Retry-After")) || 0);
    return response;
  }

  // The token is old: the person signed in again elsewhere, or somebody else did.
  async function renew() {
    const fresh = await reach(address, { headers: { Accept: "application/json" } });
    if (!fresh.ok) throw new Stop("signin");
    const { csrf, user } = await fresh.json();
    if (user !== owner) throw new Stop("other");
    for (const input of tokens()) input.value = csrf;
    cookies = document.cookie;
  }

  async function post(url, content, again = true) {
    const response = await reach(url, {
      method: "POST",
      body: JSON.stringify(content),
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": tokens()[0].value },
      keepalive: true,
    });
    if (response.status !== 403) return response;
    if (!again) throw new Stop("signin");
    await renew();
    return post(url, content, false);
  }

  // Signing in, in another tab, changes the cookie that a form's token belongs to.
  return { post, renew, isCurrent: () => document.cookie === cookies };
}
