import { randomBytes, randomUUID } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import { building, dev } from '$app/env';
import { sourceRevisions } from '#lib/authoring/server/source-revisions.ts';
import { hasRole } from '#lib/accounts/person.ts';
import { accountsCleanUp } from '#lib/accounts/server/clean-up.ts';
import { offerFirstAdministrator } from '#lib/accounts/server/first-administrator.ts';
import { isSecondFactorMissing } from '#lib/accounts/server/require.ts';
import { findSignedInPerson, signInCookie } from '#lib/accounts/server/sign-in.ts';
import { attributesOf, READING_COOKIE, readingSettings } from '#lib/courses/reading-settings.ts';
import { consentCleanUp } from '#lib/consent/server/clean-up.ts';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { courseReload } from '#lib/courses/server/reload-courses.ts';
import { AppError, forbidden, notFound, unavailable } from '#lib/errors.ts';
import { notificationsCleanUp } from '#lib/notifications/server/clean-up.ts';
import { dueDays } from '#lib/notifications/server/due-days.ts';
import { mailNotifications } from '#lib/notifications/server/mail-job.ts';
import { retention } from '#lib/privacy/server/retention.ts';
import { openApp, type App as RunningApp } from '#lib/server/app.ts';
import { limitBody, USUAL_BODY_BYTES } from '#lib/server/body-limit.ts';
import { acceptsGzip, gzipAnswer } from '#lib/server/compress.ts';
import { isUnavailable } from '#lib/server/db/db-errors.ts';
import { expireAttempts } from '#lib/quizzes/server/expire-job.ts';
import { preparation } from '#lib/progress/server/prepare-steps.ts';
import { questionStatistics } from '#lib/board/server/question-job.ts';
import { liveSessionsCleanUp } from '#lib/live/server/clean-up.ts';
import { itemStatistics } from '#lib/statistics/server/refresh.ts';
import { regrading } from '#lib/regrading/server/carry-on.ts';
import { rosterCleanUp } from '#lib/rosters/server/clean-up.ts';
import { startJobs, type Job } from '#lib/server/jobs.ts';
import { mayChangeState } from '#lib/server/own-origin.ts';
import { PreparedPage } from '#lib/server/prepared-html.ts';
import { securityHeaders } from '#lib/server/security-headers.ts';
import { readSettings } from '#lib/server/settings.ts';

/** What comes round again while the server runs. */
const JOBS: Job<RunningApp>[] = [
	accountsCleanUp,
	expireAttempts,
	preparation,
	courseReload,
	questionStatistics,
	regrading,
	itemStatistics,
	sourceRevisions,
	retention,
	dueDays,
	mailNotifications,
	notificationsCleanUp,
	liveSessionsCleanUp,
	consentCleanUp,
	rosterCleanUp
];

let app: RunningApp;

export const init: ServerInit = async () => {
	if (building) return;
	const settings = readSettings(process.env);
	const watch = dev || settings.mode === 'development';
	app = await openApp(settings, (folder) => loadCourses(folder, { watch }));
	const jobs = startJobs(app, JOBS);
	void offerFirstAdministrator(app.db, settings);
	process.on('sveltekit:shutdown', () => void jobs.stop().then(() => app.stop()));
};

/**
 * Compressing text that somebody else can choose together with a secret lets them guess the secret from sizes (BREACH).
 * What a visitor gets holds no secret, and a lesson or a board that is read repeats nothing of the request.
 */
const mayCompress = ({ locals, request }: RequestEvent) =>
	locals.person === null ||
	(locals.preparedHtml !== null && locals.preparedCompression !== 'none' && request.method === 'GET');

/** Reading settings stand on the page from the start, so that nothing moves when it opens. */
function dress(html: string, cookie: string | undefined): string {
	const attributes = Object.entries(attributesOf(readingSettings(cookie)));
	if (attributes.length === 0) return html;
	return html.replace('<html', `<html${attributes.map(([name, value]) => ` ${name}="${value}"`).join('')}`);
}

/** Wrong method, too large a body, a form nobody sends: worth a line in the log. */
const REFUSALS = new Set([405, 413, 415]);

const isChange = ({ request }: RequestEvent) => !['GET', 'HEAD'].includes(request.method);

