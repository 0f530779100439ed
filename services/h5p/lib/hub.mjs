// SPDX-License-Identifier: GPL-3.0-or-later
// Content types of the hub, where the installation has switched it on. Only administrators list and install.
import express from 'express';
import H5P from '@lumieducation/h5p-server';
import { administratorsOnly } from './guard.mjs';

const { H5pError } = H5P;
const answer = (handler) => (req, res, next) => Promise.resolve(handler(req, res)).catch(next);

export function hubRoutes({ editor }, settings) {
    const router = express.Router();
    router.use(administratorsOnly);
    router.use((req, res, next) => (settings.hub ? next() : next(new H5pError('hub-off', {}, 409))));
    const listed = async () => {
        await editor.contentTypeCache.updateIfNecessary();
        const types = await editor.contentTypeCache.get();
        if (types.length === 0) throw new H5pError('hub-silent', {}, 504);
        return types;
    };
    router.get('/', answer(async (req, res) => {
        await listed();
        const { libraries } = await editor.getContentTypeCache(req.user, req.language);
        res.json(libraries.map((one) => ({
            machineName: one.machineName, title: one.title, summary: one.summary ?? '', owner: one.owner ?? '',
            version: `${one.majorVersion}.${one.minorVersion}.${one.patchVersion}`,
            installed: Boolean(one.installed), upToDate: Boolean(one.isUpToDate), canInstall: Boolean(one.canInstall),
        })));
    }));
    router.post('/:name/install', answer(async (req, res) => {
        await listed();
        const installed = await editor.installLibraryFromHub(req.params.name, req.user);
        res.json({ installed: installed.filter((one) => one.type === 'new').length, updated: installed.filter((one) => one.type === 'patch').length });
    }));
    return router;
}
