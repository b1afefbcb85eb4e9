import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Course } from '#lib/courses/course.ts';
import { comparePolish } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import { judge, type Judging } from '../judge.ts';
import { PreviewTally, type Preview } from '../preview.ts';
import { countCertificates, PassChanges } from './pass-changes.ts';
import { walkHolders, type Held } from './holders.ts';

/** Fewer people than that are not told apart. */
const FEWEST_PEOPLE = 5;
const PEOPLE_AT_ONCE = 500;

/** A regrade as an author means it, before anything changes. */
export interface Intention {
	course: Course;
	held: Held;
	judging: Judging;
}

/**
 * What a regrade would do, to whom and to which certificates, without writing anything. Its cost grows with the attempts
 * at the quizzes that hold the question; others have their turn in between.
 * @param closedUntil attempts closed later are not looked at; they are judged by the same rule when it is applied
 */
export async function previewRegrade(
	db: Db,
	{ course, held, judging }: Intention,
	closedUntil: string
): Promise<Preview> {
	const tally = new PreviewTally();
	const passes = new PassChanges();
	const people = new Set<string>();
	const seal = createHash('sha256').update(JSON.stringify([held.hashes, judging]));
	for await (const holders of walkHolders(db, held, closedUntil)) {
		for (const holder of holders) {
			const { attemptId, personId, quizSlug, number, closedAt, standing } = holder;
			const after = judge(holder, judging);
			seal.update(JSON.stringify([attemptId, standing, after]));
			tally.add({ quizSlug, number, closedAt, before: standing }, after);
			if (!after) continue;
			people.add(personId);
			passes.add({ attemptId, personId, quizSlug }, standing.isPassed === 1, after.isPassed === 1);
		}
	}
	return {
		...tally.counts,
		...(await countCertificates(db, course, passes)),
		moves: tally.moves,
		sample: tally.sample,
		organizations: await countByOrganization(db, course.slug, [...people]),
		fingerprint: seal.digest('hex'),
		closedUntil
	};
}

/** How many of the people belong where: by the group they learn the course in, else by a pupil's own organization. */
async function countByOrganization(db: Db, courseSlug: string, people: string[]) {
	const counts = new Map<string | null, number>();
	for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
		const rows = await selectOrganizations(db, courseSlug, people.slice(from, from + PEOPLE_AT_ONCE));
		for (const { name } of rows) counts.set(name, (counts.get(name) ?? 0) + 1);
		await nextTurn();
	}
	return [...counts]
		.sort(([a], [b]) => (a === null || b === null ? Number(a === null) - Number(b === null) : comparePolish(a, b)))
		.map(([name, count]) => ({ name, people: count < FEWEST_PEOPLE ? null : count }));
}

function selectOrganizations(db: Db, courseSlug: string, people: string[]) {
	return db
		.selectFrom('userAccount as u')
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'u.id').on('e.courseSlug', '=', courseSlug)
		)
		.leftJoin('learnerGroup as g', 'g.id', 'e.learnerGroupId')
		.leftJoin('organization as o', (join) =>
			join.on('o.id', '=', (eb) => eb.fn.coalesce('g.organizationId', 'u.organizationId'))
		)
		.select('o.name')
		.where('u.id', 'in', people)
		.execute();
}
