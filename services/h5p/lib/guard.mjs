// SPDX-License-Identifier: GPL-3.0-or-later
// Who may speak with the service: only İmece, by the shared secret. It says on whose behalf, and what that person may do.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, timingSafeEqual } from 'node:crypto';
import H5P from '@lumieducation/h5p-server';

const { GeneralPermission } = H5P;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;
const BASE = /^(\/[A-Za-z0-9:_.~-]+)+$/;
const asked = new AsyncLocalStorage();

/** The path below which the browser finds the files of this service: İmece says it with each call. */
export const basePath = () => asked.getStore()?.base ?? '/h5p';

const digest = (text) => createHash('sha256').update(text).digest();

export function guard(secret) {
    const wanted = digest(secret);
    return (req, res, next) => {
        if (!timingSafeEqual(digest(req.get('X-Service-Secret') ?? ''), wanted)) {
            res.status(401).json({ code: 'wrong-secret' });
            return;
        }
        const permission = req.get('X-User-Permission') ?? '';
        const id = req.get('X-User-Id') ?? '';
        req.user = {
            id: /^[A-Za-z0-9-]{1,64}$/.test(id) ? id : 'nobody',
            name: decodeName(req.get('X-User-Name')),
            email: '',
            type: 'local',
            permission: ['author', 'importer', 'administrator'].includes(permission) ? permission : 'none',
        };
        req.language = /^[a-z]{2,3}$/.test(req.get('X-Language') ?? '') ? req.get('X-Language') : 'en';
        const base = req.get('X-Base-Path') ?? '';
        asked.run({ base: BASE.test(base) ? base : '/h5p' }, next);
    };
}

function decodeName(text) {
    try {
        return decodeURIComponent(text ?? '').slice(0, 200);
    } catch {
        return '';
    }
}

/** One line of JSON for a request. No names, no content: method, path without query, status, time, request id. */
export function log(req, res, next) {
    const start = process.hrtime.bigint();
    const given = req.get('X-Request-ID') ?? '';
    const id = REQUEST_ID.test(given) ? given : '';
    if (id) res.set('X-Request-ID', id);
    res.on('close', () => {
        const ms = Number((process.hrtime.bigint() - start) / 1000n) / 1000;
        console.log(JSON.stringify({ time: new Date().toISOString(), method: req.method, path: req.originalUrl.split('?')[0].replace(/^(\/h5p\/temp-files\/).*/, '$1…'), status: res.statusCode, ms, request_id: id }));
    });
    next();
}

/** Authors write; an importer may bring libraries with a package; an administrator may install and remove them. */
export class Permissions {
    async checkForContent(user) {
        return user !== undefined && user.permission !== 'none';
    }

    async checkForTemporaryFile(user) {
        return user !== undefined && user.permission !== 'none';
    }

    async checkForUserData() {
        return false;
    }

    async checkForGeneralAction(user, permission) {
        if (user?.permission === 'administrator') return true;
        return user?.permission === 'importer' && permission === GeneralPermission.UpdateAndInstallLibraries;
    }
}

export function administratorsOnly(req, res, next) {
    if (req.user.permission === 'administrator') next();
    else res.status(403).json({ code: 'administrators-only' });
}

/** Everything but reading whether the service is well needs somebody on whose behalf it is done. */
export function somebody(req, res, next) {
    if (req.user.permission !== 'none' && req.user.id !== 'nobody') next();
    else res.status(403).json({ code: 'nobody' });
}
