import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startSignIn, signInCookie } from '#lib/accounts/server/sign-in.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { startServer, type RunningServer } from '../support/server.ts';

interface App {
	server: RunningServer;
	db: Db;
}

/** Every worker has a server and a database of its own; mail is kept in the mailbox page. */
export const test = base.extend<{ baseURL: string }, { app: App; coursesDir: string }>({
	/** Which courses the server reads: the shipped ones, unless a test file needs others. */
	coursesDir: ['courses', { scope: 'worker', option: true }],
	app: [
		async ({ coursesDir }, use) => {
			const server = await startServer({ env: { MODE: 'demo', COURSES_DIR: coursesDir } });
			const db = openDatabase(`sqlite:${join(server.dataDir, 'wspolnie.db')}`);
			await use({ server, db });
			await db.destroy();
			await server.stop();
		},
		{ scope: 'worker' }
	],
	baseURL: async ({ app }, use) => use(app.server.origin)
});

export { expect } from '@playwright/test';

/** Signs a person in past the form. */
export async function signInAs(page: Page, { server, db }: App, person: { id: string }): Promise<void> {
	const token = await startSignIn(db, person.id, { device: 'test', hasSecondFactor: true });
	const { name } = signInCookie({ origin: server.origin });
	await page.context().addCookies([{ name, value: token, url: server.origin, httpOnly: true, sameSite: 'Lax' }]);
}
