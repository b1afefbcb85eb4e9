// Runs on the machine's own Node, before anything is installed: nothing but built-in modules here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PINNED_NODE = join('node_modules', '.bin', 'node');
const BUILD_STAMP = join('build', '.stamp');
const BUILT_FROM = ['src', 'static', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const NODE_WITH_TYPES = '22.18.0';

/** Ends the program with a sentence unless Node and npm can install it. */
export function requireVersions() {
	if (isOlder(process.versions.node, '20.19.0')) {
		fail(`Potrzebny jest Node 20.19 lub nowszy, a tu jest ${process.versions.node}. Pobierz go z https://nodejs.org.`);
	}
	const npm = /npm\/(\S+)/.exec(process.env.npm_config_user_agent ?? '')?.[1];
	const version = npm ?? runNpm(['--version'], { stdio: 'pipe' }).stdout?.toString().trim();
	if (!version) fail('Nie znaleziono programu npm. Zainstaluj Node razem z npm z https://nodejs.org.');
	if (isOlder(version, '11.0.0')) {
		fail(`Potrzebny jest npm 11 lub nowszy, a tu jest ${version}. Uruchom: npm install --global npm@11.`);
	}
}

/** Installs exactly what the lock file says, unless it is there already. */
export function ensureInstalled() {
	if (isInstalled()) return;
	console.log('Instaluję pakiety (za pierwszym razem około minuty)…');
	const { status } = runNpm(['ci', '--no-fund', '--no-audit', '--loglevel=error'], { stdio: 'inherit' });
	if (status !== 0) fail('Instalacja nie udała się. Sprawdź połączenie z internetem i uruchom polecenie jeszcze raz.');
}

/** npm writes its own record last: when it agrees with the lock file, the installation is whole. */
function isInstalled() {
	const record = join('node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	const wanted = readPackages('package-lock.json');
	const installed = readPackages(record);
	return Object.entries(wanted).every(([path, { version, optional }]) => {
		if (path === '') return true;
		return installed[path] ? installed[path].version === version : Boolean(optional);
	});
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(lockFile) {
	return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** Builds the server when its sources changed since the last time, or when told to. */
export function ensureBuilt({ always = false } = {}) {
	const stamp = fingerprint(BUILT_FROM);
	if (!always && existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === stamp) return;
	console.log('Buduję program (około pół minuty)…');
	rmSync(BUILD_STAMP, { force: true });
	runVite(['build']);
	runVite(['build', '--config', 'src/cli/vite.worker.config.ts']);
	writeFileSync(BUILD_STAMP, stamp);
}

/** @param {string[]} parameters */
function runVite(parameters) {
	const vite = join('node_modules', 'vite', 'bin', 'vite.js');
	const { status, stdout, stderr } = spawnSync(pinnedNode(), [vite, ...parameters], {
		encoding: 'utf8',
		maxBuffer: 1 << 26
	});
	if (status !== 0) fail(`Budowanie nie udało się:\n${stdout}\n${stderr}`);
}

/**
 * Names, sizes and times of files: enough to notice a change, quick enough for every start.
 * @param {string[]} paths
 */
function fingerprint(paths) {
	const hash = createHash('sha256');
	/** @param {string} path */
	const add = (path) => {
		const stats = statSync(path, { throwIfNoEntry: false });
		if (stats?.isDirectory()) {
			for (const name of readdirSync(path).sort()) add(join(path, name));
		} else if (stats && !path.endsWith('.test.ts')) {
			hash.update(`${path} ${stats.size} ${stats.mtimeMs}\n`);
		}
	};
	for (const path of paths) add(path);
	return hash.digest('hex');
}

/**
 * What the pinned Node runs as the server. A busy server needs a quarter of this heap; told so, the collector keeps it
 * small instead of letting it grow towards all the memory there is.
 */
export const SERVER = ['--max-old-space-size=512', '--import', './src/cli/compile-cache.mjs', 'src/cli/serve.ts'];

/** The GNU C library gives each thread a heap of its own and hands little of it back: two do for a dozen threads. */
export const SERVER_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/** The Node of the lock file; where it has none for this system, this one if it is new enough. */
export function pinnedNode() {
	if (existsSync(PINNED_NODE)) return PINNED_NODE;
	if (!isOlder(process.versions.node, NODE_WITH_TYPES)) return process.execPath;
	return fail(
		`Dla tego systemu (${process.platform} ${process.arch}) zainstaluj Node ${NODE_WITH_TYPES} lub nowszy z https://nodejs.org.`
	);
}

/**
 * Runs npm, the one that runs us if there is one.
 * @param {string[]} parameters
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function runNpm(parameters, options) {
	return spawnSync(...npmCommand(parameters), options);
}

/**
 * The program that runs npm, and what to tell it.
 * @param {string[]} parameters
 * @returns {[string, string[]]}
 */
export function npmCommand(parameters) {
	const { npm_execpath: npm } = process.env;
	return npm?.endsWith('.js') ? [process.execPath, [npm, ...parameters]] : ['npm', parameters];
}

/**
 * @param {string} version
 * @param {string} than
 */
function isOlder(version, than) {
	return version.localeCompare(than, 'en', { numeric: true }) < 0;
}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence) {
	console.error(`✗ ${sentence}`);
	process.exit(1);
}
