import { realpathSync } from 'node:fs';
import { buildPreload, canPreload } from './preload.ts';

/**
 * The settings under which a process waits at each sync of a file in `folder` as if the disk were slow.
 * @param workFolder where the library for it goes
 * @returns null where there is no Linux or no C compiler
 */
export function slowDisk(folder: string, milliseconds: number, workFolder: string): Record<string, string> | null {
	if (!canPreload()) return null;
	const library = buildPreload('faulty-disk', workFolder);
	return { LD_PRELOAD: library, DISK_FOLDER: realpathSync(folder), DISK_SYNC_MS: String(milliseconds) };
}
