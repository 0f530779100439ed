// The player's document, before H5P core: what an opaque origin lacks, and the settings that core and content read.
// This page can keep nothing and ask nobody: what happens in it goes to the page around it, as messages.
(() => {
  const keepInMemory = () => {
    const kept = new Map();
    const methods = {
      getItem: (name) => (kept.has(String(name)) ? kept.get(String(name)) : null),
      setItem: (name, value) => void kept.set(String(name), String(value)),
      removeItem: (name) => void kept.delete(String(name)),
      clear: () => kept.clear(),
      key: (index) => [...kept.keys()][index] ?? null,
    };
    return new Proxy(methods, {
      get: (target, name) => (name === "length" ? kept.size : name in target ? target[name] : kept.get(String(name))),
      set: (target, name, value) => (kept.set(String(name), String(value)), true),
      deleteProperty: (target, name) => (kept.delete(String(name)), true),
      has: (target, name) => name in target || kept.has(String(name)),
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (target, name) =>
        kept.has(String(name)) ? { value: kept.get(String(name)), enumerable: true, configurable: true } : undefined,
    });
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    const area = keepInMemory();
    Object.defineProperty(window, name, { configurable: true, get: () => area });
  }
  // Reading a cookie throws in a sandbox, and old content does not expect that.
  Object.defineProperty(document, "cookie", { configurable: true, get: () => "", set: () => {} });
  // Reaches other machines past the content policy.
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) delete window[name];

  const given = JSON.parse(document.getElementById("player").textContent);
  const id = given.content_id;
  const tell = (type, more) => window.parent.postMessage({ imece: "h5p", v: 1, type, ...more }, "*");
  const broken = [];
  // Only what belongs to the player itself: a picture that is missing is the content's own affair.
  window.addEventListener(
    "error",
    (event) => {
      if (event.target?.tagName === "SCRIPT") broken.push(event.target.src);
    },
    true,
  );

  window.H5P = { preventInit: true };
  window.H5PIntegration = {
    baseUrl: given.origin,
    siteUrl: given.site,
    url: given.content_url,
    urlLibraries: given.library_url,
    libraryDirectories: given.directories,
    libraryConfig: {},
    hubIsEnabled: false,
    reportingIsEnabled: false,
    postUserStatistics: false,
    crossorigin: "anonymous",
    crossoriginRegex: "^(https?:)?//",
    saveFreq: given.saves ? 5 : false,
    fullscreenDisabled: true,
    ajax: { setFinished: "", contentUserData: "" },
    l10n: { H5P: given.l10n },
    core: { scripts: [], styles: [] },
    loadedJs: given.scripts,
    loadedCss: given.styles,
    contents: {
      [`cid-${id}`]: {
        library: given.library,
        jsonContent: JSON.stringify(given.parameters),
        fullScreen: "0",
        mainId: id,
        url: given.activity_id,
        contentUrl: given.content_url,
        title: given.metadata.title,
        metadata: given.metadata,
        displayOptions: { frame: false, export: false, embed: false, copyright: false, icon: false },
        contentUserData: given.state,
        scripts: given.scripts,
        styles: given.styles,
      },
    },
  };
  window.imecePlayer = { given, id, tell, broken };
})();
