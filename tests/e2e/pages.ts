import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { startSignIn, signInCookie } from '#lib/accounts/server/sign-in.ts';
import { lessonPath } from '#lib/courses/course.ts';
import { test as base } from './app.ts';
import { buildWorld, course, lesson, testLesson, type World } from './world.ts';

/** A screen as somebody sees it: whose it is, where it is, and what they did there. */
export interface Screen {
	name: string;
	/** Its folder in `src/routes`, as SvelteKit names it; null: no page of its own. */
	route: string | null;
	path: string | ((world: World) => string);
	/** Absent: a visitor. */
	as?: (world: World) => { id: string };
	/** The last resort, `src/error.html`: no menu, no skip link. */
	isBare?: boolean;
	/** Only the password was given so far. */
	isHalfSignedIn?: boolean;
	/** What they do once it is open; also what it takes for all of it to show. */
	then?: (page: Page) => Promise<unknown>;
	/** Absent: 200. Of the last answer, after `then`. */
	status?: number;
}

const LONGEST_WAIT_MS = 15_000;

/** Sends a form and waits for the answer: a click alone does not. */
async function send(page: Page, button: Locator) {
	await Promise.all([page.waitForEvent('framenavigated'), button.click()]);
	await page.waitForLoadState();
}

const press = (name: string | RegExp) => (page: Page) => send(page, page.getByRole('button', { name }).first());
const openAll = (page: Page) =>
	page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

const pdf = (content: string) => ({ name: 'dyplom.pdf', mimeType: 'application/pdf', buffer: Buffer.from(content) });

async function checkFile(page: Page, content: Buffer | string) {
	const file = typeof content === 'string' ? pdf(content) : { ...pdf(''), buffer: content };
	await page.locator('input[type=file]').setInputFiles(file);
	await press('Sprawdź plik')(page);
}

async function ownFile(page: Page): Promise<Buffer> {
	return (await page.request.get(`${page.url()}/pdf`)).body();
}

const answerFirst = (page: Page) => page.locator('fieldset[data-type=single] input').first().check();
const saveAnswer = (status: number) => async (page: Page) => {
	await page.route('**/api/podejscia/**', (route) => route.fulfill({ status, json: { message: 'Nie teraz.' } }));
	await answerFirst(page);
};

const lessonAddress = lessonPath(course, lesson);
const testAddress = lessonPath(course, testLesson);
const LESSON = '/(public)/kursy/[course]/[module]/[lesson]';
const CERTIFICATE = '/(public)/zaswiadczenia/[code]';
const ATTEMPT = '/(app)/podejscia/[attemptId]';
const PUPILS = '/(app)/panel/osoby';
const ORGANIZATIONS = '/(app)/panel/organizacje';
const REGISTER = '/(app)/panel/zaswiadczenia';

