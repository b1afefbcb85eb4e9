import { createHash } from 'node:crypto';
import { notFound } from '#lib/errors.ts';
import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { readCourseFolder, type TextFolder } from '#lib/courses/server/course-folder.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';

const ROWS_AT_ONCE = 20;

interface SourceFile {
	path: string;
	hash: string;
	content: string;
}

/**
 * Keeps the texts of a course as they are served: each edition of a file once, told anew when it came back. Files that
 * changed on the disk and were not loaded are left for when they are; several processes write the same.
 */
export async function keepSources(db: Db, coursesFolder: string, course: Course, now: Date): Promise<void> {
	const { root, revision } = readCourseFolder(coursesFolder, course.slug);
	if (revision !== course.revision) return;
	const newest = await findNewest(db, course.slug);
	const files = listTexts(root, `${course.slug}/`).filter(({ path, hash }) => newest.get(path) !== hash);
	const seenAt = now.toISOString();
	for (let from = 0; from < files.length; from += ROWS_AT_ONCE) {
		const rows = files.slice(from, from + ROWS_AT_ONCE).map((file) => ({ courseSlug: course.slug, ...file, seenAt }));
		await db
			.insertInto('sourceRevision')
			.values(rows)
			.onConflict((conflict) => conflict.columns(['courseSlug', 'path', 'hash']).doUpdateSet({ seenAt }))
			.execute();
	}
}

function listTexts(folder: TextFolder, above: string): SourceFile[] {
	const own = [...folder.texts].map(([name, content]) => ({
		path: `${folder.path}/${name}`.slice(above.length),
		hash: createHash('sha256').update(content).digest('hex'),
		content
	}));
	return [...own, ...folder.folders.flatMap((inside) => listTexts(inside, above))];
}

/** An edition of a file, without its text. */
export interface Edition {
	path: string;
	hash: string;
	/** When it was last met as a new one. */
	seenAt: string;
}

/** Every edition of every file of a course, the newest first. */
export function listEditions(db: Db, courseSlug: string): Promise<Edition[]> {
	return db
		.selectFrom('sourceRevision')
		.select(['path', 'hash', 'seenAt'])
		.where('courseSlug', '=', courseSlug)
		.orderBy('seenAt', 'desc')
		.orderBy('path')
		.execute();
}

async function findNewest(db: Db, courseSlug: string): Promise<Map<string, string>> {
	const editions = await listEditions(db, courseSlug);
	return new Map(editions.toReversed().map(({ path, hash }) => [path, hash]));
}

/** @throws AppError 404 */
export async function getSource(db: Db, courseSlug: string, path: string, hash: string): Promise<string> {
	const row = await db
		.selectFrom('sourceRevision')
		.select('content')
		.where('courseSlug', '=', courseSlug)
		.where('path', '=', path)
		.where('hash', '=', hash)
		.executeTakeFirstOrThrow(() => notFound('wersja pliku'));
	return row.content;
}

/** The edition of each course whose texts this process has kept. */
const kept = new WeakMap<CourseIndex, Map<string, string>>();

/** Keeps what is served a while after the start, and again once courses were read anew. */
export const sourceRevisions: Job<{ db: Db; courses: CourseIndex; settings: { coursesDir: string } }> = {
	name: 'editions of course files',
	everyMs: 30_000,
	firstAfterMs: 20_000,
	async run({ db, courses, settings }, now) {
		const known = kept.get(courses) ?? new Map<string, string>();
		kept.set(courses, known);
		for (const course of courses.list()) {
			if (known.get(course.slug) === course.revision) continue;
			await keepSources(db, settings.coursesDir, course, now);
			known.set(course.slug, course.revision);
		}
	}
};
