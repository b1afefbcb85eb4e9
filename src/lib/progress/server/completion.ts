import type { Course } from '#lib/courses/course.ts';
import { issueCertificate } from '#lib/certificates/server/issue.ts';
import { renewIfEarned } from '#lib/certificates/server/renew.ts';
import type { Trx } from '#lib/server/db/db.ts';
import { completionOf, testPercentOf } from '../completion.ts';
import { getLearningFacts } from './facts.ts';
import { savePreparedSteps } from './prepare-steps.ts';

export interface CompletionOutcome {
	isCompleted: boolean;
	/** The valid certificate of this course, if there is one. */
	certificateId: string | null;
}

/**
 * Completes the course for the person if its rule is met, and issues the certificate with it; prepares what boards read.
 * To be called in the transaction that wrote the fact (a lesson read, a quiz graded), after that write.
 *
 * Completion is set once and never undone, and only the call that sets it issues: a revoked certificate does not come
 * back by itself. Later calls renew a certificate that is about to expire or did. Nobody completes a course without being enrolled.
 */
export async function updateCompletion(
	trx: Trx,
	facts: { personId: string; course: Course; now: Date; issuer: string }
): Promise<CompletionOutcome> {
	const { personId, course, now, issuer } = facts;
	const enrollment = await lockEnrollment(trx, personId, course.slug);
	if (!enrollment) return { isCompleted: false, certificateId: null };

	const learned = await getLearningFacts(trx, personId, course.slug);
	await savePreparedSteps(trx, { personId, courseSlug: course.slug, steps: enrollment.steps }, learned, now);
	if (learned.completedAt !== null) {
		const renewedId = await renewIfEarned(trx, facts);
		return {
			isCompleted: true,
			certificateId: renewedId ?? (await findValidCertificateId(trx, personId, course.slug))
		};
	}
	if (!completionOf(course, learned).isCompleted) return { isCompleted: false, certificateId: null };

	await trx
		.updateTable('enrollment')
		.set({ completedAt: now.toISOString() })
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', course.slug)
		.execute();
	const resultPercent = testPercentOf(course, learned);
	const certificate = await issueCertificate(trx, { personId, course, resultPercent, issuer, now });
	return { isCompleted: true, certificateId: certificate.id };
}

/**
 * Makes parallel calls for one enrolment wait for each other. Without it, two transactions that each write the last
 * missing fact but one would not see each other's on PostgreSQL, and neither would complete the course.
 */
async function lockEnrollment(trx: Trx, personId: string, courseSlug: string) {
	return trx
		.updateTable('enrollment')
		.set((eb) => ({ completedAt: eb.ref('completedAt') }))
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.returning('steps')
		.executeTakeFirst();
}

async function findValidCertificateId(trx: Trx, personId: string, courseSlug: string): Promise<string | null> {
	const row = await trx
		.selectFrom('certificate')
		.select('id')
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.where('state', '=', 'valid')
		.executeTakeFirst();
	return row?.id ?? null;
}
