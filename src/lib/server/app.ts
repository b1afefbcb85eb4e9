import type { CourseIndex } from '../courses/server/course-index.ts';
import { openDatabase, type Db } from './db/db.ts';
import { migrateToLatest } from './db/migrations.ts';
import type { Settings } from './settings.ts';

/** Everything one process shares between requests. */
export interface App {
	settings: Settings;
	db: Db;
	courses: CourseIndex;
	/** Finishes running work and closes the database. */
	stop(): Promise<void>;
}

/** Opens the database, brings its schema up to date and reads the courses. */
export async function openApp(settings: Settings, loadCourses: (folder: string) => Promise<CourseIndex>): Promise<App> {
	const db = openDatabase(settings.databaseAddress);
	await migrateToLatest(db, settings.migrationsDir);
	const courses = await loadCourses(settings.coursesDir);
	return { settings, db, courses, stop: () => db.destroy() };
}
