// SPDX-License-Identifier: GPL-3.0-or-later
// Content as İmece's client knows it: list, read, create, change, copy, delete, import, export, models of editor and player.
import { mkdtemp, rm } from 'node:fs/promises';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import path from 'node:path';
import express from 'express';
import H5P from '@lumieducation/h5p-server';

const { H5pError } = H5P;
const answer = (handler) => (req, res, next) => Promise.resolve(handler(req, res)).catch(next);

function written({ library, params, metadata } = {}) {
    if (typeof library !== 'string' || !params || typeof params !== 'object' || !metadata || typeof metadata !== 'object') {
        throw new H5pError('malformed-request', {}, 400);
    }
    return [params, metadata, library];
}

export function contentRoutes({ editor, player }, settings) {
    const router = express.Router();
    router.param('id', (req, res, next, id) => {
        if (!/^\d{1,20}$/.test(id)) return next(new H5pError('content-not-found', {}, 404));
        return editor.contentManager.contentExists(id).then((is) => next(is ? undefined : new H5pError('content-not-found', {}, 404)), next);
    });

    const save = async (id, body, user) => {
        const saved = await editor.saveOrUpdateContentReturnMetaData(id, ...written(body), user);
        return { id: String(saved.id), metadata: saved.metadata };
    };
    const bring = async (file, user) => {
        const brought = await editor.packageImporter.addPackageLibrariesAndContent(file, user);
        return { id: String(brought.id), metadata: brought.metadata, libraries: brought.installedLibraries.filter((one) => one.type !== 'none').length };
    };
    // The whole package first, then the first byte: an answer that began cannot say any more that something went wrong.
    const packed = async (id, user, use) => {
        const folder = await mkdtemp(path.join(settings.scratch, 'export-'));
        try {
            const file = path.join(folder, 'content.h5p');
            const stream = createWriteStream(file);
            const done = new Promise((resolve, reject) => stream.on('finish', resolve).on('error', reject));
            await editor.exportContent(id, stream, user);
            await done;
            return await use(file);
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    };

    router.get('/', answer(async (req, res) => {
        const ids = await editor.contentManager.listContent(req.user);
        const rows = await Promise.all(ids.map(async (id) => {
            const metadata = await editor.contentManager.getContentMetadata(id, req.user).catch(() => null);
            return metadata && { id: String(id), title: metadata.title, library: metadata.mainLibrary };
        }));
        res.json(rows.filter(Boolean));
    }));
    router.post('/', answer(async (req, res) => res.status(201).json(await save(undefined, req.body, req.user))));
    router.post('/import', answer(async (req, res) => {
        const file = req.files?.file;
        if (!file) throw new H5pError('malformed-request', {}, 400);
        res.status(201).json(await bring(file.tempFilePath, req.user));
    }));
    router.get('/new/edit', answer(async (req, res) => res.json(await editor.render(undefined, req.language, req.user))));
    router.get('/:id', answer(async (req, res) => {
        const { library, params } = await editor.getContent(req.params.id, req.user);
        res.json({ id: req.params.id, library, params: params.params, metadata: params.metadata });
    }));
    router.put('/:id', answer(async (req, res) => res.json(await save(req.params.id, req.body, req.user))));
    router.delete('/:id', answer(async (req, res) => {
        await editor.deleteContent(req.params.id, req.user);
        res.status(204).end();
    }));
    router.post('/:id/copy', answer(async (req, res) => {
        res.status(201).json(await packed(req.params.id, req.user, (file) => bring(file, req.user)));
    }));
    router.get('/:id/export', answer(async (req, res) => {
        await packed(req.params.id, req.user, async (file) => {
            res.type('application/zip');
            await pipeline(createReadStream(file), res);
        });
    }));
    router.get('/:id/edit', answer(async (req, res) => {
        const model = await editor.render(req.params.id, req.language, req.user);
        const { library, params } = await editor.getContent(req.params.id, req.user);
        res.json({ ...model, library, params: params.params, metadata: params.metadata });
    }));
    router.get('/:id/play', answer(async (req, res) => res.json(await player.render(req.params.id, req.user, req.language))));
    return router;
}
