// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright (C) İmece's contributors. This file and those in lib/ work with Lumi's H5P server, which is under the GNU General
// Public License, version 3 or later; so are they. See COPYING and README.md.
import express from 'express';
import h5pExpress from '@lumieducation/h5p-express';
import { contentRoutes } from './lib/contents.mjs';
import { guard, log, administratorsOnly, somebody } from './lib/guard.mjs';
import { hubRoutes } from './lib/hub.mjs';
import { refusals } from './lib/refusals.mjs';
import { readSettings } from './lib/settings.mjs';
import { sweep } from './lib/sweeping.mjs';
import { formFiles, packageBody } from './lib/uploads.mjs';
import { missingFiles, openWorkbench, versions } from './lib/workbench.mjs';

const { h5pAjaxExpressRouter, libraryAdministrationExpressRouter } = h5pExpress;

export async function build(settings) {
    const workbench = await openWorkbench(settings);
    const app = express();
    app.disable('x-powered-by');
    app.set('etag', false);
    app.use(log, guard(settings.secret));
    app.get('/health', async (req, res) => {
        const missing = await missingFiles(settings);
        res.json({ status: 'ok', versions: versions(), hub: Boolean(settings.hub), editor: missing.length === 0, missing, rss: process.memoryUsage().rss, seconds: process.uptime() });
    });
    app.use(somebody);
    app.use(express.json({ limit: settings.jsonBytes }), express.urlencoded({ extended: true, limit: settings.jsonBytes }));
    app.use(packageBody(settings), ...formFiles(settings));
    app.use('/contents', contentRoutes(workbench, settings));
    app.use('/libraries', administratorsOnly, libraryAdministrationExpressRouter(workbench.editor));
    app.use('/content-types', hubRoutes(workbench, settings));
    app.use('/h5p', h5pAjaxExpressRouter(workbench.editor, settings.core, settings.editor, {
        routeContentUserData: false, routeFinishedData: false, routeGetDownload: false,
    }));
    app.use((req, res) => res.status(404).json({ code: 'no-such-address' }));
    app.use(refusals);
    return { app, workbench };
}

async function main() {
    const settings = readSettings(process.env);
    // Lumi unpacks where the machine keeps temporary files: that is here.
    process.env.TMPDIR = settings.scratch;
    const { app, workbench } = await build(settings);
    const server = app.listen(settings.port, settings.host, () => {
        console.log(JSON.stringify({ time: new Date().toISOString(), ready: `http://${settings.host}:${server.address().port}`, seconds: process.uptime() }));
    });
    server.requestTimeout = settings.requestSeconds * 1000;
    server.headersTimeout = 10_000;
    server.maxConnections = settings.connections;
    const tidy = () => sweep(workbench, settings).catch((error) => console.error(`sweep: ${error.message}`));
    setInterval(tidy, 3_600_000).unref();
    tidy();
    for (const signal of ['SIGTERM', 'SIGINT']) {
        process.on(signal, () => {
            server.close(() => process.exit(0));
            server.closeIdleConnections();
            setTimeout(() => process.exit(0), 5_000).unref();
        });
    }
}

main().catch((error) => {
    console.error(error.message);
    process.exit(1);
});
