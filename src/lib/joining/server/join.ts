import { hashPassword, verifyPassword } from '#lib/accounts/server/password-hash.ts';
import { accountIdFor, formAlreadyUsed, insertPupil, type PupilDraft } from '#lib/accounts/server/pupil-accounts.ts';
import { startSignIn } from '#lib/accounts/server/sign-in.ts';
import {
	CLASS_CODE_RULE,
	countUse,
	JOINING_RULE,
	networkOf,
	rememberSignIn,
	signInKeys
} from '#lib/accounts/server/throttle.ts';
import { AppError } from '#lib/errors.ts';
import { foldPolish } from '#lib/format.ts';
import { addLearner } from '#lib/groups/server/members.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { digestOfTypedCode } from './class-code.ts';

/** A group as somebody with its code sees it. */
export interface JoinableGroup {
	id: string;
	name: string;
	organizationId: string;
	organizationName: string;
	allowsPictures: boolean;
}

/**
 * The group a class code opens.
 * @param address wrong codes are counted for its network
 * @throws AppError 400 for a code that is wrong, closed or too old: nobody learns which; 429 for such a one while a wait
 * lasts. A right one always opens: one pupil who guesses must not keep a class out
 */
export async function getJoinableGroup(
	db: Db,
	typedCode: string,
	address: string,
	now: Date = new Date()
): Promise<JoinableGroup> {
	const digest = digestOfTypedCode(typedCode);
	const row = digest === null ? undefined : await findByDigest(db, digest, now);
	if (!row) {
		await countUse(db, `classCode:${networkOf(address)}`, CLASS_CODE_RULE, now);
		throw noSuchCode();
	}
	return { ...row, allowsPictures: row.allowsPictures === 1 };
}

function findByDigest(db: Db, digest: string, now: Date) {
	return db
		.selectFrom('joinCode as c')
		.innerJoin('learnerGroup as g', 'g.id', 'c.learnerGroupId')
		.innerJoin('organization as o', 'o.id', 'g.organizationId')
		.select(['g.id', 'g.name', 'g.organizationId', 'g.allowsPictures', 'o.name as organizationName'])
		.where('c.digest', '=', digest)
		.where('c.expiresAt', '>', now.toISOString())
		.where('g.archivedAt', 'is', null)
		.executeTakeFirst();
}

const noSuchCode = () =>
	new AppError(
		400,
		'no_such_code',
		'Ten kod nie działa. Sprawdź, czy przepisujesz wszystkie 10 znaków, albo poproś nauczyciela o nowy kod.'
	);

/** Whether somebody else in the group already goes by a nickname, capitals and Polish letters aside. */
export async function isNicknameTaken(
	db: Db,
	groupId: string,
	{ nickname, formKey }: Pick<NewPupil, 'nickname' | 'formKey'>
): Promise<boolean> {
	const rows = await db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.select('a.displayName')
		.where('m.learnerGroupId', '=', groupId)
		.where('a.id', '!=', accountIdFor(formKey, 0))
		.execute();
	return rows.some(({ displayName }) => foldPolish(displayName) === foldPolish(nickname));
}

export interface NewPupil {
	nickname: string;
	/** A password, or a sequence of pictures as `picturesSecret` writes it. */
	secret: string;
	secretKind: PupilDraft['secretKind'];
	/** Made by the page: the same form sent twice opens one account. */
	formKey: string;
	address: string;
	device: string;
	browserSecret: string;
}

/**
 * Opens a pupil's account in the group's organization, puts it in the group and signs it in. The same form sent again
 * signs in to the account it made.
 * @param typedCode the one the group was found by
 * @returns the token of the sign-in
 * @throws AppError 400 when the code was closed meanwhile, 409 when the form was used for something else
 */
export async function joinAsNewPupil(
	db: Db,
	group: JoinableGroup,
	typedCode: string,
	given: NewPupil,
	now: Date = new Date()
): Promise<string> {
	await countUse(db, `joining:${networkOf(given.address)}`, JOINING_RULE, now);
	const { nickname: displayName, secretKind } = given;
	const id = accountIdFor(given.formKey, 0);
	const passwordHash = await hashPassword(given.secret);
	const draft = { id, displayName, passwordHash, secretKind, mustChangePassword: false };
	const token = await inTransaction(db, async (trx) => {
		const signInName = await insertPupil(trx, draft, group.organizationId, now);
		if (signInName === null) return null;
		await addWithCode(trx, group, typedCode, id, now);
		await audit(trx, group, id, given.address, now);
		await rememberSignIn(trx, signInKeys(signInName, given.address, given.browserSecret), now);
		return startSignIn(trx, id, { device: given.device }, now);
	});
	return token ?? signInAgain(db, id, given, now);
}

/** For a double click: a form is no way to try pictures or passwords later, past their limits. */
const SENT_AGAIN_MS = 10 * 60_000;

/** Only who knows the secret of the account the form has just made gets in by sending the form again. */
async function signInAgain(db: Db, id: string, given: NewPupil, now: Date): Promise<string> {
	const { passwordHash } = await db
		.selectFrom('userAccount')
		.select('passwordHash')
		.where('id', '=', id)
		.where('displayName', '=', given.nickname)
		.where('secretKind', '=', given.secretKind)
		.where('mustChangePassword', '=', 0)
		.where('createdAt', '>', new Date(now.getTime() - SENT_AGAIN_MS).toISOString())
		.where('blockedAt', 'is', null)
		.where('totpSecret', 'is', null)
		.executeTakeFirstOrThrow(formAlreadyUsed);
	if (!(await verifyPassword(passwordHash, given.secret)).isRight) throw formAlreadyUsed();
	return startSignIn(db, id, { device: given.device }, now);
}

/**
 * Puts somebody with an account in the group; joining twice is one membership.
 * @throws AppError 400 when the code was closed meanwhile
 */
export async function joinAsMember(
	db: Db,
	group: JoinableGroup,
	typedCode: string,
	person: { id: string; address: string },
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		if (!(await addWithCode(trx, group, typedCode, person.id, now))) return;
		await audit(trx, group, person.id, person.address, now);
	});
}

/** The code is looked at once more behind the lock of the group: it may have been closed meanwhile. */
async function addWithCode(
	trx: Trx,
	group: JoinableGroup,
	typedCode: string,
	personId: string,
	now: Date
): Promise<boolean> {
	const isAdded = await addLearner(trx, group.id, personId, now);
	await trx
		.updateTable('joinCode')
		.set((eb) => ({ joinedCount: eb('joinedCount', '+', isAdded ? 1 : 0) }))
		.where('learnerGroupId', '=', group.id)
		.where('digest', '=', digestOfTypedCode(typedCode) ?? '')
		.where('expiresAt', '>', now.toISOString())
		.returning('learnerGroupId')
		.executeTakeFirstOrThrow(noSuchCode);
	return isAdded;
}

function audit(trx: Trx, group: JoinableGroup, personId: string, address: string, now: Date): Promise<void> {
	const what = { action: 'membership.joined', subjectKind: 'userAccount', subjectId: personId };
	const detail = { group: group.id };
	return writeAudit(trx, { actorId: personId, organizationId: group.organizationId, ...what, address, detail }, now);
}
