import { AppError } from '#lib/errors.ts';
import type { InvalidForm } from '#lib/server/forms.ts';
import { invalidForm } from '#lib/server/forms.ts';
import type { Settings } from '#lib/server/settings.ts';
import { describeDevice } from './device.ts';
import { createToken, looksLikeToken } from './secret-token.ts';
import { browserCookie, endSignIn, signInCookie } from './sign-in.ts';
import type { Db } from '#lib/server/db/db.ts';

/** What is needed of a request; SvelteKit's event has it. */
export interface Visit {
	request: Request;
	getClientAddress(): string;
	locals: { app: { settings: Settings }; db: Db };
	cookies: {
		get(name: string): string | undefined;
		set(name: string, value: string, attributes: ReturnType<typeof signInCookie>['attributes']): void;
		delete(name: string, attributes: ReturnType<typeof signInCookie>['attributes']): void;
	};
	setHeaders(headers: Record<string, string>): void;
}

/** Where a request comes from, as limits, lists of sign-ins and the audit log want it. */
export function originOf({ request, getClientAddress }: Pick<Visit, 'request' | 'getClientAddress'>) {
	return { address: getClientAddress(), device: describeDevice(request.headers.get('user-agent')) };
}

/** The token the browser brought. */
export function broughtToken({ cookies, locals }: Pick<Visit, 'cookies' | 'locals'>): string | undefined {
	return cookies.get(signInCookie(locals.app.settings).name);
}

/** What only this browser has; a new secret if it has none. It says nothing of the person and signs nobody in. */
export function browserSecretOf({ cookies, locals }: Pick<Visit, 'cookies' | 'locals'>): string {
	const kept = cookies.get(browserCookie(locals.app.settings).name) ?? '';
	return looksLikeToken(kept) ? kept : createToken();
}

/** Has the browser keep its secret, once its owner has given the right password. */
export function keepBrowserSecret({ cookies, locals }: Pick<Visit, 'cookies' | 'locals'>, secret: string): void {
	const { name, attributes } = browserCookie(locals.app.settings);
	cookies.set(name, secret, attributes);
}

/** Gives the browser a new token; the sign-in of the one it had ends. */
export async function keepSignIn(visit: Visit, token: string, isRemembered = false): Promise<void> {
	const old = broughtToken(visit);
	if (old) await endSignIn(visit.locals.db, old);
	const { name, attributes } = signInCookie(visit.locals.app.settings, isRemembered);
	visit.cookies.set(name, token, attributes);
}

/** Ends this sign-in and has the browser forget what it kept, answers waiting to be sent included. */
export async function leave(visit: Visit): Promise<void> {
	const { name, attributes } = signInCookie(visit.locals.app.settings);
	const token = visit.cookies.get(name);
	if (token) await endSignIn(visit.locals.db, token);
	visit.cookies.delete(name, attributes);
	visit.setHeaders({ 'clear-site-data': '"storage"', 'cache-control': 'no-store' });
}

/** A failure people may see (a wait, a full queue), said at a field of the form they sent. Other errors go on. */
export function refusalOf(
	error: unknown,
	values: Record<string, unknown>,
	field: string
): { status: number; invalid: InvalidForm } {
	if (!(error instanceof AppError) || error.status === 404) throw error;
	return { status: error.status, invalid: invalidForm(textsOf(values), { [field]: error.message }) };
}

/** Checked values as the form shows them again. */
export function textsOf(values: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value]] : value === true ? [[name, 'on']] : []
		)
	);
}
