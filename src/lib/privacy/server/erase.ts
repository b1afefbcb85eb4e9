import type { SignedInPerson } from '#lib/accounts/person.ts';
import { farewellMail } from '#lib/accounts/server/account-mail.ts';
import { isOwnPassword } from '#lib/accounts/server/password-change.ts';
import { getPupilOf } from '#lib/accounts/server/pupils.ts';
import { AppError } from '#lib/errors.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import { isMailCarried, sendMail } from '#lib/server/mail.ts';
import type { Settings } from '#lib/server/settings.ts';
import { deleteAccount } from './erasures.ts';

/**
 * Erases one's own account for ever; a mail says that it is done.
 * @returns false when the password is not the person's
 * @throws AppError 403 for pupils, whose accounts belong to their school, 409 for the last administrator
 */
export async function eraseOwnAccount(
	db: Db,
	settings: Settings,
	person: SignedInPerson,
	given: { password: string; address: string },
	now: Date = new Date()
): Promise<boolean> {
	requireOwnAccount(person);
	if (!(await isOwnPassword(db, person.id, given.password, now))) return false;
	await inTransaction(db, async (trx) => {
		await assertNotLastAdministrator(trx, person.id);
		const { email } = await deleteAccount(trx, person.id, now);
		await audit(trx, { id: person.id, address: given.address }, { id: person.id, organizationId: null }, now);
		if (email && isMailCarried(settings)) await sendMail(trx, farewellMail(email, settings.origin), now);
	});
	nudgeJobs(db);
	return true;
}

/**
 * Erases the account of a pupil the actor looks after, for ever.
 * @returns false when the password is not the actor's
 * @throws AppError 404 for anyone else's pupil
 */
export async function erasePupil(
	db: Db,
	actor: Actor,
	pupilId: string,
	password: string,
	now: Date = new Date()
): Promise<boolean> {
	await getPupilOf(db, actor.id, pupilId);
	if (!(await isOwnPassword(db, actor.id, password, now))) return false;
	await inTransaction(db, async (trx) => {
		const pupil = await getPupilOf(trx, actor.id, pupilId);
		await deleteAccount(trx, pupil.id, now);
		await audit(trx, actor, pupil, now);
	});
	return true;
}

/** Whether nobody else could look after the platform. */
export async function isLastAdministrator(db: Db, personId: string): Promise<boolean> {
	const rows = await administrators(db).select('userAccountId').execute();
	return isLast(rows, personId);
}

/** Writes every administrator's row first: of two who leave at once, the second waits and then finds no other. */
async function assertNotLastAdministrator(trx: Trx, personId: string) {
	if (!(await administrators(trx).select('id').where('userAccountId', '=', personId).executeTakeFirst())) return;
	const rows = await trx
		.updateTable('role')
		.set({ name: 'admin' })
		.where('name', '=', 'admin')
		.where('organizationId', 'is', null)
		.returning('userAccountId')
		.execute();
	if (isLast(rows, personId)) throw lastAdministrator();
}

const administrators = (db: Db) =>
	db.selectFrom('role').where('name', '=', 'admin').where('organizationId', 'is', null);

const isLast = (rows: { userAccountId: string }[], personId: string) =>
	rows.length > 0 && rows.every((row) => row.userAccountId === personId);

async function audit(
	trx: Trx,
	{ id: actorId, address }: Actor,
	erased: { id: string; organizationId: string | null },
	now: Date
) {
	const { id: subjectId, organizationId } = erased;
	const what = { action: 'account.erased', subjectKind: 'userAccount', subjectId };
	await writeAudit(trx, { actorId, address, organizationId, ...what }, now);
}

/** @throws AppError 403 for pupils: their accounts are erased by those who opened them */
export function requireOwnAccount(person: SignedInPerson): void {
	if (person.kind === 'pupil') throw askTheSchool();
}

const askTheSchool = () =>
	new AppError(
		403,
		'ask_the_school',
		'Konto ucznia należy do szkoły. Poproś nauczyciela lub koordynatora, żeby je usunął. Konto założone za zgodą opiekuna usunie opiekun: wystarczy, że cofnie zgodę.'
	);

const lastAdministrator = () =>
	new AppError(
		409,
		'last_administrator',
		'Nikt inny nie zarządza tą platformą, więc tego konta nie można jeszcze usunąć. Najpierw dodaj drugiego administratora.'
	);
