import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startSignIn, signInCookie } from '#lib/accounts/server/sign-in.ts';
import { test as base } from './app.ts';
import { auditScreens } from './screens/audit.ts';
import { consentScreens } from './screens/consent.ts';
import { boardScreens } from './screens/board.ts';
import { deskScreens } from './screens/desk.ts';
import { exchangeScreens } from './screens/exchange.ts';
import { groupScreens } from './screens/groups.ts';
import { joiningScreens } from './screens/joining.ts';
import { learnerScreens } from './screens/learner.ts';
import { liveScreens } from './screens/live.ts';
import { markingScreens } from './screens/marking.ts';
import { notificationScreens } from './screens/notifications.ts';
import { organizationScreens } from './screens/organizations.ts';
import { panelScreens } from './screens/panel.ts';
import { printFormScreens } from './screens/print-forms.ts';
import { questionTypeScreens } from './screens/question-types.ts';
import { regradeScreens } from './screens/regrades.ts';
import { reportScreens } from './screens/reports.ts';
import { reviewScreens } from './screens/reviews.ts';
import { rosterScreens } from './screens/rosters.ts';
import type { Screen } from './screens/screen.ts';
import { statisticsScreens } from './screens/statistics.ts';
import { visitorScreens } from './screens/visitor.ts';
import { buildWorld, type World } from './world.ts';

const LONGEST_WAIT_MS = 15_000;

/** Every screen in every state worth looking at. */
export const SCREENS: Screen[] = [
	...visitorScreens,
	...learnerScreens,
	...questionTypeScreens,
	...groupScreens,
	...boardScreens,
	...printFormScreens,
	...liveScreens,
	...consentScreens,
	...auditScreens,
	...panelScreens,
	...organizationScreens,
	...notificationScreens,
	...rosterScreens,
	...joiningScreens,
	...reportScreens,
	...deskScreens,
	...exchangeScreens,
	...markingScreens,
	...regradeScreens,
	...reviewScreens,
	...statisticsScreens
];

interface Walk {
	server: { origin: string };
	db: Parameters<typeof buildWorld>[0];
	world: World;
}

/** Opens screens one after the other, each as the one it belongs to. */
export class Visit {
	readonly context: BrowserContext;
	readonly page: Page;
	readonly #walk: Walk;
	readonly #tokens = new Map<string, string>();

	private constructor(context: BrowserContext, page: Page, walk: Walk) {
		this.context = context;
		this.page = page;
		this.#walk = walk;
	}

	static async begin(browser: Browser, walk: Walk, options: Parameters<Browser['newContext']>[0] = {}) {
		const context = await browser.newContext({ baseURL: walk.server.origin, locale: 'pl-PL', ...options });
		context.setDefaultTimeout(LONGEST_WAIT_MS);
		return new Visit(context, await context.newPage(), walk);
	}

	/** @returns the status of the answer that is shown in the end */
	async open(screen: Screen): Promise<number> {
		const { page } = this;
		const { world } = this.#walk;
		await page.unrouteAll();
		await this.#become(screen);
		const answers: number[] = [];
		const listen = (response: {
			status(): number;
			frame(): unknown;
			request(): { isNavigationRequest(): boolean };
		}) => {
			if (response.request().isNavigationRequest()) answers.push(response.status());
		};
		page.on('response', listen);
		await page.goto(typeof screen.path === 'string' ? screen.path : screen.path(world));
		await screen.then?.(page);
		page.off('response', listen);
		return answers.at(-1) ?? 0;
	}

	async #become({ as, isHalfSignedIn = false }: Screen) {
		const { db, server, world } = this.#walk;
		await this.context.clearCookies();
		if (!as) return;
		const { id } = as(world);
		const key = `${id} ${isHalfSignedIn}`;
		const how = { device: 'Firefox, Windows', isHalf: isHalfSignedIn, hasSecondFactor: !isHalfSignedIn };
		const token = this.#tokens.get(key) ?? (await startSignIn(db, id, how));
		this.#tokens.set(key, token);
		const { name } = signInCookie({ origin: server.origin });
		await this.context.addCookies([{ name, value: token, url: server.origin, httpOnly: true, sameSite: 'Lax' }]);
	}

	close(): Promise<void> {
		return this.context.close();
	}
}

/** `test` with the people of `world.ts` in the database, once for each worker. */
export const test = base.extend<object, { world: World }>({
	world: [async ({ app }, use) => use(await buildWorld(app.db)), { scope: 'worker' }]
});

export { expect } from './app.ts';
export type { Screen } from './screens/screen.ts';
