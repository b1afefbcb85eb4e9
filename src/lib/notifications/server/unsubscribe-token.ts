import { createHmac, timingSafeEqual } from 'node:crypto';
import { notFound } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import { getInstanceKey } from '#lib/server/instance-key.ts';

/**
 * A token says whose mail it stands in and is sealed with a key of this installation. It works for as long as the account
 * exists, because a mail may be read years later, and it can do one thing only: ask for less mail.
 */
export async function unsubscribeTokens(db: Db): Promise<(personId: string) => string> {
	const key = await getInstanceKey(db, 'unsubscribe_key');
	return (personId) => `${Buffer.from(personId).toString('base64url')}.${sealOf(personId, key).toString('base64url')}`;
}

/** @throws AppError 404 when no mail of ours holds this token, or the account is gone */
export async function getUnsubscribing(db: Db, token: string): Promise<{ id: string }> {
	const [name = '', given = ''] = token.split('.');
	const personId = Buffer.from(name, 'base64url').toString();
	const seal = sealOf(personId, await getInstanceKey(db, 'unsubscribe_key'));
	const givenSeal = Buffer.from(given, 'base64url');
	if (givenSeal.length !== seal.length || !timingSafeEqual(givenSeal, seal)) throw noSuchLink();
	return db.selectFrom('userAccount').select('id').where('id', '=', personId).executeTakeFirstOrThrow(noSuchLink);
}

const noSuchLink = () => notFound('ten odnośnik');

const sealOf = (personId: string, key: Buffer) => createHmac('sha256', key).update(`unsubscribe:${personId}`).digest();