const prepare: Handle = async ({ event, resolve }) => {
	if (isChange(event)) await app.turns.take();
	const { locals } = event;
	locals.app = app;
	locals.db = app.db;
	locals.courses = app.courses;
	locals.person = null;
	locals.nonce = randomBytes(16).toString('base64');
	locals.preparedHtml = null;
	locals.preparedCompression = 'kept';

	const page = new PreparedPage();
	let response = await resolve(event, {
		transformPageChunk({ html }) {
			const dressed = dress(html, event.cookies.get(READING_COOKIE));
			return locals.preparedHtml ? page.takeFrame(dressed) : dressed;
		}
	});
	const isGzip = mayCompress(event) && acceptsGzip(event.request);
	const isKept = locals.preparedCompression === 'kept';
	if (locals.preparedHtml) response = page.fill(response, locals.preparedHtml, { isGzip, isKept });
	if (isGzip) response = await gzipAnswer(response);
	const isHttps = app.settings.origin.startsWith('https:');
	for (const [name, value] of Object.entries(securityHeaders({ nonce: locals.nonce, isHttps, isDev: dev }))) {
		// A file may carry a stricter policy of its own.
		if (name !== 'content-security-policy' || !response.headers.has(name)) response.headers.set(name, value);
	}
	if (locals.person && !response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
	if (REFUSALS.has(response.status))
		console.warn(`Refused: ${event.request.method} ${placeOf(event)}, ${response.status}`);
	return response;
};

/** U+0000 is in no address of ours, and PostgreSQL can neither store nor look for it. */
const refuseNullSigns: Handle = ({ event, resolve }) => {
	if (event.url.href.includes('%00')) throw notFound('strona');
	return resolve(event);
};

/** Where files are handed in. */
const TAKES_FILES = '/(app)/podejscia/[attemptId]';

const limitBodies: Handle = ({ event, resolve }) => {
	if (event.route.id !== TAKES_FILES) Object.assign(event, { request: limitBody(event.request, USUAL_BODY_BYTES) });
	return resolve(event);
};

const refuseForeignChanges: Handle = ({ event, resolve }) => {
	const { settings } = event.locals.app;
	if (mayChangeState(event.request, settings.hasFixedOrigin ? settings.origin : null)) return resolve(event);
	const from = event.request.headers.get('origin') ?? 'no origin';
	console.warn(
		`Refused: ${event.request.method} ${placeOf(event)} from ${from.replaceAll(/[^!-~]/g, '?').slice(0, 200)}`
	);
	return new Response('To żądanie nie przyszło ze strony Wspólnie, więc niczego nie zmieniono.', {
		status: 403,
		headers: { 'content-type': 'text/plain; charset=utf-8' }
	});
};

const identify: Handle = async ({ event, resolve }) => {
	const token = event.cookies.get(signInCookie(event.locals.app.settings).name);
	if (token) event.locals.person = await findSignedInPerson(event.locals.db, token);
	return resolve(event);
};

/** What somebody with a one-time code may do before setting a password of their own. */
const BEFORE_NEW_PASSWORD = ['/(app)/konto/haslo', '/(public)/logowanie', '/(public)/wylogowanie'];

const guardAreas: Handle = ({ event, resolve }) => {
	const area = event.route.id ?? '';
	const { person } = event.locals;
	if (!area.startsWith('/(app)')) {
		if (isChange(event) && person?.mustChangePassword && !BEFORE_NEW_PASSWORD.includes(area))
			redirect(303, '/konto/haslo');
		return resolve(event);
	}
	if (area.startsWith('/(app)/api/') && (!person || person.mustChangePassword)) return refuseScript(person !== null);
	if (!person) {
		const isPage = event.request.method === 'GET';
		const target = isPage ? `?dalej=${encodeURIComponent(event.url.pathname)}` : '';
		redirect(303, `/logowanie${target}`);
	}
	const isPanel = area.startsWith('/(app)/panel');
	const isGroups = area.startsWith('/(app)/grupy');
	const isDesk = area.startsWith('/(app)/autor');
	if (isPanel && !hasRole(person, 'admin', 'coordinator')) throw forbidden();
	if (isGroups && !hasRole(person, 'teacher', 'coordinator')) throw forbidden();
	if (isDesk && !hasRole(person, 'author')) throw forbidden();
	if (person.mustChangePassword && area !== '/(app)/konto/haslo') redirect(303, '/konto/haslo');
	if ((isPanel || isGroups || isDesk) && isSecondFactorMissing(event.locals)) redirect(303, '/konto/drugi-skladnik');
	return resolve(event);
};

/** A script cannot sign in; its page can say what to do. */
const refuseScript = (isSignedIn: boolean) =>
	isSignedIn
		? Response.json({ message: 'Najpierw ustaw nowe hasło.' }, { status: 403 })
		: Response.json({ message: 'Zaloguj się ponownie.' }, { status: 401 });

export const handle = sequence(prepare, refuseNullSigns, limitBodies, refuseForeignChanges, identify, guardAreas);

/** For the log: the route, because addresses hold codes and the secrets of mailed links. */
const placeOf = (event: RequestEvent) => event.route.id ?? 'an unknown address';

export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (error instanceof AppError) return { status: error.status, message: error.message };
	if (isUnavailable(error)) {
		console.error(`Database unavailable at ${placeOf(event)}:`, error);
		const { status, message } = unavailable();
		return { status, message };
	}
	if (kind === 'app' || kind === 'framework') return { message: error.message };
	const reference = randomUUID().slice(0, 8);
	console.error(`Error ${reference} at ${event.request.method} ${placeOf(event)}:`, error);
	return { message: 'Coś się zepsuło po naszej stronie. Spróbuj ponownie za chwilę.', reference };
};
