// The way of answers to the server. What comes back is {status, data}; status 0 means: not reached.
export function csrfToken() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("imece_csrf="));
  return cookie ? cookie.slice(11) : document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
}

export async function send(url, answers) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), Accept: "application/json" },
      body: JSON.stringify({ answers }),
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined,
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
