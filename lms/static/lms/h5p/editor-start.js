// Opens the editor in its frame and speaks with the page around it, which alone can save (with the person's session).
// What it hears: {imece: "save"} from that page. What it says: {imece: "ready" | "content" | "invalid" | "failed"}.
"use strict";
(() => {
  const editing = JSON.parse(document.getElementById("h5p-editing").textContent);
  const settings = editing.integration.editor;
  const tell = (message) => parent.postMessage(message, editing.site);
  const editorNs = window.H5PEditor;
  if (!editorNs || !window.H5P) {
    tell({ imece: "failed" });
    return;
  }
  Object.assign(editorNs, {
    $: H5P.jQuery,
    basePath: settings.libraryUrl,
    fileIcon: settings.fileIcon,
    ajaxPath: settings.ajaxPath,
    filesPath: settings.filesPath,
    apiVersion: settings.apiVersion,
    contentLanguage: settings.language,
    copyrightSemantics: settings.copyrightSemantics,
    metadataSemantics: settings.metadataSemantics,
    assets: settings.assets,
    baseUrl: "",
    enableContentHub: false,
  });
  if (settings.nodeVersionId !== undefined) editorNs.contentId = settings.nodeVersionId;
  editorNs.getAjaxUrl = (action, parameters = {}) => {
    const more = new URLSearchParams({ ...parameters, language: settings.language });
    return `${settings.ajaxPath}${encodeURIComponent(action)}&${more}`;
  };
  let editor;
  try {
    const known = editing.params && JSON.stringify({ params: editing.params, metadata: editing.metadata });
    editor = new editorNs.Editor(editing.library || undefined, known || undefined, document.querySelector(".h5p-editor"));
  } catch (error) {
    console.error(error);
    tell({ imece: "failed" });
    return;
  }
  const invalid = () => tell({ imece: "invalid" });
  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== editing.site || event.data?.imece !== "save") return;
    try {
      editor.getContent((content) => {
        const { params, metadata } = JSON.parse(content.params);
        tell({ imece: "content", library: content.library, params, metadata });
      }, invalid);
    } catch (error) {
      console.error(error);
      invalid();
    }
  });
  tell({ imece: "ready" });
})();
