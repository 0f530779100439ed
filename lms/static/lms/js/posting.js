// One way to post JSON to the site. What comes back is {status, data}; status 0 means: not reached.
export function csrfToken() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("imece_csrf="));
  return cookie ? cookie.slice(11) : document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
}

// keepalive: goes on when the page is left, and then without a time limit.
export async function post(url, value, { keepalive = false, seconds = 20 } = {}) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), Accept: "application/json" },
      body: JSON.stringify(value),
      credentials: "same-origin",
      redirect: "error",
      keepalive,
      signal: !keepalive && AbortSignal.timeout ? AbortSignal.timeout(seconds * 1000) : undefined,
    });
    let data = {};
    try {
      data = await response.json();
    } catch {
      data = {};
    }
    return { status: response.status, data };
  } catch {
    return { status: 0, data: {} };
  }
}
