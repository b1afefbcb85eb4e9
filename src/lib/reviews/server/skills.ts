import type { Course } from '#lib/courses/course.ts';
import { comparePolish } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import { skillLevel } from '../skill.ts';
import { findReviewable, type CardPlace } from './reviewable.ts';

/** Older ones weigh nothing any more. */
const LOOKED_AT = 600;

export interface Skill {
	courseSlug: string;
	courseTitle: string;
	name: string;
	/** From 0 to 100; null: too few answers. */
	level: number | null;
	answers: number;
}

/** How the person does at each competence that reviews asked about, course by course. */
export async function listMySkills(
	db: Db,
	{ personId, courses }: { personId: string; courses: { find(slug: string): Course | undefined } }
): Promise<Skill[]> {
	const rows = await db
		.selectFrom('reviewEntry')
		.select(['courseSlug', 'quizSlug', 'questionSlug', 'rating'])
		.where('userAccountId', '=', personId)
		.orderBy('reviewedAt', 'desc')
		.limit(LOOKED_AT)
		.execute();
	const skills = new Map<string, { course: Course; name: string; ratings: number[] }>();
	for (const row of rows) {
		const found = findCompetence(courses, row);
		if (!found) continue;
		const key = `${row.courseSlug}/${found.id}`;
		const skill = skills.get(key) ?? { course: found.course, name: found.name, ratings: [] };
		skills.set(key, skill);
		skill.ratings.push(row.rating);
	}
	return [...skills.values()]
		.map(({ course, name, ratings }) => ({
			courseSlug: course.slug,
			courseTitle: course.title,
			name,
			level: skillLevel(ratings),
			answers: ratings.length
		}))
		.sort((a, b) => comparePolish(a.courseTitle, b.courseTitle) || comparePolish(a.name, b.name));
}

/** The competence a question names, else the one its topic is called after, else the module it stands in. */
function findCompetence(courses: { find(slug: string): Course | undefined }, card: CardPlace) {
	const found = findReviewable(courses, card);
	if (!found) return undefined;
	const { course, lesson, question } = found;
	const named = [question.competence, question.topic];
	const competence = course.competences.find(({ id }) => named.includes(id));
	if (competence) return { course, ...competence };
	const module = course.modules.find(({ slug }) => slug === lesson.moduleSlug);
	return module && { course, id: `module:${module.slug}`, name: module.title };
}
