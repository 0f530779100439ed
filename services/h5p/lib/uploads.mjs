// SPDX-License-Identifier: GPL-3.0-or-later
// Files that come in: a package as the body of a request, or a picture from the editor's form. Gone when the answer is.
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import path from 'node:path';
import upload from 'express-fileupload';
import H5P from '@lumieducation/h5p-server';

const { H5pError } = H5P;

const removed = (res, file) => res.on('close', () => rm(file, { force: true }).catch(() => {}));

function limited(bytes) {
    let seen = 0;
    return new Transform({
        transform(chunk, _, done) {
            seen += chunk.length;
            if (seen > bytes) done(new H5pError('total-size-too-large', {}, 413));
            else done(null, chunk);
        },
    });
}

/** A body of the type application/zip, written to disk as it comes; handlers find it where a form's file would be. */
export function packageBody(settings) {
    return (req, res, next) => {
        if (!req.is('application/zip')) {
            next();
            return;
        }
        if (Number(req.get('Content-Length') ?? 0) > settings.totalBytes) {
            next(new H5pError('total-size-too-large', {}, 413));
            return;
        }
        const file = path.join(settings.scratch, `${randomUUID()}.h5p`);
        removed(res, file);
        pipeline(req, limited(settings.totalBytes), createWriteStream(file)).then(() => {
            req.files = { file: { name: 'package.h5p', tempFilePath: file } };
            next();
        }, next);
    };
}

/** The editor's form: one picture, film or sound at a time. */
export function formFiles(settings) {
    return [
        upload({
            useTempFiles: true, tempFileDir: settings.scratch, abortOnLimit: true,
            limits: { fileSize: settings.fileBytes, files: 1, fields: 50 },
        }),
        (req, res, next) => {
            for (const file of Object.values(req.files ?? {}).flat()) if (file.tempFilePath) removed(res, file.tempFilePath);
            next();
        },
    ];
}
