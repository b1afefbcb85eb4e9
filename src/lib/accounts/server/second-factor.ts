import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import { sendMail } from '#lib/server/mail.ts';
import type { Settings } from '#lib/server/settings.ts';
import type { SignedInPerson } from '../person.ts';
import { secondFactorMail } from './account-mail.ts';
import { isOwnPassword } from './password-change.ts';
import { endAllSignIns, endSignIn, findHalfSignedIn, startSignIn } from './sign-in.ts';
import { countUse, forgetUses, SECOND_FACTOR_RULE } from './throttle.ts';
import { findTotpStep } from './totp.ts';

/**
 * The second step of signing in.
 * @param halfToken of the sign-in whose password was right
 * @returns the token of the whole sign-in, or null for a wrong or used code
 * @throws AppError 429 after too many wrong codes
 */
export async function passSecondFactor(
	db: Db,
	halfToken: string,
	given: { code: string; device: string },
	now: Date = new Date()
): Promise<{ token: string; mustChangePassword: boolean } | null> {
	const half = await findHalfSignedIn(db, halfToken, now);
	if (!half) return null;
	await countUse(db, limitKey(half.id), SECOND_FACTOR_RULE, now);
	return inTransaction(db, async (trx) => {
		if (!(await useCode(trx, half.id, given.code, now))) return null;
		await forgetUses(trx, limitKey(half.id));
		await endSignIn(trx, halfToken);
		const { mustChangePassword } = await trx
			.selectFrom('userAccount')
			.select('mustChangePassword')
			.where('id', '=', half.id)
			.executeTakeFirstOrThrow();
		const token = await startSignIn(trx, half.id, { device: given.device, hasSecondFactor: true }, now);
		return { token, mustChangePassword: mustChangePassword === 1 };
	});
}

const limitKey = (personId: string) => `code:${personId}`;

/** Accepts a code once: the step moves on in the same statement that looks at it. */
async function useCode(trx: Db, personId: string, code: string, now: Date): Promise<boolean> {
	const { totpSecret, totpLastStep } = await trx
		.selectFrom('userAccount')
		.select(['totpSecret', 'totpLastStep'])
		.where('id', '=', personId)
		.executeTakeFirstOrThrow();
	if (!totpSecret) return false;
	const step = findTotpStep(totpSecret, code, totpLastStep, now);
	if (step === null) return false;
	const moved = await trx
		.updateTable('userAccount')
		.set({ totpLastStep: step })
		.where('id', '=', personId)
		.where('totpSecret', '=', totpSecret)
		.where((eb) => eb.or([eb('totpLastStep', 'is', null), eb('totpLastStep', '<', step)]))
		.returning('id')
		.executeTakeFirst();
	return moved !== undefined;
}

export type SecondFactorChange =
	{ token: string } | { problem: string; field: 'code' | 'currentPassword'; token?: undefined };

interface Given {
	code: string;
	currentPassword: string;
	device: string;
	address: string;
}

const WRONG_PASSWORD = { field: 'currentPassword', problem: 'To nie jest Twoje hasło. Wpisz je jeszcze raz.' } as const;
const WRONG_CODE = {
	field: 'code',
	problem: 'Ten kod się nie zgadza albo już wygasł. Wpisz kod, który aplikacja pokazuje teraz.'
} as const;

/** Switches the second factor on, once a code shows that the app has the secret. Other sign-ins end. */
export async function enableSecondFactor(
	db: Db,
	settings: Settings,
	person: SignedInPerson,
	given: Given & { totpSecret: string },
	now: Date = new Date()
): Promise<SecondFactorChange> {
	if (!(await isOwnPassword(db, person.id, given.currentPassword, now))) return WRONG_PASSWORD;
	const step = findTotpStep(given.totpSecret, given.code, null, now);
	if (step === null) return WRONG_CODE;
	const token = await inTransaction(db, async (trx) => {
		const account = await trx
			.updateTable('userAccount')
			.set({ totpSecret: given.totpSecret, totpLastStep: step })
			.where('id', '=', person.id)
			.where('totpSecret', 'is', null)
			.returning(['id', 'email'])
			.executeTakeFirst();
		if (!account) return null;
		return finishChange(trx, settings, account, given, true, now);
	});
	nudgeJobs(db);
	return token ? { token } : { field: 'code', problem: 'Drugi składnik jest już włączony. Odśwież stronę.' };
}

/** Switches the second factor off, with the password and a last code. Other sign-ins end. */
export async function disableSecondFactor(
	db: Db,
	settings: Settings,
	person: SignedInPerson,
	given: Given,
	now: Date = new Date()
): Promise<SecondFactorChange> {
	if (!(await isOwnPassword(db, person.id, given.currentPassword, now))) return WRONG_PASSWORD;
	await countUse(db, limitKey(person.id), SECOND_FACTOR_RULE, now);
	const token = await inTransaction(db, async (trx) => {
		if (!(await useCode(trx, person.id, given.code, now))) return null;
		await forgetUses(trx, limitKey(person.id));
		const account = await trx
			.updateTable('userAccount')
			.set({ totpSecret: null, totpLastStep: null })
			.where('id', '=', person.id)
			.returning(['id', 'email'])
			.executeTakeFirstOrThrow();
		return finishChange(trx, settings, account, given, false, now);
	});
	nudgeJobs(db);
	return token ? { token } : WRONG_CODE;
}

async function finishChange(
	trx: Db,
	settings: Settings,
	{ id, email }: { id: string; email: string | null },
	{ device, address }: Given,
	isOn: boolean,
	now: Date
): Promise<string> {
	await endAllSignIns(trx, id);
	const action = isOn ? 'secondFactor.enabled' : 'secondFactor.disabled';
	await writeAudit(trx, { actorId: id, action, subjectKind: 'userAccount', subjectId: id, address }, now);
	if (email) await sendMail(trx, secondFactorMail(email, isOn, settings.origin), now);
	return startSignIn(trx, id, { device, hasSecondFactor: isOn }, now);
}
