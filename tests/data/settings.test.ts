import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SettingsError } from '#lib/server/settings.ts';
import { readSettings, settingNames } from '#lib/server/settings.ts';

/** Names in the first column of the table of settings. */
function namesInReadme(): string[] {
	const readme = readFileSync('README.md', 'utf8');
	return [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1] as string);
}

function problemsOf(env: Record<string, string>): string[] {
	try {
		readSettings(env);
		return [];
	} catch (error) {
		return (error as SettingsError).problems;
	}
}

describe('settings', () => {
	test('are all explained in README, and README explains no other', () => {
		expect(namesInReadme().sort()).toEqual([...settingNames].sort());
	});

	test('need not be given: data goes to a file, the address is the port on this machine', () => {
		expect(readSettings({}, '/srv')).toMatchObject({
			port: 3000,
			origin: 'http://localhost:3000',
			hasFixedOrigin: false,
			databaseAddress: 'sqlite:/srv/data/wspolnie.db',
			mode: 'production'
		});
	});

	test('count as absent when empty', () => {
		expect(readSettings({ DATABASE_URL: '', ORIGIN: '' })).toMatchObject({ hasFixedOrigin: false });
	});

	test('are refused all at once, each with its own sentence', () => {
		const wrong = { PORT: '0', ORIGIN: 'https://a.example/path', DATABASE_URL: 'mysql://x', MODE: 'fast' };
		const problems = problemsOf(wrong);
		for (const name of Object.keys(wrong)) expect(problems.join('\n')).toContain(name);
		expect(problems).toHaveLength(4);
	});

	test.each([
		['PORT', 'abc'],
		['PORT', '65536'],
		['ORIGIN', 'kursy.example.org'],
		['ORIGIN', 'javascript:alert(1)'],
		['PROXY_DEPTH', '-1'],
		['SMTP_URL', 'https://mail.example.org'],
		['MAIL_FROM', 'Wspólnie\nBcc: x@example.org'],
		['OPERATOR_EMAIL', 'nie adres'],
		['OPERATOR_BIP_URL', 'javascript:alert(1)']
	])('refuse %s = %j', (name, value) => {
		expect(problemsOf({ [name]: value }).join()).toContain(name);
	});

	test('keep only the origin of the public address', () => {
		expect(readSettings({ ORIGIN: 'https://Kursy.Example.org/' }).origin).toBe('https://kursy.example.org');
	});
});
