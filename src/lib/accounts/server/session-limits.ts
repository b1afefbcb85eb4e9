import { isStaff, type HeldRole } from '../person.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a sign-in lasts unused, and at most. */
const LEARNER_LIMITS = { idleMs: 30 * DAY, absoluteMs: 90 * DAY };
const STAFF_LIMITS = { idleMs: 12 * HOUR, absoluteMs: 7 * DAY };

/** The password was right, the second factor has not been given yet. */
export const HALF_SIGN_IN_MS = 10 * 60_000;

/** "Last seen" is written at most this often. */
export const TOUCH_EVERY_MS = 10 * 60_000;

/** The end of a sign-in, if it is not used again. */
export function signInEnd(createdAt: string, lastSeenAt: string, roles: HeldRole[]): Date {
	const { idleMs, absoluteMs } = isStaff({ roles }) ? STAFF_LIMITS : LEARNER_LIMITS;
	return new Date(Math.min(Date.parse(createdAt) + absoluteMs, Date.parse(lastSeenAt) + idleMs));
}