const visitorScreens: Screen[] = [
	{ name: 'start', route: '/(public)', path: '/' },
	{ name: 'courses', route: '/(public)/kursy', path: '/kursy' },
	{ name: 'courses for schools', route: '/(public)/kursy', path: '/kursy?dla=szkola' },
	{ name: 'courses, none found', route: '/(public)/kursy', path: '/kursy?dla=uczelnia' },
	{ name: 'course', route: '/(public)/kursy/[course]', path: `/kursy/${course.slug}`, then: openAll },
	{ name: 'lesson', route: LESSON, path: lessonAddress, then: openAll },
	...course.lessons
		.filter(({ slug }) => slug !== lesson.slug && slug !== testLesson.slug)
		.map((each) => ({ name: `lesson ${each.number}`, route: LESSON, path: lessonPath(course, each) })),
	{ name: 'practice, no answer given', route: LESSON, path: lessonAddress, then: press(/^Sprawdź/), status: 400 },
	{
		name: 'practice, answered',
		route: LESSON,
		path: lessonAddress,
		then: async (page) => {
			await answerFirst(page);
			await page
				.locator('form:has(fieldset[data-type=single])')
				.getByRole('button', { name: /^Sprawdź/ })
				.click();
		}
	},
	{ name: 'test lesson', route: LESSON, path: testAddress },
	{ name: 'sign-in', route: '/(public)/logowanie', path: '/logowanie?dalej=%2Fmoje' },
	{ name: 'sign-in, signed out', route: '/(public)/logowanie', path: '/logowanie?wylogowano' },
	{
		name: 'sign-in, refused',
		route: '/(public)/logowanie',
		path: '/logowanie',
		then: press('Zaloguj się'),
		status: 400
	},
	{
		name: 'sign-in code',
		route: '/(public)/logowanie/kod',
		path: '/logowanie/kod',
		as: ({ phoneOwner }) => phoneOwner,
		isHalfSignedIn: true
	},
	{
		name: 'sign-in code, refused',
		route: '/(public)/logowanie/kod',
		path: '/logowanie/kod',
		as: ({ phoneOwner }) => phoneOwner,
		isHalfSignedIn: true,
		then: press('Zaloguj się'),
		status: 400
	},
	{ name: 'sign-out', route: '/(public)/wylogowanie', path: '/wylogowanie' },
	{ name: 'registration', route: '/(public)/rejestracja', path: '/rejestracja' },
	{ name: 'registration, sent', route: '/(public)/rejestracja', path: '/rejestracja?wyslano' },
	{
		name: 'registration, refused',
		route: '/(public)/rejestracja',
		path: '/rejestracja',
		then: press('Załóż konto'),
		status: 400
	},
	{ name: 'lost password', route: '/(public)/haslo', path: '/haslo' },
	{ name: 'lost password, sent', route: '/(public)/haslo', path: '/haslo?wyslano' },
	{ name: 'lost password, refused', route: '/(public)/haslo', path: '/haslo', then: press('Wyślij'), status: 400 },
	{ name: 'new password', route: '/(public)/haslo/[token]', path: ({ tokens }) => `/haslo/${tokens.reset}` },
	{
		name: 'new password, refused',
		route: '/(public)/haslo/[token]',
		path: ({ tokens }) => `/haslo/${tokens.reset}`,
		then: press('Ustaw hasło'),
		status: 400
	},
	{ name: 'new password, dead link', route: '/(public)/haslo/[token]', path: '/haslo/nieznany', status: 404 },
	{ name: 'confirmation again', route: '/(public)/potwierdzenie', path: '/potwierdzenie' },
	{
		name: 'confirmation again, refused',
		route: '/(public)/potwierdzenie',
		path: '/potwierdzenie',
		then: press('Wyślij'),
		status: 400
	},
	{
		name: 'confirmation',
		route: '/(public)/potwierdzenie/[token]',
		path: ({ tokens }) => `/potwierdzenie/${tokens.confirm}`
	},
	{
		name: 'confirmation, refused',
		route: '/(public)/potwierdzenie/[token]',
		path: ({ tokens }) => `/potwierdzenie/${tokens.confirm}`,
		then: press('Potwierdź'),
		status: 400
	},
	{
		name: 'first administrator',
		route: '/(public)/pierwszy-administrator/[token]',
		path: ({ tokens }) => `/pierwszy-administrator/${tokens.administrator}`
	},
	{
		name: 'first administrator, refused',
		route: '/(public)/pierwszy-administrator/[token]',
		path: ({ tokens }) => `/pierwszy-administrator/${tokens.administrator}`,
		then: press('Załóż konto'),
		status: 400
	},
	{ name: 'certificate check', route: '/(public)/zaswiadczenia', path: '/zaswiadczenia' },
	{
		name: 'certificate check, refused',
		route: '/(public)/zaswiadczenia',
		path: '/zaswiadczenia',
		then: press('Sprawdź'),
		status: 400
	},
	...(['valid', 'expired', 'revoked', 'replaced'] as const).map((state) => ({
		name: `certificate, ${state}`,
		route: CERTIFICATE,
		path: ({ certificates }: World) => `/zaswiadczenia/${certificates[state].code}`
	})),
	{
		name: 'certificate, file genuine',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: async (page) => checkFile(page, await ownFile(page))
	},
	{
		name: 'certificate, file changed',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: async (page) => checkFile(page, Buffer.concat([await ownFile(page), Buffer.from('x')]))
	},
	{
		name: 'certificate, file of somebody else',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: (page) => checkFile(page, '%PDF-1.7 inny')
	},
	{
		name: 'certificate, no file',
		route: CERTIFICATE,
		path: ({ certificates }) => `/zaswiadczenia/${certificates.valid.code}`,
		then: press('Sprawdź plik'),
		status: 400
	},
	{ name: 'certificate, unknown', route: CERTIFICATE, path: '/zaswiadczenia/nie-ma-takiego', status: 404 },
	{ name: 'course, unknown', route: '/(public)/kursy/[course]', path: '/kursy/nie-ma', status: 404 },
	{ name: 'lesson, unknown', route: LESSON, path: `/kursy/${course.slug}/nie/ma`, status: 404 },
	{ name: 'nothing there', route: null, path: '/nie-ma-takiej-strony', status: 404 },
	{ name: 'account erased', route: '/(public)/konto-usuniete', path: '/konto-usuniete' },
	{ name: 'privacy', route: '/(public)/prywatnosc', path: '/prywatnosc' },
	{ name: 'accessibility statement', route: '/(public)/deklaracja-dostepnosci', path: '/deklaracja-dostepnosci' },
	{ name: 'contact', route: '/(public)/kontakt', path: '/kontakt' },
	{ name: 'mailbox', route: '/(public)/skrzynka', path: '/skrzynka' }
];

