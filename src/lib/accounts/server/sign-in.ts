import { Lucia, TimeSpan } from 'lucia';
import type { Db } from '#lib/server/db/db.ts';
import { isUnavailable } from '#lib/server/db/db-errors.ts';
import type { Settings } from '#lib/server/settings.ts';
import type { HeldRole, RoleName, SignedInPerson } from '../person.ts';
import { createToken, digestOf, looksLikeToken } from './secret-token.ts';
import { SessionAdapter, type PersonAttributes, type SessionAttributes } from './session-adapter.ts';
import { HALF_SIGN_IN_MS, signInEnd, TOUCH_EVERY_MS } from './session-limits.ts';

declare module 'lucia' {
	interface Register {
		Lucia: SignInLucia;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: PersonAttributes;
	}
}

type SignInLucia = Lucia<SessionAttributes, PersonAttributes>;

const REMEMBERED_SECONDS = 90 * 24 * 3600;
const luciaOf = new WeakMap<Db, SignInLucia>();

/** One lucia per database. It neither dates nor renews sign-ins: ours have two limits, and they depend on roles. */
function lucia(db: Db): SignInLucia {
	let instance = luciaOf.get(db);
	if (!instance) {
		instance = new Lucia(new SessionAdapter(db), {
			sessionExpiresIn: new TimeSpan(0, 's'),
			getSessionAttributes: (attributes) => attributes,
			getUserAttributes: (attributes) => attributes
		});
		luciaOf.set(db, instance);
	}
	return instance;
}

/**
 * Name and attributes of the sign-in cookie; `Secure` and `__Host-` wherever the public address is https.
 * @param isRemembered keeps it after the browser is closed
 */
export function signInCookie(settings: Pick<Settings, 'origin'>, isRemembered = false) {
	const secure = settings.origin.startsWith('https:');
	return {
		name: secure ? '__Host-wspolnie' : 'wspolnie',
		attributes: {
			path: '/',
			httpOnly: true,
			secure,
			sameSite: 'lax' as const,
			...(isRemembered && { maxAge: REMEMBERED_SECONDS })
		}
	};
}

/** How long a browser counts as the owner's after a sign-in. */
const BROWSER_SECONDS = 90 * 24 * 3600;

/** Name and attributes of the cookie that tells a person's own browser from others behind the same address. */
export function browserCookie(settings: Pick<Settings, 'origin'>) {
	const { name, attributes } = signInCookie(settings);
	return { name: `${name}-przegladarka`, attributes: { ...attributes, maxAge: BROWSER_SECONDS } };
}

/** The person a token signs in; null also when blocked, ended, or when the second factor is still to be given. */
export async function findSignedInPerson(
	db: Db,
	token: string,
	now: Date = new Date()
): Promise<SignedInPerson | null> {
	const found = await validate(db, token, now);
	if (!found || (found.user.hasTotp && !found.session.secondFactorAt)) return null;
	const { session, user } = found;
	const signInId = digestOf(token);
	void touch(db, signInId, session, user.roles, now);
	const { id, displayName, kind, mustChangePassword, roles, organizationId, unreadCount } = user;
	const hasSecondFactor = session.secondFactorAt !== null;
	const attributes = { displayName, kind, mustChangePassword, roles, organizationId, unreadCount };
	return { id, ...attributes, hasSecondFactor, signInId };
}

/** Whose password was right while the code of the second factor is still to come. */
export async function findHalfSignedIn(db: Db, token: string, now: Date = new Date()): Promise<{ id: string } | null> {
	const found = await validate(db, token, now);
	return found && found.user.hasTotp && !found.session.secondFactorAt ? { id: found.user.id } : null;
}

async function validate(db: Db, token: string, now: Date) {
	if (!looksLikeToken(token)) return null;
	const { session, user } = await lucia(db).validateSession(token);
	return session && session.expiresAt > now ? { session, user } : null;
}

