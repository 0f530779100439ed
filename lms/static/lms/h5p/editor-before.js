// Before the editor's own scripts: they read their settings from here while they load.
"use strict";
window.H5PIntegration = JSON.parse(document.getElementById("h5p-editing").textContent).integration;
