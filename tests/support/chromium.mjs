// Runs on the machine's own Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const INSTALLED = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];
const DOWNLOADED = [
	['chrome-linux64', 'chrome'],
	['chrome-linux', 'chrome'],
	['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
	['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium']
];

/**
 * A Chromium of this machine, or of Playwright's own downloads.
 * @returns {string | undefined}
 */
export function findChromium() {
	const candidates = [process.env.CHROMIUM_PATH, ...INSTALLED, ...listDownloads()];
	return candidates.find((path) => path && existsSync(path));
}

function listDownloads() {
	const cache =
		process.env.PLAYWRIGHT_BROWSERS_PATH ??
		join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'ms-playwright');
	if (!existsSync(cache)) return [];
	const versions = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
	return versions
		.sort()
		.reverse()
		.flatMap((name) => DOWNLOADED.map((path) => join(cache, name, ...path)));
}

/** Finds Chromium or installs it: Debian's package when we may, Playwright's download otherwise. */
export function ensureChromium() {
	const found = findChromium();
	if (found) return found;
	console.log('Installing Chromium…');
	const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
	if (isDebianRoot) {
		run('apt-get', ['update', '-qq']);
		run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
	}
	if (!findChromium()) run('npx', ['playwright', 'install', ...(isDebianRoot ? ['--with-deps'] : []), 'chromium']);
	return findChromium();
}

/**
 * @param {string} command
 * @param {string[]} parameters
 */
function run(command, parameters) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
