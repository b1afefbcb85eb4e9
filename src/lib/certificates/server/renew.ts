import { REQUIREMENT_OF, type Course, type Requirement } from '#lib/courses/course.ts';
import { dayInPoland, startOfDayInPoland } from '#lib/format.ts';
import { percentOf } from '#lib/progress/completion.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import type { Certificate } from '#lib/server/db/schema.ts';
import { renewalOpensOn } from '../certificate.ts';
import { addEvent, issueCertificate } from './issue.ts';
import { readRow } from './register.ts';

export interface OpenRenewal {
	certificate: Certificate;
	/** Instant from which quizzes begun anew count, ISO text. */
	since: string;
}

/** The certificate a person may renew today; undefined: there is none, it does not expire, or it is too early. */
export async function findOpenRenewal(
	db: Db,
	{ personId, course, now }: { personId: string; course: Pick<Course, 'slug' | 'certificate'>; now: Date }
): Promise<OpenRenewal | undefined> {
	const { renewal } = course.certificate;
	if (!renewal) return undefined;
	const certificate = await db
		.selectFrom('certificate')
		.selectAll()
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', course.slug)
		.where('state', '=', 'valid')
		.executeTakeFirst();
	const opensOn = certificate ? renewalOpensOn(readRow(certificate), renewal) : null;
	if (!certificate || opensOn === null || opensOn > dayInPoland(now)) return undefined;
	return { certificate, since: startOfDayInPoland(opensOn) };
}

/**
 * Renews the person's certificate once everything the course asks for has been passed anew: the old one becomes
 * replaced, the new one begins where the old one ends. To be called in the transaction that graded a quiz.
 * @returns the id of the new certificate; null: nothing was renewed
 */
export async function renewIfEarned(
	trx: Trx,
	facts: { personId: string; course: Course; issuer: string; now: Date }
): Promise<string | null> {
	const { course, now } = facts;
	const renewal = await findOpenRenewal(trx, facts);
	const best = renewal && (await findPassesSince(trx, { ...facts, since: renewal.since }));
	if (!best) return null;

	const { certificate: old } = renewal;
	await trx.updateTable('certificate').set({ state: 'replaced' }).where('id', '=', old.id).execute();
	const tests = course.lessons.flatMap(({ slug, quiz }) => (quiz?.kind === 'test' ? (best.get(slug) ?? []) : []));
	const score = tests.reduce((sum, pass) => sum + pass.score, 0);
	const maxScore = tests.reduce((sum, pass) => sum + pass.maxScore, 0);
	const resultPercent = maxScore > 0 ? percentOf(score, maxScore) : null;
	const { id } = await issueCertificate(trx, { ...facts, resultPercent, renewed: old });
	await trx.updateTable('certificate').set({ replacedBy: id }).where('id', '=', old.id).execute();
	await addEvent(trx, {
		certificateId: old.id,
		kind: 'renewed',
		reason: 'Zaliczono od nowa to, czego wymaga odnowienie',
		reasonKind: null,
		actorId: null,
		now
	});
	return id;
}

interface Pass {
	score: number;
	maxScore: number;
}

/** The best pass of every quiz the renewal asks for, by slug; undefined while one is missing. */
async function findPassesSince(
	trx: Trx,
	{ personId, course, since }: { personId: string; course: Course; since: string }
): Promise<Map<string, Pass> | undefined> {
	const requires = new Set<Requirement | null>(course.certificate.renewal?.requires);
	const asked = course.lessons.flatMap(({ slug, quiz }) =>
		quiz && requires.has(REQUIREMENT_OF[quiz.kind]) ? [slug] : []
	);
	if (asked.length === 0) return undefined;
	const attempts = await trx
		.selectFrom('attempt')
		.select(['quizSlug', 'score', 'maxScore'])
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', course.slug)
		.where('isPassed', '=', 1)
		.where('startedAt', '>=', since)
		.execute();
	const best = new Map<string, Pass>();
	for (const { quizSlug, score, maxScore } of attempts) {
		const pass = { score: score ?? 0, maxScore: maxScore ?? 0 };
		const known = best.get(quizSlug);
		if (!known || pass.score * known.maxScore > known.score * pass.maxScore) best.set(quizSlug, pass);
	}
	return asked.every((slug) => best.has(slug)) ? best : undefined;
}
