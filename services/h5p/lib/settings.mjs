// SPDX-License-Identifier: GPL-3.0-or-later
// Everything comes from the environment; nothing is guessed but what is harmless.
import path from 'node:path';

const MB = 1024 * 1024;

function number(env, name, otherwise, least = 1) {
    const text = env[name] ?? '';
    if (text === '') return otherwise;
    const value = Number(text);
    if (!Number.isFinite(value) || value < least) throw new Error(`${name} is ${JSON.stringify(text)}; it must be a number from ${least}`);
    return value;
}

export function readSettings(env) {
    const secret = env.H5P_SERVICE_SECRET ?? '';
    if (secret.length < 24) throw new Error('H5P_SERVICE_SECRET must be set: at least 24 characters, the same as in the settings of İmece');
    const data = path.resolve(env.H5P_DATA ?? 'data');
    const temporary = path.resolve(env.H5P_TEMPORARY ?? path.join(data, 'temporary'));
    return {
        secret,
        // Nothing but this machine may reach it. A container says 0.0.0.0 and keeps the port to its own network.
        host: env.H5P_HOST ?? '127.0.0.1',
        port: number(env, 'H5P_PORT', 8090, 0),
        libraries: path.join(data, 'libraries'),
        contents: path.join(data, 'contents'),
        config: path.join(data, 'config.json'),
        temporary: path.join(temporary, 'people'),
        scratch: path.join(temporary, 'scratch'),
        core: path.resolve(env.H5P_CORE ?? path.join(data, 'core')),
        editor: path.resolve(env.H5P_EDITOR ?? path.join(data, 'editor')),
        // The hub is another machine's: only where the installation wants it.
        hub: env.H5P_HUB_URL ?? '',
        jsonBytes: number(env, 'H5P_JSON_MB', 8) * MB,
        fileBytes: number(env, 'H5P_FILE_MB', 64) * MB,
        totalBytes: number(env, 'H5P_TOTAL_MB', 256) * MB,
        keepDays: number(env, 'H5P_KEEP_DAYS', 14, 0),
        requestSeconds: number(env, 'H5P_REQUEST_SECONDS', 120),
        connections: number(env, 'H5P_CONNECTIONS', 64),
    };
}
