import { describe, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../../../tests/support/databases.ts';
import {
	ADDRESS_RULE,
	countSignIn,
	deleteOldThrottles,
	forgiveSignIn,
	mayUse,
	MAIL_RULE,
	networkOf,
	NAME_RULE,
	rememberSignIn,
	signInKeys
} from './throttle.ts';

const MINUTE = 60_000;
const start = new Date('2026-11-23T08:00:00.000Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * MINUTE);

describeOnBothDatabases('limits on guessing', (getDb) => {
	const isAllowed = (name: string, address: string, now: Date = start) =>
		countSignIn(getDb(), signInKeys(name, address), now).then(
			() => true,
			() => false
		);

	test('the sixth wrong password from one address waits, and each wait is longer', async () => {
		const tries = [];
		for (let i = 0; i < 6; i++) tries.push(await isAllowed('anna@example.org', '192.0.2.1'));
		expect(tries).toEqual([true, true, true, true, true, false]);
		expect(await isAllowed('anna@example.org', '192.0.2.1', after(0.6))).toBe(true);
		expect(await isAllowed('anna@example.org', '192.0.2.1', after(1.2))).toBe(false);
		expect(await isAllowed('anna@example.org', '192.0.2.1', after(1.7))).toBe(true);
		expect(await isAllowed('anna@example.org', '192.0.2.1', after(61))).toBe(true);
	});

	test('fifty guesses sent at the same moment are still five', async () => {
		const tries = await Promise.all(Array.from({ length: 50 }, () => isAllowed('burst@example.org', '192.0.2.2')));
		expect(tries.filter(Boolean)).toHaveLength(5);
	});

	test('trying during a wait does not make it longer', async () => {
		for (let i = 0; i < 5; i++) await isAllowed('wait@example.org', '192.0.2.3');
		for (let i = 0; i < 20; i++) await isAllowed('wait@example.org', '192.0.2.3', after(0.4));
		expect(await isAllowed('wait@example.org', '192.0.2.3', after(0.51))).toBe(true);
	});

	test('the message says how long to wait', async () => {
		for (let i = 0; i < 5; i++) await isAllowed('said@example.org', '192.0.2.4');
		await expect(countSignIn(getDb(), signInKeys('said@example.org', '192.0.2.4'), start)).rejects.toMatchObject({
			status: 429,
			message: 'Za dużo prób. Odczekaj 30\u00a0sekund i spróbuj ponownie.'
		});
	});

	test('a class of 30 with two typos each signs in from one address', async () => {
		for (let i = 0; i < 30; i++) {
			const keys = signInKeys(`pupil${i}`, '198.51.100.1');
			for (let typo = 0; typo < 2; typo++) await countSignIn(getDb(), keys, start);
			await countSignIn(getDb(), keys, start);
			await rememberSignIn(getDb(), keys, start);
		}
		expect(await isAllowed('latecomer', '198.51.100.1')).toBe(true);
	});

	test('one password tried on many names from one address is stopped, but not those known there', async () => {
		const home = signInKeys('known@example.org', '198.51.100.2');
		await rememberSignIn(getDb(), home, start);
		for (let i = 0; i < ADDRESS_RULE.limit; i++) await isAllowed(`spray${i}`, '198.51.100.2');
		expect(await isAllowed('next-victim', '198.51.100.2')).toBe(false);
		expect(await isAllowed('next-victim', '198.51.100.3')).toBe(true);
		expect(await isAllowed('known@example.org', '198.51.100.2')).toBe(true);
		expect(await isAllowed('next-victim', '198.51.100.2', after(16))).toBe(true);
	});

	test('guessing from many addresses slows strangers down and never locks a teacher out of her school', async () => {
		const school = '203.0.113.7';
		await rememberSignIn(getDb(), signInKeys('teacher@example.org', school), start);
		for (let i = 0; i < NAME_RULE.limit + 20; i++) await isAllowed('teacher@example.org', `192.0.2.${100 + i}`);
		expect(await isAllowed('teacher@example.org', '198.51.100.99')).toBe(false);
		expect(await isAllowed('teacher@example.org', school)).toBe(true);
		expect(await isAllowed('teacher@example.org', '198.51.100.99', after(1.1))).toBe(true);
	});

	test('pupils behind the address of the school cannot keep a teacher out of her own browser', async () => {
		const [school, secret] = ['203.0.113.8', 'a'.repeat(43)];
		const atHerDesk = signInKeys('anna-at-school', school, secret);
		await rememberSignIn(getDb(), atHerDesk, start);
		for (let i = 0; i < 8; i++) await isAllowed('anna-at-school', school);
		expect(await isAllowed('anna-at-school', school)).toBe(false);
		const strange = signInKeys('anna-at-school', school, 'b'.repeat(43));
		await expect(countSignIn(getDb(), strange, start)).rejects.toMatchObject({ status: 429 });

		const used = await countSignIn(getDb(), atHerDesk, start);
		for (let i = 0; i < 4; i++) await countSignIn(getDb(), atHerDesk, start);
		await expect(countSignIn(getDb(), atHerDesk, start)).rejects.toMatchObject({ status: 429 });
		await rememberSignIn(getDb(), used, start);
		await countSignIn(getDb(), atHerDesk, start);
		expect(await isAllowed('anna-at-school', school)).toBe(false);
	});

	test('what was no failure is taken back, its wait too', async () => {
		const keys = signInKeys('taken-back@example.org', '192.0.2.9');
		for (let i = 0; i < 5; i++) await countSignIn(getDb(), keys, start);
		await forgiveSignIn(getDb(), keys);
		expect(await isAllowed('taken-back@example.org', '192.0.2.9')).toBe(true);
		expect(await isAllowed('taken-back@example.org', '192.0.2.9')).toBe(false);
	});

	test('names and tokens are not kept readable', async () => {
		await isAllowed('secret-name@example.org', '192.0.2.10');
		const rows = await getDb().selectFrom('signInThrottle').select('id').execute();
		expect(JSON.stringify(rows)).not.toContain('secret-name');
	});

	test('five mails an hour to one address, then silence', async () => {
		const sent = [];
		for (let i = 0; i < 7; i++) sent.push(await mayUse(getDb(), 'mail:x', MAIL_RULE, start));
		expect(sent.filter(Boolean)).toHaveLength(5);
		expect(await mayUse(getDb(), 'mail:x', MAIL_RULE, after(61))).toBe(true);
	});

	test('counts are cleaned away when they are over; addresses known lately stay', async () => {
		await deleteOldThrottles(getDb(), after(24 * 60));
		const left = await getDb().selectFrom('signInThrottle').select('id').execute();
		expect(left.every(({ id }) => id.startsWith('known:'))).toBe(true);
		expect(left.length).toBeGreaterThan(0);
		await deleteOldThrottles(getDb(), after(91 * 24 * 60));
		expect(await getDb().selectFrom('signInThrottle').select('id').execute()).toEqual([]);
	});
});

describe('the network behind an address', () => {
	test('an IPv6 customer counts once, whatever the last 64 bits', () => {
		expect(networkOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:1:2::/64');
		expect(networkOf('2001:db8:1:2::1')).toBe('2001:db8:1:2::/64');
		expect(networkOf('::1')).toBe('0:0:0:0::/64');
	});

	test('IPv4 is taken as it is, also inside IPv6', () => {
		expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
		expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
	});
});
