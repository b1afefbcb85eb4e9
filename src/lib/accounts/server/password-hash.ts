import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { AppError } from '#lib/errors.ts';

const hashAsync = promisify(argon2);

interface Cost {
	/** KiB. */
	memory: number;
	passes: number;
	parallelism: number;
}

const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const KEY_LENGTH = 32;
const MAX_WAITING = 64;
/** One of the four helper threads stays free for files and name look-ups. */
const MAX_RUNNING = Math.min(3, availableParallelism());

let running = 0;
const waiting: (() => void)[] = [];

/** Runs as many at once as there are cores; when too many wait, says so instead of piling them up. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running < MAX_RUNNING) running++;
	else {
		if (waiting.length >= MAX_WAITING) {
			throw new AppError(503, 'busy', 'Loguje się teraz bardzo dużo osób. Odczekaj kilka sekund i spróbuj ponownie.');
		}
		await new Promise<void>((resolve) => waiting.push(resolve));
	}
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

function derive(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
	const message = password.normalize('NFC');
	return inTurn(() => hashAsync('argon2id', { message, nonce, tagLength, ...cost }));
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** Argon2id in the PHC form, off the main thread. Check the length of a password before it comes here. */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(16);
	const key = await derive(password, nonce, COST, KEY_LENGTH);
	return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(key)}`;
}

/** Stands in for the hash of an account that does not exist: the same work, never a match. */
const NOBODY = parse(
	`$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(KEY_LENGTH))}`
)!;

export interface PasswordCheck {
	isRight: boolean;
	/** Stored with another cost than today's: hash the password again while it is at hand. */
	isOutdated: boolean;
}

/** @param stored null when there is no account or no password: takes as long, and is never right */
export async function verifyPassword(stored: string | null, password: string): Promise<PasswordCheck> {
	const known = stored === null ? null : parse(stored);
	const { cost, nonce, key } = known ?? NOBODY;
	const derived = await derive(password, nonce, cost, key.length);
	const isRight = timingSafeEqual(derived, key) && known !== null;
	const isOutdated = isRight && (Object.keys(COST) as (keyof Cost)[]).some((name) => cost[name] !== COST[name]);
	return { isRight, isOutdated };
}

function parse(stored: string) {
	const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
	if (!match) return null;
	const [, memory, passes, parallelism, nonce = '', key = ''] = match;
	return {
		cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
		nonce: Buffer.from(nonce, 'base64'),
		key: Buffer.from(key, 'base64')
	};
}