/** Moves the idle limit, at most every ten minutes. No page waits for it; what cannot be written now signs nobody out. */
async function touch(db: Db, signInId: string, session: SessionTimes, roles: HeldRole[], now: Date) {
	if (now.getTime() - Date.parse(session.lastSeenAt) < TOUCH_EVERY_MS) return;
	const lastSeenAt = now.toISOString();
	try {
		await db
			.updateTable('signInSession')
			.set({ lastSeenAt, expiresAt: signInEnd(session.createdAt, lastSeenAt, roles).toISOString() })
			.where('id', '=', signInId)
			.where('lastSeenAt', '=', session.lastSeenAt)
			.execute();
	} catch (error) {
		if (!isUnavailable(error)) console.error('A sign-in could not be renewed:', error);
	}
}

type SessionTimes = Pick<SessionAttributes, 'createdAt' | 'lastSeenAt'>;

/**
 * Starts a sign-in with a new token.
 * @param how.isHalf the second factor is still to be given: lasts ten minutes and signs nobody in
 * @returns the token, which is stored nowhere
 */
export async function startSignIn(
	db: Db,
	personId: string,
	how: { device: string; isHalf?: boolean; hasSecondFactor?: boolean },
	now: Date = new Date()
): Promise<string> {
	const startedAt = now.toISOString();
	const end = how.isHalf
		? new Date(now.getTime() + HALF_SIGN_IN_MS)
		: signInEnd(startedAt, startedAt, await listRoles(db, personId));
	const attributes: SessionAttributes = {
		device: how.device,
		createdAt: startedAt,
		lastSeenAt: startedAt,
		expiresAt: end.toISOString(),
		secondFactorAt: how.hasSecondFactor ? startedAt : null,
		organizationId: null
	};
	await db.updateTable('userAccount').set({ lastSignInAt: startedAt }).where('id', '=', personId).execute();
	const { id } = await lucia(db).createSession(personId, attributes, { sessionId: createToken() });
	return id;
}

async function listRoles(db: Db, personId: string): Promise<HeldRole[]> {
	const rows = await db
		.selectFrom('role')
		.select(['name', 'organizationId'])
		.where('userAccountId', '=', personId)
		.execute();
	return rows.map((row) => ({ name: row.name as RoleName, organizationId: row.organizationId }));
}

/** Ends the sign-in of this token. */
export async function endSignIn(db: Db, token: string): Promise<void> {
	await lucia(db).invalidateSession(token);
}

/** Ends all sign-ins of a person: after a new password, a changed role, a block, or when asked to. */
export async function endAllSignIns(db: Db, personId: string): Promise<void> {
	await lucia(db).invalidateUserSessions(personId);
}

/** Ends one of a person's own listed sign-ins. lucia cannot: it knows tokens, a list has digests. */
export async function endListedSignIn(db: Db, personId: string, signInId: string): Promise<void> {
	await db.deleteFrom('signInSession').where('id', '=', signInId).where('userAccountId', '=', personId).execute();
}

export interface ListedSignIn {
	id: string;
	device: string;
	createdAt: string;
	lastSeenAt: string;
}

/** A person's sign-ins that still count, last used first. */
export async function listSignIns(db: Db, personId: string): Promise<ListedSignIn[]> {
	const adapter = new SessionAdapter(db);
	const now = new Date();
	const roles = await listRoles(db, personId);
	return (await adapter.getUserSessions(personId))
		.filter(({ expiresAt, attributes: a }) => expiresAt > now && signInEnd(a.createdAt, a.lastSeenAt, roles) > now)
		.map(({ id, attributes: { device, createdAt, lastSeenAt } }) => ({ id, device, createdAt, lastSeenAt }));
}

/** Removes what no longer signs anybody in. */
export async function deleteEndedSignIns(db: Db): Promise<void> {
	await lucia(db).deleteExpiredSessions();
}
