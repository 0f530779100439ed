// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench holds no only copy: what lies there for long was left behind.
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Remove expired temporary files, and contents that nobody has saved for `keepDays` days. Returns how many contents. */
export async function sweep({ editor }, settings, now = Date.now()) {
    await editor.temporaryFileManager.cleanUp();
    let removed = 0;
    for (const id of await readdir(settings.contents)) {
        if (!/^\d+$/.test(id)) continue;
        const { mtimeMs } = await stat(path.join(settings.contents, id, 'content.json')).catch(() => ({ mtimeMs: now }));
        if (now - mtimeMs > settings.keepDays * 86_400_000) {
            await rm(path.join(settings.contents, id), { recursive: true, force: true });
            removed += 1;
        }
    }
    return removed;
}
