import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The settings under which a process waits at each sync of a file in `folder` as if the disk were slow: a library of a
 * few lines put in front of the C library, built here. The product knows nothing of it.
 * @param workFolder where the library goes
 * @returns null where there is no Linux or no C compiler
 */
export function slowDisk(folder: string, milliseconds: number, workFolder: string): Record<string, string> | null {
	const library = join(workFolder, 'slow-disk.so');
	const source = resolve('tests/support/slow-disk.c');
	const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'ignore' });
	if (process.platform !== 'linux' || status !== 0) return null;
	return { LD_PRELOAD: library, SLOW_SYNC_FOLDER: realpathSync(folder), SLOW_SYNC_MS: String(milliseconds) };
}
