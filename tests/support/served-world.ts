import { rmSync } from 'node:fs';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { startServer, type RunningServer } from './server.ts';
import { createWorld, worldCourses, type World } from './world.ts';

/** A running server with everybody of the cast on it, and a second way into its database. */
export interface ServedWorld {
	server: RunningServer;
	db: Db;
	world: World;
	/** Stops the server and removes its data. */
	end(): Promise<void>;
}

/** @param coursesDir what the server offers; the course of the world has to be among it */
export async function serveWorld(coursesDir = worldCourses): Promise<ServedWorld> {
	const server = await startServer({ env: { COURSES_DIR: coursesDir } });
	const db = openDatabase(server.databaseAddress);
	const world = await createWorld(db, server.origin);
	const end = async () => {
		await db.destroy();
		await server.stop();
		rmSync(server.dataDir, { recursive: true, force: true });
	};
	return { server, db, world, end };
}
