import { carryRenames } from '../courses/server/carry-renames.ts';
import type { CourseIndex } from '../courses/server/course-index.ts';
import { CourseSearch } from '../courses/server/search/search-courses.ts';
import type { AnswerSave, SaveState } from '../quizzes/server/answers.ts';
import { openDatabase, type Db } from './db/db.ts';
import { createGroupCommit } from './db/group-commit.ts';
import { migrateToLatest } from './db/migrations.ts';
import { performWork } from './db/perform-work.ts';
import type { Settings } from './settings.ts';
import { Turns } from './turns.ts';

/** Everything one process shares between requests. */
export interface App {
	settings: Settings;
	db: Db;
	courses: CourseIndex;
	search: CourseSearch;
	/** For requests that change something: they come in crowds, and whoever reads meanwhile must not wait for all. */
	turns: Turns;
	/** Stores answers together with those that arrive at the same time; replies once they are on disk. */
	answers: (save: AnswerSave) => Promise<SaveState[]>;
	/** Finishes running work and closes the database. */
	stop(): Promise<void>;
}

/** After the first pages; whoever searches sooner waits for the index. */
const INDEXING_DELAY_MS = 1_000;

/** Opens the database, brings its schema up to date, reads the courses and carries out what they renamed. */
export async function openApp(settings: Settings, loadCourses: (folder: string) => Promise<CourseIndex>): Promise<App> {
	const db = openDatabase(settings.databaseAddress);
	await migrateToLatest(db, settings.migrationsDir);
	const courses = await loadCourses(settings.coursesDir);
	const search = new CourseSearch(courses);
	await carryRenames(db, courses.list());
	const turns = new Turns();
	const commit = createGroupCommit((saves: AnswerSave[]) => performWork(db, 'saveAnswers', saves));
	const answers = async (save: AnswerSave) => {
		const states = await commit(save);
		await turns.take();
		return states;
	};
	const indexing = setTimeout(() => void indexCourses(search), INDEXING_DELAY_MS).unref();
	const stop = () => {
		clearTimeout(indexing);
		return db.destroy();
	};
	return { settings, db, courses, search, turns, answers, stop };
}

async function indexCourses(search: CourseSearch): Promise<void> {
	try {
		await search.refresh();
	} catch (error) {
		console.error('Courses could not be indexed for the search:', error);
	}
}