const learnerScreens: Screen[] = [
	{ name: 'my learning, empty', route: '/(app)/moje', path: '/moje', as: ({ newcomer }) => newcomer },
	{ name: 'my learning', route: '/(app)/moje', path: '/moje', as: ({ learner }) => learner, then: openAll },
	...(['valid', 'expired', 'revoked'] as const).map((state) => ({
		name: `my learning, completed, certificate ${state}`,
		route: '/(app)/moje',
		path: '/moje',
		as: ({ certificates }: World) => certificates[state].person
	})),
	{
		name: 'course, to enrol on',
		route: '/(public)/kursy/[course]',
		path: `/kursy/${course.slug}`,
		as: ({ newcomer }) => newcomer
	},
	{
		name: 'course, in the middle',
		route: '/(public)/kursy/[course]',
		path: `/kursy/${course.slug}`,
		as: ({ learner }) => learner,
		then: openAll
	},
	{ name: 'lesson, not on the course', route: LESSON, path: lessonAddress, as: ({ newcomer }) => newcomer },
	{ name: 'lesson, read, quiz ended', route: LESSON, path: lessonAddress, as: ({ learner }) => learner },
	{
		name: 'lesson, quiz begun',
		route: LESSON,
		path: lessonPath(course, course.lessons[3] ?? lesson),
		as: ({ learner }) => learner
	},
	{
		name: 'lesson, course completed',
		route: LESSON,
		path: lessonAddress,
		as: ({ certificates }) => certificates.valid.person
	},
	{ name: 'test lesson, to begin', route: LESSON, path: testAddress, as: ({ learner }) => learner },
	{ name: 'test lesson, begun', route: LESSON, path: testAddress, as: ({ attempts }) => attempts.open.person },
	{ name: 'test lesson, tried', route: LESSON, path: testAddress, as: ({ attempts }) => attempts.failed.person },
	{
		name: 'attempt',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ attempts }) => attempts.open.person
	},
	{
		name: 'attempt, not saved',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ attempts }) => attempts.open.person,
		then: async (page) => {
			await saveAnswer(503)(page);
			await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
			await page.locator('[data-unsaved]').waitFor();
		}
	},
	{
		name: 'attempt, signed out meanwhile',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ attempts }) => attempts.open.person,
		then: async (page) => {
			await saveAnswer(401)(page);
			await page.locator('[data-sign-in-needed]').waitFor();
		}
	},
	{
		name: 'attempt, about to end',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}?krok=koniec`,
		as: ({ attempts }) => attempts.open.person
	},
	...(['failed', 'late'] as const).map((outcome) => ({
		name: `result, ${outcome}`,
		route: ATTEMPT,
		path: ({ attempts }: World) => `/podejscia/${attempts[outcome].id}`,
		as: ({ attempts }: World) => attempts[outcome].person
	})),
	{
		name: 'result, passed',
		route: ATTEMPT,
		path: ({ certificates }) => `/podejscia/${certificates.valid.attemptId}`,
		as: ({ certificates }) => certificates.valid.person
	},
	{
		name: 'attempt of somebody else',
		route: ATTEMPT,
		path: ({ attempts }) => `/podejscia/${attempts.open.id}`,
		as: ({ newcomer }) => newcomer,
		status: 404
	},
	{ name: 'my account', route: '/(app)/konto', path: '/konto?nazwa', as: ({ learner }) => learner },
	{
		name: 'my account, refused',
		route: '/(app)/konto',
		path: '/konto',
		as: ({ learner }) => learner,
		then: async (page) => {
			await page.getByLabel('Imię i nazwisko').fill('');
			await press('Zapisz nazwę')(page);
		},
		status: 400
	},
	{
		name: 'my data',
		route: '/(app)/konto/moje-dane',
		path: '/konto/moje-dane',
		as: ({ certificates }) => certificates.valid.person,
		then: openAll
	},
	{
		name: 'my data, little of it',
		route: '/(app)/konto/moje-dane',
		path: '/konto/moje-dane',
		as: ({ newcomer }) => newcomer
	},
	{ name: 'erase my account', route: '/(app)/konto/usun', path: '/konto/usun', as: ({ celina }) => celina },
	{
		name: 'erase my account, the last administrator',
		route: '/(app)/konto/usun',
		path: '/konto/usun',
		as: ({ admin }) => admin
	},
	{
		name: 'erase my account, refused',
		route: '/(app)/konto/usun',
		path: '/konto/usun',
		as: ({ certificates }) => certificates.valid.person,
		then: press('Usuń konto na zawsze'),
		status: 400
	},
	{ name: 'change password', route: '/(app)/konto/haslo', path: '/konto/haslo', as: ({ learner }) => learner },
	{
		name: 'change password, refused',
		route: '/(app)/konto/haslo',
		path: '/konto/haslo',
		as: ({ learner }) => learner,
		then: press('Zapisz hasło'),
		status: 400
	},
	{ name: 'first own password', route: '/(app)/konto/haslo', path: '/konto/haslo', as: ({ newPupil }) => newPupil },
	{
		name: 'second factor, off',
		route: '/(app)/konto/drugi-skladnik',
		path: '/konto/drugi-skladnik',
		as: ({ learner }) => learner
	},
	{
		name: 'second factor, refused',
		route: '/(app)/konto/drugi-skladnik',
		path: '/konto/drugi-skladnik',
		as: ({ learner }) => learner,
		then: press('Włącz drugi składnik'),
		status: 400
	},
	{
		name: 'second factor, on',
		route: '/(app)/konto/drugi-skladnik',
		path: '/konto/drugi-skladnik',
		as: ({ phoneOwner }) => phoneOwner
	}
];

const panelScreens: Screen[] = [
	{
		name: 'panel, not allowed',
		route: '/(app)/panel',
		path: '/panel',
		as: ({ learner }) => learner,
		status: 403,
		isBare: true
	},
	{ name: 'panel of a coordinator', route: '/(app)/panel', path: '/panel', as: ({ celina }) => celina },
	{ name: 'panel of an administrator', route: '/(app)/panel', path: '/panel', as: ({ admin }) => admin },
	{ name: 'pupils', route: PUPILS, path: '/panel/osoby', as: ({ celina }) => celina },
	{ name: 'pupils of every school', route: PUPILS, path: '/panel/osoby', as: ({ admin }) => admin },
	{ name: 'pupils, none', route: PUPILS, path: '/panel/osoby', as: ({ darek }) => darek },
	{ name: 'pupils, not found', route: PUPILS, path: '/panel/osoby?szukaj=xyz', as: ({ celina }) => celina },
	{ name: 'new pupils', route: `${PUPILS}/nowe`, path: '/panel/osoby/nowe', as: ({ celina }) => celina },
	{
		name: 'new pupils, refused',
		route: `${PUPILS}/nowe`,
		path: '/panel/osoby/nowe',
		as: ({ admin }) => admin,
		then: press('Utwórz konta'),
		status: 400
	},
	{
		name: 'new pupils, cards',
		route: `${PUPILS}/nowe`,
		path: '/panel/osoby/nowe',
		as: ({ celina }) => celina,
		then: async (page) => {
			await page.getByLabel('Pseudonimy uczniów').fill('Brzęczysława Konstantynopolitańczyk\nОлександра\nKuba');
			await press('Utwórz konta')(page);
		}
	},
	{
		name: 'pupil',
		route: `${PUPILS}/[pupilId]`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}`,
		as: ({ celina }) => celina
	},
	{
		name: 'pupil, blocked',
		route: `${PUPILS}/[pupilId]`,
		path: ({ blockedPupil }) => `/panel/osoby/${blockedPupil.id}`,
		as: ({ celina }) => celina
	},
	{
		name: 'pupil, new code',
		route: `${PUPILS}/[pupilId]`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}`,
		as: ({ celina }) => celina,
		then: press('Nadaj nowy kod')
	},
	{
		name: 'erase a pupil',
		route: `${PUPILS}/[pupilId]/usun`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}/usun`,
		as: ({ celina }) => celina
	},
	{
		name: 'erase a pupil, refused',
		route: `${PUPILS}/[pupilId]/usun`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}/usun`,
		as: ({ celina }) => celina,
		then: press('Usuń konto ucznia na zawsze'),
		status: 400
	},
	{ name: 'organizations', route: ORGANIZATIONS, path: '/panel/organizacje', as: ({ admin }) => admin },
	{
		name: 'organizations, refused',
		route: ORGANIZATIONS,
		path: '/panel/organizacje',
		as: ({ admin }) => admin,
		then: press('Dodaj organizację'),
		status: 400
	},
	{
		name: 'organization',
		route: `${ORGANIZATIONS}/[organizationId]`,
		path: ({ school }) => `/panel/organizacje/${school.id}`,
		as: ({ admin }) => admin,
		then: openAll
	},
	{
		name: 'organization, role not granted',
		route: `${ORGANIZATIONS}/[organizationId]`,
		path: ({ school }) => `/panel/organizacje/${school.id}`,
		as: ({ admin }) => admin,
		then: press('Nadaj rolę'),
		status: 400
	},
	{
		name: 'organization, role not taken',
		route: `${ORGANIZATIONS}/[organizationId]`,
		path: ({ school }) => `/panel/organizacje/${school.id}`,
		as: ({ admin }) => admin,
		then: async (page) => {
			await openAll(page);
			await press('Odbierz rolę koordynatora')(page);
		},
		status: 400
	},
	{ name: 'register', route: REGISTER, path: '/panel/zaswiadczenia', as: ({ celina }) => celina },
	{ name: 'register, empty', route: REGISTER, path: '/panel/zaswiadczenia', as: ({ darek }) => darek },
	{
		name: 'register, not found',
		route: REGISTER,
		path: '/panel/zaswiadczenia?szukaj=nikt',
		as: ({ celina }) => celina
	},
	...(['valid', 'revoked', 'replaced'] as const).map((state) => ({
		name: `register, one ${state}`,
		route: `${REGISTER}/[id]`,
		path: ({ certificates }: World) => `/panel/zaswiadczenia/${certificates[state].id}`,
		as: ({ celina }: World) => celina,
		then: openAll
	})),
	{
		name: 'register, revocation refused',
		route: `${REGISTER}/[id]`,
		path: ({ certificates }) => `/panel/zaswiadczenia/${certificates.valid.id}`,
		as: ({ celina }) => celina,
		then: async (page) => {
			await openAll(page);
			await press('Unieważnij na zawsze')(page);
		},
		status: 400
	},
	{
		name: 'register, correction refused',
		route: `${REGISTER}/[id]`,
		path: ({ certificates }) => `/panel/zaswiadczenia/${certificates.valid.id}`,
		as: ({ celina }) => celina,
		then: press('Wydaj poprawione'),
		status: 400
	}
];

/** Every screen in every state worth looking at. */
export const SCREENS: Screen[] = [...visitorScreens, ...learnerScreens, ...panelScreens];

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
