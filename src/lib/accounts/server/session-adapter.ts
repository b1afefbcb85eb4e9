import type { Db } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import type { HeldRole, RoleName, SignedInPerson } from '../person.ts';
import { digestOf } from './secret-token.ts';
import { signInEnd } from './session-limits.ts';

export interface SessionAttributes {
	device: string;
	createdAt: string;
	lastSeenAt: string;
	/** As stored; the limits of the roles held now may end the sign-in earlier. */
	expiresAt: string;
	secondFactorAt: string | null;
	/** As chosen by staff of several organizations; a role lost since makes it nothing. */
	organizationId: string | null;
}

export type PersonAttributes = Omit<SignedInPerson, 'id' | 'signInId' | 'hasSecondFactor'> & { hasTotp: boolean };

interface StoredSession {
	id: string;
	userId: string;
	expiresAt: Date;
	attributes: SessionAttributes;
}

/** One row per role, one without any: every request of somebody signed in asks this. */
const selectSession = prepareQuery((db, { digest, now }: { digest: string; now: string }) =>
	db
		.selectFrom('signInSession as s')
		.innerJoin('userAccount as a', 'a.id', 's.userAccountId')
		.leftJoin('role as r', 'r.userAccountId', 'a.id')
		.select(['s.device', 's.createdAt', 's.lastSeenAt', 's.expiresAt', 's.secondFactorAt', 's.organizationId'])
		.select(['a.id', 'a.displayName', 'a.kind', 'a.mustChangePassword', 'a.totpSecret'])
		.select(['r.name as roleName', 'r.organizationId as roleOrganizationId'])
		// Answered by an index alone: 2 µs.
		.select((eb) =>
			eb
				.selectFrom('notification as n')
				.select((counting) => counting.fn.countAll().as('count'))
				.whereRef('n.userAccountId', '=', 'a.id')
				.where('n.readAt', 'is', null)
				.where('n.visibleAt', '<=', now)
				.as('unreadCount')
		)
		.where('s.id', '=', digest)
		.where('a.blockedAt', 'is', null)
);

/** The chosen organization while a role is held there, else one they coordinate, else any they teach in. */
function workplaceOf(roles: HeldRole[], chosen: string | null): string | null {
	const heldAs = (wanted: RoleName) =>
		roles.flatMap(({ name, organizationId }) => (name === wanted && organizationId ? [organizationId] : [])).sort();
	const held = [...heldAs('coordinator'), ...heldAs('teacher')];
	return held.find((id) => id === chosen) ?? held[0] ?? null;
}

/**
 * Sign-ins in the database as lucia wants to be served. Only SHA-256 of a token is stored. What `getSessionAndUser`
 * returns carries the token itself as `id`, because lucia hands that id back to the other methods, which digest it.
 * Reading never writes: an ended sign-in is no sign-in, and the hourly clean-up removes its row.
 */
export class SessionAdapter {
	readonly #db: Db;

	constructor(db: Db) {
		this.#db = db;
	}

	async getSessionAndUser(
		token: string
	): Promise<[StoredSession, { id: string; attributes: PersonAttributes }] | [null, null]> {
		const rows = await selectSession(this.#db, { digest: digestOf(token), now: new Date().toISOString() });
		const first = rows[0];
		if (!first) return [null, null];

		const roles: HeldRole[] = rows.flatMap(({ roleName, roleOrganizationId }) =>
			roleName ? [{ name: roleName as RoleName, organizationId: roleOrganizationId }] : []
		);
		const { id, displayName, kind, unreadCount, device, createdAt, lastSeenAt, expiresAt, secondFactorAt } = first;
		const organizationId = workplaceOf(roles, first.organizationId);
		const end = signInEnd(createdAt, lastSeenAt, roles);
		const endsAt = expiresAt < end.toISOString() ? new Date(expiresAt) : end;
		if (endsAt.getTime() <= Date.now()) return [null, null];

		const mustChangePassword = first.mustChangePassword === 1;
		const hasTotp = first.totpSecret !== null;
		return [
			{
				id: token,
				userId: id,
				expiresAt: endsAt,
				attributes: { device, createdAt, lastSeenAt, expiresAt, secondFactorAt, organizationId }
			},
			{
				id,
				attributes: {
					displayName,
					kind,
					mustChangePassword,
					hasTotp,
					roles,
					organizationId,
					unreadCount: Number(unreadCount)
				}
			}
		];
	}

	/** Digests in place of tokens: enough for a list, not for signing in. */
	async getUserSessions(userId: string): Promise<StoredSession[]> {
		const rows = await this.#db
			.selectFrom('signInSession')
			.selectAll()
			.where('userAccountId', '=', userId)
			.orderBy('lastSeenAt', 'desc')
			.execute();
		return rows.map(({ id, userAccountId, ...attributes }) => ({
			id,
			userId: userAccountId,
			expiresAt: new Date(attributes.expiresAt),
			attributes
		}));
	}

	async setSession(session: StoredSession): Promise<void> {
		await this.#db
			.insertInto('signInSession')
			.values({ id: digestOf(session.id), userAccountId: session.userId, ...session.attributes })
			.execute();
	}

	async updateSessionExpiration(token: string, expiresAt: Date): Promise<void> {
		await this.#db
			.updateTable('signInSession')
			.set({ expiresAt: expiresAt.toISOString() })
			.where('id', '=', digestOf(token))
			.execute();
	}

	async deleteSession(token: string): Promise<void> {
		await this.#db.deleteFrom('signInSession').where('id', '=', digestOf(token)).execute();
	}

	async deleteUserSessions(userId: string): Promise<void> {
		await this.#db.deleteFrom('signInSession').where('userAccountId', '=', userId).execute();
	}

	async deleteExpiredSessions(): Promise<void> {
		await this.#db.deleteFrom('signInSession').where('expiresAt', '<=', new Date().toISOString()).execute();
	}
}
