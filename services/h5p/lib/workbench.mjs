// SPDX-License-Identifier: GPL-3.0-or-later
// Lumi's editor and player over folders of this machine.
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import H5P from '@lumieducation/h5p-server';
import { Permissions, basePath } from './guard.mjs';

const require = createRequire(import.meta.url);
const { H5PConfig, H5PEditor, H5PPlayer, UrlGenerator, cacheImplementations, fsImplementations } = H5P;

// Some packages write versions as texts ("1"); Lumi compares numbers, and would call a library in use unused.
class Contents extends fsImplementations.FileContentStorage {
    async addContent(metadata, ...rest) {
        const numbers = (list) => list?.map((one) => ({ ...one, majorVersion: Number(one.majorVersion), minorVersion: Number(one.minorVersion) }));
        for (const kind of ['preloadedDependencies', 'editorDependencies', 'dynamicDependencies']) {
            if (metadata[kind]) metadata[kind] = numbers(metadata[kind]);
        }
        return super.addContent(metadata, ...rest);
    }
}

async function startConfig(settings) {
    const stored = await readFile(settings.config, 'utf8').then(JSON.parse).catch(() => ({}));
    await writeFile(settings.config, JSON.stringify({ uuid: stored.uuid ?? '' }));
    const config = await new H5PConfig(await fsImplementations.JsonStorage.create(settings.config)).load();
    config.maxFileSize = settings.fileBytes;
    config.maxTotalSize = settings.totalBytes;
    config.platformName = 'imece';
    config.platformVersion = '1.0';
    config.sendUsageStatistics = false;
    config.setFinishedEnabled = false;
    config.contentUserStateSaveInterval = false;
    config.contentHubEnabled = false;
    config.fetchingDisabled = settings.hub ? 0 : 1;
    config.hubContentTypesEndpoint = settings.hub ? new URL('content-types/', settings.hub).href : '';
    config.hubRegistrationEndpoint = settings.hub ? new URL('sites', settings.hub).href : '';
    Object.defineProperty(config, 'baseUrl', { get: basePath, set: () => {} });
    return config;
}

/** Make the folders and return {config, editor, player}. */
export async function openWorkbench(settings) {
    await rm(settings.scratch, { recursive: true, force: true });
    for (const folder of [settings.libraries, settings.contents, settings.temporary, settings.scratch]) await mkdir(folder, { recursive: true });
    const config = await startConfig(settings);
    const permissionSystem = new Permissions();
    const libraries = new fsImplementations.FileLibraryStorage(settings.libraries);
    const contents = new Contents(settings.contents);
    const urls = new UrlGenerator(config);
    const editor = new H5PEditor(
        new cacheImplementations.CachedKeyValueStorage('kv'), config, libraries, contents,
        new fsImplementations.DirectoryTemporaryFileStorage(settings.temporary), undefined, urls,
        {
            permissionSystem,
            // Never the machine's own number: what the hub hears is a digest that means nothing elsewhere.
            getLocalIdOverride: () => createHash('sha256').update(`local id ${settings.secret}`).digest('hex'),
        },
    );
    if (!settings.hub) editor.contentTypeCache.forceUpdate = async () => [];
    editor.setRenderer((model) => model);
    const player = new H5PPlayer(libraries, contents, config, undefined, urls, undefined, { permissionSystem });
    player.setRenderer((model) => model);
    return { config, editor, player };
}

/** Names of files that must be there before a browser can edit; empty when all are. */
export async function missingFiles(settings) {
    const server = path.dirname(require.resolve('@lumieducation/h5p-server'));
    const wanted = JSON.parse(await readFile(path.join(server, 'editorAssetList.json'), 'utf8'));
    const files = [
        ...[...wanted.scripts.core, ...wanted.styles.core].map((file) => ['core', file, settings.core]),
        ...[...wanted.scripts.editor, ...wanted.styles.editor].map((file) => ['editor', file, settings.editor]),
    ];
    const there = await Promise.all(files.map(([, file, folder]) => access(path.join(folder, file)).then(() => true, () => false)));
    return files.filter((_, index) => !there[index]).map(([part, file]) => `${part}/${file}`);
}

export const versions = () => ({
    server: require('@lumieducation/h5p-server/package.json').version,
    express: require('@lumieducation/h5p-express/package.json').version,
    node: process.versions.node,
});
