"""A stand-in for the files of the H5P editor, which are on no registry: written by us, and built as the real one is.

It makes a frame without address, writes a document into it, loads its files there, asks for the library's form over the
service's ajax address and says its content when asked. So it shows whether our page, host, policy and gate let such an
editor work; what the real one looks like it cannot show.
"""

import json
from pathlib import Path

_ASSETS = Path("services/h5p/node_modules/@lumieducation/h5p-server/build/src/editorAssetList.json")

CORE = "window.H5P = { jQuery: (selector) => document.querySelectorAll(selector) };"

EDITOR = """
window.H5PEditor = window.H5PEditor || {};
H5PEditor.Editor = class {
  constructor(library, params, element) {
    this.library = library || "H5P.ImecePlain 1.0";
    this.known = params ? JSON.parse(params) : { params: {}, metadata: { title: "" } };
    const frame = document.createElement("iframe");
    element.append(frame);
    const inner = frame.contentDocument;
    inner.open();
    inner.write("<!doctype html><html><head></head><body><label>Title <input id='title'></label><p id='state'></p></body></html>");
    inner.close();
    this.inner = inner;
    inner.querySelector("#title").value = this.known.metadata.title || "";
    const script = inner.createElement("script");
    script.src = H5PIntegration.editor.assets.js.find((address) => address.includes("h5peditor-form.js"));
    inner.head.append(script);
    const [, name, major, minor] = this.library.match(/^(.+) (\\d+)\\.(\\d+)$/);
    fetch(H5PEditor.getAjaxUrl("libraries", { machineName: name, majorVersion: major, minorVersion: minor }))
      .then((answer) => answer.json())
      .then((library) => { inner.querySelector("#state").textContent = `form of ${library.title}`; });
  }
  getContent(done, failed) {
    const title = this.inner.querySelector("#title").value;
    if (!title) { failed(); return; }
    const params = this.known.params;
    done({ library: this.library, params: JSON.stringify({ params, metadata: { ...this.known.metadata, title } }) });
  }
};
"""
FORM = "if (document.body) document.body.dataset.form = 'loaded';"


def lay_down(folder: Path) -> dict[str, str]:
    """Write the stand-in into `folder`; return the settings with which the service finds it."""
    assets = json.loads(_ASSETS.read_text())
    texts = {
        ("core", "js/h5p.js"): CORE,
        ("editor", "scripts/h5peditor-editor.js"): EDITOR,
        ("editor", "scripts/h5peditor-form.js"): FORM,
    }
    for part in ("core", "editor"):
        names = [
            *assets["scripts"][part],
            *assets["styles"][part],
            *(["language/tr.js", "language/ar.js"] if part == "editor" else []),
        ]
        for name in names:
            path = folder / part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts.get((part, name), ""))
    return {"H5P_CORE": str(folder / "core"), "H5P_EDITOR": str(folder / "editor")}
