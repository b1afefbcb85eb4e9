import { startSignIn, signInCookie } from '#lib/accounts/server/sign-in.ts';
import type { Db } from '#lib/server/db/db.ts';

export type Fields = Record<string, string> | [name: string, value: string][];

/** A browser without JavaScript: keeps cookies, says where a form comes from, and follows nothing by itself. */
export class Visitor {
	readonly origin: string;
	readonly cookies = new Map<string, string>();

	constructor(origin: string) {
		this.origin = origin;
	}

	get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return this.send(path, { headers });
	}

	/** Sends a form as a browser does. */
	post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Response> {
		const body = new URLSearchParams(fields);
		return this.send(path, { method: 'POST', body, headers: { accept: 'text/html', ...headers } });
	}

	/** Sends JSON as a script of ours does. */
	postJson(path: string, value: unknown, headers: Record<string, string> = {}): Promise<Response> {
		const body = JSON.stringify(value);
		return this.send(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
	}

	/** Sends a form and opens the page it leads to. */
	async submit(path: string, fields: Fields = {}): Promise<Response> {
		let answer = await this.post(path, fields);
		for (let hops = 0; answer.status === 303 && hops < 5; hops += 1) {
			answer = await this.get(answer.headers.get('location') ?? '/');
		}
		return answer;
	}

	/** Any request; `Origin` is ours unless given, an empty one is left out. */
	async send(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (init.method && init.method !== 'GET' && !headers.has('origin')) headers.set('origin', this.origin);
		if (headers.get('origin') === '') headers.delete('origin');
		if (this.cookies.size > 0) headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
		const answer = await fetchAsBrowsersDo(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
		for (const line of answer.headers.getSetCookie()) this.#keep(line);
		return answer;
	}

	/** Signs a person in past the form. */
	async signInAs(db: Db, person: { id: string }): Promise<this> {
		const token = await startSignIn(db, person.id, { device: 'test', hasSecondFactor: true });
		this.cookies.set(signInCookie({ origin: this.origin }).name, token);
		return this;
	}

	#keep(line: string) {
		const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
		const [name = '', value = ''] = pair.split(/=(.*)/s);
		const isRemoval = attributes.some((attribute) => /^max-age=0$/i.test(attribute)) || value === '';
		if (isRemoval) this.cookies.delete(name);
		else this.cookies.set(name, value);
	}
}

/** A connection kept from before may be closed at the same moment: browsers ask once more for what only reads. */
async function fetchAsBrowsersDo(address: URL, init: RequestInit): Promise<Response> {
	try {
		return await fetch(address, init);
	} catch (error) {
		const { code } = ((error as Error).cause ?? {}) as { code?: string };
		if (code !== 'UND_ERR_SOCKET' || (init.method ?? 'GET') !== 'GET') throw error;
		return fetch(address, init);
	}
}
