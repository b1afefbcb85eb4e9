import { sql, type ExpressionBuilder } from 'kysely';
import { AppError, tooManyTries } from '#lib/errors.ts';
import { counted } from '#lib/format.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import { digestOf } from './secret-token.ts';

const MINUTE = 60_000;

/** From the `limit`-th failure inside a window on, each failure brings the next of the waits (the last one repeats). */
export interface ThrottleRule {
	windowMs: number;
	limit: number;
	waitsMs: number[];
}

/** A name from an address. */
export const PAIR_RULE: ThrottleRule = {
	windowMs: 60 * MINUTE,
	limit: 5,
	waitsMs: [0.5, 1, 2, 4, 8, 15].map((minutes) => minutes * MINUTE)
};
/** A name from anywhere. Addresses its owner has signed in from before do not wait for it. */
export const NAME_RULE: ThrottleRule = { windowMs: 60 * MINUTE, limit: 50, waitsMs: [MINUTE] };
/** An address with any name: a whole school may stand behind it. Owners who signed in from it before do not wait. */
export const ADDRESS_RULE: ThrottleRule = { windowMs: 15 * MINUTE, limit: 150, waitsMs: [5 * MINUTE] };
/** Codes of the second factor of one account, after the right password. */
export const SECOND_FACTOR_RULE: ThrottleRule = PAIR_RULE;
/** Forms that make accounts or send mail, from one address. */
export const FORM_RULE: ThrottleRule = { windowMs: 60 * MINUTE, limit: 100, waitsMs: [10 * MINUTE] };
/** Mails to one address that anybody can cause. */
export const MAIL_RULE: ThrottleRule = { windowMs: 60 * MINUTE, limit: 5, waitsMs: [60 * MINUTE] };

/** Wrong class codes from one address: a class behind it mistypes, a program guesses. */
export const CLASS_CODE_RULE: ThrottleRule = { windowMs: 15 * MINUTE, limit: 150, waitsMs: [MINUTE] };
/** Accounts that pupils open with a class code, from one address: a whole school on its first day. */
export const JOINING_RULE: ThrottleRule = { windowMs: 60 * MINUTE, limit: 1500, waitsMs: [10 * MINUTE] };

const KNOWN_MS = 90 * 24 * 60 * MINUTE;

/** The keys of one try to sign in. */
export interface SignInKeys {
	pair: string;
	name: string;
	address: string;
	known: string;
	/** The pair of the name with a browser instead of an address. */
	browser: { pair: string; known: string } | null;
}

/**
 * Names are kept as digests: what people mistype is nobody's business.
 * @param browserSecret what only this browser has; see `keepBrowserSecret`
 */
export function signInKeys(name: string, address: string, browserSecret?: string): SignInKeys {
	const network = networkOf(address);
	const nameDigest = digestOf(name).slice(0, 32);
	const browser = browserSecret && `browser-${digestOf(browserSecret).slice(0, 32)}`;
	return {
		pair: `pair:${nameDigest}:${network}`,
		name: `name:${nameDigest}`,
		address: `address:${network}`,
		known: `known:${nameDigest}:${network}`,
		browser: browser ? { pair: `pair:${nameDigest}:${browser}`, known: `known:${nameDigest}:${browser}` } : null
	};
}

/** An IPv6 customer has a whole /64; an IPv4 address is taken as it is. */
export function networkOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('::');
	const groups = head.split(':').filter(Boolean);
	const after = (tail ?? '').split(':').filter(Boolean);
	const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
	const all = [...groups, ...Array<string>(missing).fill('0'), ...after];
	return `${all.slice(0, 4).join(':')}::/64`;
}

/**
 * Counts a try to sign in as failed before the password is looked at, so that many tries at once cannot outrun the
 * limits; `forgiveSignIn` takes it back. A browser from which the owner has signed in before is counted by itself, so
 * that others behind the same address, such as pupils at school, cannot keep the owner out on purpose.
 * @returns the keys that were counted, for `forgiveSignIn` and `rememberSignIn`
 * @throws AppError 429 while a wait lasts; then nothing is counted, so nobody can make it longer
 */
export async function countSignIn(db: Db, keys: SignInKeys, now: Date = new Date()): Promise<SignInKeys> {
	const { browser } = keys;
	const isOwnBrowser = browser !== null && (await isKnownPair(db, browser.known, now));
	const isKnown = isOwnBrowser || (await isKnownPair(db, keys.known, now));
	const used = isOwnBrowser ? { ...keys, pair: browser.pair } : keys;
	await inTransaction(db, async (trx) => {
		await count(trx, used.pair, PAIR_RULE, now);
		await count(trx, used.name, NAME_RULE, now, isKnown);
		await count(trx, used.address, ADDRESS_RULE, now, isKnown);
	});
	return used;
}

/** The password was right, or was never looked at: the try was no failure. */
export async function forgiveSignIn(trx: Db, keys: SignInKeys): Promise<void> {
	await forgive(trx, keys.pair, PAIR_RULE);
	await forgive(trx, keys.name, NAME_RULE);
	await forgive(trx, keys.address, ADDRESS_RULE);
}

/** Somebody signed in: earlier failures of the pair are forgotten; address and browser count as theirs for 90 days. */
export async function rememberSignIn(trx: Db, keys: SignInKeys, now: Date = new Date()): Promise<void> {
	await forgiveSignIn(trx, keys);
	await trx.deleteFrom('signInThrottle').where('id', '=', keys.pair).execute();
	const windowStartedAt = now.toISOString();
	const known = [keys.known, ...(keys.browser ? [keys.browser.known] : [])];
	await trx
		.insertInto('signInThrottle')
		.values(known.map((id) => ({ id, failureCount: 0, windowStartedAt, blockedUntil: null })))
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ windowStartedAt }))
		.execute();
}

