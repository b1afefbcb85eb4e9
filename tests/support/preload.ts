import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const NO_COMPILER = 'This test builds a small library with cc on Linux. Install a C compiler, such as the package gcc.';

/** Whether libraries can be put before the C library here: on Linux, with a compiler, which is fetched where we may. */
export function canPreload(): boolean {
	if (process.platform !== 'linux') return false;
	const hasCompiler = () => spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;
	const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
	if (!hasCompiler() && isDebianRoot) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
		const packages = ['gcc', 'libc6-dev'];
		spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'ignore', env });
	}
	return hasCompiler();
}

/**
 * Builds `tests/support/<name>.c` as a library for LD_PRELOAD. The product knows nothing of it.
 * @param folder where it goes
 * @returns its path
 * @throws Error what to install, or what the compiler says
 */
export function buildPreload(name: string, folder: string): string {
	if (!canPreload()) throw new Error(NO_COMPILER);
	const library = join(folder, `${name}.so`);
	const source = resolve(`tests/support/${name}.c`);
	const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
	if (status !== 0) throw new Error(`cc does not build ${source}:\n${String(stderr)}`);
	return library;
}
