import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { carryRenames } from './carry-renames.ts';
import type { CourseIndex } from './course-index.ts';
import type { CourseSearch } from './search/search-courses.ts';

const WISH = 'courses-reload';
const POLL_MS = 3_000;

/** Asks every process that serves this database to read its courses anew. */
export async function askForReload(db: Db): Promise<void> {
	const value = randomUUID();
	await db
		.insertInto('instanceSetting')
		.values({ name: WISH, value })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
		.execute();
}

async function findWish(db: Db): Promise<string | null> {
	const row = await db.selectFrom('instanceSetting').select('value').where('name', '=', WISH).executeTakeFirst();
	return row?.value ?? null;
}

interface ReloadingApp {
	db: Db;
	courses: CourseIndex;
	search: CourseSearch;
}

/** The wish each running server has already followed. */
const followed = new WeakMap<CourseIndex, string | null>();

/** Reads the courses anew when somebody asked for it since this server's last look; a wish before its start is met. */
export const courseReload: Job<ReloadingApp> = {
	name: 'course reload',
	everyMs: POLL_MS,
	async run({ db, courses, search }) {
		const wish = await findWish(db);
		const isFirstLook = !followed.has(courses);
		if (!isFirstLook && followed.get(courses) === wish) return;
		followed.set(courses, wish);
		if (isFirstLook) return;
		await courses.reload();
		await carryRenames(db, courses.list());
		await search.refresh();
		console.log(`Kursy wczytane na nowo: ${courses.list().length}.`);
	}
};
