// `npm test`: sets everything up and runs every check and test there is. Runs on any Node from 20.19.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, npmCommand, requireVersions, runNpm } from '../src/cli/ready.mjs';
import { ensureChromium } from './support/chromium.mjs';

const RESULTS = 'test-results';
const startedAt = Date.now();
const total = { passed: 0, failed: 0 };
let isFinished = false;

// Also when the set-up failed and nothing could run.
process.on('exit', () => {
	if (!isFinished) total.failed += 1;
	console.log(`\nIn ${seconds(startedAt)}.`);
	console.log(`${total.passed} passed, ${total.failed} failed`);
});

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
requireVersions();
ensureInstalled();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS);
const chromium = ensureChromium();

// Linting takes as long as all the others together, and each of them keeps one core busy.
await Promise.all([
	check('Lint', 'lint'),
	check('Types', 'check')
		.then(() => check('Format', 'format:check'))
		.then(() => check('Courses', 'courses:check'))
		.then(() => check('Build', 'build'))
]);
stage('Unit and data tests, SQLite and PostgreSQL', () => vitest('unit'));
stage('Tests against the running server', () => vitest('server'));
stage('End to end in Chromium, with axe', playwright);

isFinished = true;
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * Runs one stage; a broken one does not keep the others from running.
 * @param {string} name
 * @param {() => { passed: number, failed: number }} run
 */
function stage(name, run) {
	console.log(`\n━━━ ${name}`);
	const stageStartedAt = Date.now();
	const { passed, failed } = run();
	total.passed += passed;
	total.failed += failed;
	console.log(`━━━ ${name}: ${passed} passed, ${failed} failed, ${seconds(stageStartedAt)}`);
}

/**
 * Runs a script beside others; what it prints is shown when it has ended.
 * @param {string} name
 * @param {string} script
 */
async function check(name, script) {
	const checkStartedAt = Date.now();
	const { status, output } = await runScript(script);
	const isPassed = status === 0;
	total[isPassed ? 'passed' : 'failed'] += 1;
	console.log(`\n━━━ ${name}\n${output}━━━ ${name}: ${isPassed ? 'passed' : 'failed'}, ${seconds(checkStartedAt)}`);
}

/**
 * @param {string} script
 * @returns {Promise<{ status: number | null, output: string }>}
 */
function runScript(script) {
	return new Promise((resolve) => {
		let output = '';
		const child = spawn(...npmCommand(['run', '--silent', script]), { stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
		child.on('error', (error) => resolve({ status: null, output: `${error.message}\n` }));
		child.on('close', (status) => resolve({ status, output }));
	});
}

/** @param {string} project */
function vitest(project) {
	const report = join(RESULTS, `${project}.json`);
	const status = npx([
		'vitest',
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	]);
	const { numPassedTests = 0, numTotalTests = 0 } = readReport(report);
	return count(status, numPassedTests, numTotalTests);
}

function playwright() {
	const report = join(RESULTS, 'e2e.json');
	// Playwright takes a relative path from the folder of its configuration.
	const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(report), CHROMIUM_PATH: chromium };
	const status = npx(['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'], env);
	const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {};
	return count(status, expected, expected + unexpected + flaky + skipped);
}

/**
 * What did not pass has failed: skipped, flaky, or never begun. A runner that breaks, or runs nothing, is a failure of
 * its own.
 * @param {number | null} status
 * @param {number} passed
 * @param {number} all
 */
function count(status, passed, all) {
	const failed = all - passed;
	const isBroken = status !== 0 || all === 0;
	return { passed, failed: isBroken && failed === 0 ? 1 : failed };
}

/**
 * @param {string[]} parameters
 * @param {Record<string, string | undefined>} env
 */
function npx(parameters, env = {}) {
	const command = ['exec', '--offline', '--', ...parameters];
	return runNpm(command, { stdio: 'inherit', env: { ...process.env, ...env } }).status;
}

/** @param {string} path */
function readReport(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** @param {number} since */
function seconds(since) {
	return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