/**
 * Counts one use of something limited.
 * @throws AppError 429 while a wait lasts
 */
export async function countUse(db: Db, key: string, rule: ThrottleRule, now: Date = new Date()): Promise<void> {
	await inTransaction(db, (trx) => count(trx, key, rule, now));
}

/** As `countUse`, for what is left out without a word, such as yet another mail to the same address. */
export async function mayUse(db: Db, key: string, rule: ThrottleRule, now: Date = new Date()): Promise<boolean> {
	try {
		await countUse(db, key, rule, now);
		return true;
	} catch (error) {
		if (error instanceof AppError) return false;
		throw error;
	}
}

/** Forgets the failures behind a key, after a success. */
export async function forgetUses(db: Db, key: string): Promise<void> {
	await db.deleteFrom('signInThrottle').where('id', '=', key).execute();
}

async function isKnownPair(db: Db, key: string, now: Date): Promise<boolean> {
	const row = await db
		.selectFrom('signInThrottle')
		.select('id')
		.where('id', '=', key)
		.where('windowStartedAt', '>', new Date(now.getTime() - KNOWN_MS).toISOString())
		.executeTakeFirst();
	return row !== undefined;
}

/** One statement reads, counts and decides, so that two at once cannot both be the last one allowed. */
async function count(trx: Trx, key: string, rule: ThrottleRule, now: Date, isExempt = false): Promise<void> {
	const nowText = now.toISOString();
	const windowStart = new Date(now.getTime() - rule.windowMs).toISOString();
	const next = sql<number>`case when sign_in_throttle.window_started_at > ${windowStart}
		then sign_in_throttle.failure_count + 1 else 1 end`;
	const until = rule.waitsMs.map((wait) => new Date(now.getTime() + wait).toISOString());
	const steps = until.slice(0, -1).map((text, i) => sql`when ${next} = ${rule.limit + i} then ${text}`);
	const counted = await trx
		.insertInto('signInThrottle')
		.values({ id: key, failureCount: 1, windowStartedAt: nowText, blockedUntil: null })
		.onConflict((conflict) =>
			conflict
				.column('id')
				.doUpdateSet({
					failureCount: next,
					windowStartedAt: sql<string>`case when sign_in_throttle.window_started_at > ${windowStart}
						then sign_in_throttle.window_started_at else ${nowText} end`,
					blockedUntil: sql<string | null>`case when ${next} < ${rule.limit} then null
						${sql.join(steps, sql` `)} else ${until.at(-1)} end`
				})
				.where((eb) =>
					eb.or([eb('signInThrottle.blockedUntil', 'is', null), eb('signInThrottle.blockedUntil', '<=', nowText)])
				)
		)
		.returning('id')
		.executeTakeFirst();
	if (!counted && !isExempt) throw await waitError(trx, key, now);
}

async function waitError(trx: Db, key: string, now: Date): Promise<AppError> {
	const row = await trx.selectFrom('signInThrottle').select('blockedUntil').where('id', '=', key).executeTakeFirst();
	const seconds = Math.max(1, Math.ceil((Date.parse(row?.blockedUntil ?? '') - now.getTime()) / 1000) || 1);
	const wait =
		seconds < 60
			? counted(seconds, 'sekundę', 'sekundy', 'sekund')
			: counted(Math.ceil(seconds / 60), 'minutę', 'minuty', 'minut');
	return tooManyTries(wait);
}

async function forgive(trx: Db, key: string, rule: ThrottleRule): Promise<void> {
	await trx
		.updateTable('signInThrottle')
		.set({
			failureCount: sql<number>`failure_count - 1`,
			blockedUntil: sql<string | null>`case when failure_count - 1 < ${rule.limit} then null else blocked_until end`
		})
		.where('id', '=', key)
		.where('failureCount', '>', 0)
		.execute();
}

export interface CountedPerson {
	id: string;
	/** What they sign in with, as `signInKeys` takes it. */
	names: string[];
}

/** Everything counted about a person, under their id or a name of theirs, whatever it is for. */
export function listCounts(db: Db, person: CountedPerson) {
	return db.selectFrom('signInThrottle').selectAll().where(isAbout(person)).orderBy('id').execute();
}

/** Forgets everything counted about a person. */
export async function forgetCounts(trx: Trx, person: CountedPerson): Promise<void> {
	await trx.deleteFrom('signInThrottle').where(isAbout(person)).execute();
}

/** Keys read `purpose:whose` or `purpose:whose:network`. */
const isAbout = ({ id, names }: CountedPerson) => {
	const whose = [id, ...names.map((name) => digestOf(name).slice(0, 32))];
	return (eb: ExpressionBuilder<Schema, 'signInThrottle'>) =>
		eb.or(whose.flatMap((part) => [eb('id', 'like', `%:${part}`), eb('id', 'like', `%:${part}:%`)]));
};

/** Removes counts whose window and wait are over, and addresses not used for 90 days. */
export async function deleteOldThrottles(db: Db, now: Date = new Date()): Promise<void> {
	const hourAgo = new Date(now.getTime() - 60 * MINUTE).toISOString();
	const knownSince = new Date(now.getTime() - KNOWN_MS).toISOString();
	await db
		.deleteFrom('signInThrottle')
		.where('windowStartedAt', '<=', hourAgo)
		.where((eb) => eb.or([eb('blockedUntil', 'is', null), eb('blockedUntil', '<=', now.toISOString())]))
		.where((eb) => eb.or([eb('id', 'not like', 'known:%'), eb('windowStartedAt', '<=', knownSince)]))
		.execute();
}
