// The player's document, after H5P core and the libraries: listen first, then begin, else the first statement is missed.
(() => {
  const { given, id, tell, broken } = window.imecePlayer;
  const core = window.H5P;
  const fail = (reason) => tell("failed", { reason: String(reason).slice(0, 300) });
  if (broken.length || !core?.init) {
    fail(`not loaded: ${broken.join(" ") || "core"}`);
    return;
  }
  // Core's own resizing speaks with pages that embed h5p.org; the page around this one gets the height below.
  core.communicator = undefined;

  const said = new Map();
  const keep = (contentId, name, data, extras) => {
    const part = String(extras?.subContentId || "");
    const sub = name === "state" ? part : `${part}:${name}`;
    let state;
    try {
      state = data === null ? null : JSON.stringify(data);
    } catch {
      return;
    }
    if (state === undefined || said.get(sub) === state) return;
    said.set(sub, state);
    const content = window.H5PIntegration.contents[`cid-${contentId}`];
    if (content) ((content.contentUserData ??= {})[part || 0] ??= {})[name] = state ?? undefined;
    tell("state", { sub, state });
  };
  core.setUserData = keep;
  core.deleteUserData = (contentId, name, sub) => keep(contentId, name, null, { subContentId: sub });
  for (const [part, names] of Object.entries(given.state)) {
    for (const [name, state] of Object.entries(names)) {
      const sub = part === "0" ? "" : part;
      said.set(name === "state" ? sub : `${sub}:${name}`, state);
    }
  }

  const saveNow = () => {
    for (const instance of core.instances) {
      if (typeof instance.getCurrentState !== "function") continue;
      try {
        const state = instance.getCurrentState();
        if (state !== undefined) keep(instance.contentId, "state", state);
      } catch {
        // Content that is not ready yet has no state.
      }
    }
  };
  let soon = 0;
  const saveSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(saveNow, 800);
  };
  if (given.saves) {
    for (const name of ["click", "input", "change", "keyup", "pointerup"]) addEventListener(name, saveSoon, true);
  }

  // What waits to be sent while somebody answers quickly stays in order: messages keep theirs.
  core.externalDispatcher.on("xAPI", (event) => {
    let statement;
    try {
      statement = JSON.parse(JSON.stringify(event.data.statement));
    } catch {
      return;
    }
    tell("statement", { statement });
    if (given.saves) saveSoon();
  });

  let height = 0;
  const measure = () => {
    const now = Math.ceil(document.body.scrollHeight);
    if (now === height) return;
    height = now;
    tell("size", { height: now });
  };
  const resize = () => {
    for (const instance of core.instances) core.trigger(instance, "resize");
    measure();
  };
  let width = innerWidth;
  addEventListener("resize", () => {
    // The page around it gives this one its height: only a new width is news.
    if (innerWidth !== width || document.body.classList.contains("is-full")) resize();
    width = innerWidth;
  });
  addEventListener("load", resize, true);

  // A link leads away from here: a frame without windows of its own asks the page around it.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || !/^https?:$/.test(link.protocol)) return;
    if (link.href.split("#")[0] === location.href.split("#")[0]) return;
    event.preventDefault();
    tell("link", { url: link.href.slice(0, 2000) });
  });

  addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.imece !== "h5p") return;
    if (event.data.type === "save") saveNow();
    if (event.data.type === "full") {
      document.body.classList.toggle("is-full", Boolean(event.data.on));
      resize();
    }
  });

  core.jQuery(() => {
    try {
      core.init(document.body);
    } catch (error) {
      fail(error);
      return;
    }
    if (!core.instances.length) {
      fail("no content");
      return;
    }
    new ResizeObserver(measure).observe(document.body);
    setInterval(measure, 700);
    measure();
    tell("ready", { height: document.body.scrollHeight, id });
  });
})();
