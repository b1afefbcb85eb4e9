// `npm start` and `npm run demo`: from a fresh clone to a running server. Runs on any Node from 20.19.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	ensureBuilt,
	ensureInstalled,
	fail,
	pinnedNode,
	requireVersions,
	SERVER,
	SERVER_ENVIRONMENT
} from './ready.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
requireVersions();
ensureInstalled();
ensureBuilt();
const demo = process.argv.includes('--demo') ? prepareDemo() : null;

const env = { ...SERVER_ENVIRONMENT, ...process.env, ...demo?.env };
const server = spawn(pinnedNode(), SERVER, { stdio: 'inherit', env });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.on(signal, () => server.kill(signal));
}
server.on('exit', (code, signal) => {
	demo?.remove();
	process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']);
});

/** A database for this one run, filled with the cast; real data, mail and addresses are out of its reach. */
function prepareDemo() {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-demo-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const env = { MODE: 'demo', DATA_DIR: folder, DATABASE_URL: '', ORIGIN: '', SMTP_URL: '' };
	const { status } = spawnSync(pinnedNode(), ['src/cli/seed-demo.ts'], {
		stdio: 'inherit',
		env: { ...process.env, ...env }
	});
	if (status !== 0) {
		remove();
		fail('Nie udało się przygotować danych pokazowych.');
	}
	return { env, remove };
}
