import type { Db } from '#lib/server/db/db.ts';

export interface MyAccount {
	displayName: string;
	kind: 'email' | 'pupil';
	email: string | null;
	signInName: string | null;
	/** What they sign in with. */
	secretKind: 'password' | 'pictures';
	hasSecondFactor: boolean;
	createdAt: string;
}

/** What a person sees of their own account. */
export async function getMyAccount(db: Db, personId: string): Promise<MyAccount> {
	const { totpSecret, ...account } = await db
		.selectFrom('userAccount')
		.select(['displayName', 'kind', 'email', 'signInName', 'secretKind', 'totpSecret', 'createdAt'])
		.where('id', '=', personId)
		.executeTakeFirstOrThrow();
	return { ...account, hasSecondFactor: totpSecret !== null };
}

/** Changes the name one is called by; certificates already issued keep theirs. */
export async function renameMyself(db: Db, personId: string, displayName: string): Promise<void> {
	await db.updateTable('userAccount').set({ displayName }).where('id', '=', personId).execute();
}
