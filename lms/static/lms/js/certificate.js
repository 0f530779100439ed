// While a certificate is being prepared: look again every two seconds, for two minutes.
const look = async (tries) => {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.ok && !(await answer.text()).includes("data-waiting")) {
      location.reload();
      return;
    }
  } catch {
    // No connection just now: the next look may have one.
  }
  if (tries > 0) setTimeout(look, 2000, tries - 1);
};
setTimeout(look, 2000, 60);
