import { existsSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LARGEST_BODY_BYTES } from '#lib/server/body-limit.ts';
import { partHeaders, securityHeaders } from '#lib/server/security-headers.ts';
import type { Settings } from '#lib/server/settings.ts';
import { explainFailure, failWith, readCliSettings } from './cli.ts';

/** Long enough for what runs, short enough for a planned stop within five seconds. */
const STOP_SECONDS = 4;
/** Longer than proxies keep a connection, so that it is never us who close it under a request. */
const KEEP_ALIVE_SECONDS = 65;
/** By then a usual library is indexed for the search. */
const SETTLED_MS = 2_000;
/** A style sheet or a font of the build. */
const BUILT_PART = /^\/_app\/immutable\/assets\/[\w.-]+\.(?:css|woff2)$/;

const settings = readCliSettings();
const entry = resolve('build/index.js');
if (!existsSync(entry)) failWith('Nie ma zbudowanego programu. Uruchom npm start albo najpierw npm run build.');

configureAdapter(settings);
// What runs but once is over before code made faster pays: compiling it takes a quarter of the start's work.
setFlagsFromString('--no-opt');
const failStart = (error: unknown) => failWith(explainFailure(error, settings));
process.on('uncaughtException', failStart);
try {
	const { server } = (await import(pathToFileURL(entry).href)) as { server: Server };
	server.prependListener('request', prepareExchange(settings));
	if (!server.listening) await new Promise((started) => server.once('listening', started));
	process.off('uncaughtException', failStart);
} catch (error) {
	failStart(error);
}
console.log(`Wspólnie działa: ${settings.origin}`);
flushCompileCache();
setFlagsFromString('--opt');
setTimeout(giveBackMemory, SETTLED_MS).unref();

/** Starting takes a quarter of the memory for a moment, which a quiet server would otherwise keep for hours. */
function giveBackMemory() {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as (how: { type: 'major'; flavor: 'last-resort' }) => void;
	collect({ type: 'major', flavor: 'last-resort' });
}

/** The adapter reads the environment when it is loaded, so this comes before. */
function configureAdapter({ host, port }: Settings) {
	Object.assign(process.env, {
		HOST: host,
		PORT: String(port),
		PROTOCOL_HEADER: 'x-wspolnie-protocol',
		HOST_HEADER: 'x-wspolnie-host',
		ADDRESS_HEADER: 'x-wspolnie-address',
		BODY_SIZE_LIMIT: String(LARGEST_BODY_BYTES),
		SHUTDOWN_TIMEOUT: String(STOP_SECONDS),
		KEEP_ALIVE_TIMEOUT: String(KEEP_ALIVE_SECONDS)
	});
}

/**
 * Tells the adapter who asks and by which address, never trusting what the client says of itself, and gives every
 * answer, static files and early refusals included, the headers of a page without scripts.
 */
function prepareExchange({ hasFixedOrigin, origin, port, proxyDepth }: Settings) {
	const fixed = hasFixedOrigin ? new URL(origin) : null;
	const isHttps = origin.startsWith('https:');
	const headers = Object.entries(securityHeaders({ nonce: null, isHttps }));
	const headersOfPart = Object.entries(partHeaders({ isHttps }));
	return (request: IncomingMessage, response: ServerResponse) => {
		request.headers['x-wspolnie-protocol'] = fixed ? fixed.protocol.slice(0, -1) : 'http';
		request.headers['x-wspolnie-host'] = fixed?.host ?? request.headers.host ?? `localhost:${port}`;
		request.headers['x-wspolnie-address'] = clientAddress(request, proxyDepth);
		const isPart = BUILT_PART.test(request.url ?? '');
		for (const [name, value] of isPart ? headersOfPart : headers) response.setHeader(name, value);
	};
}

/** The address as the outermost trusted proxy saw it. */
function clientAddress(request: IncomingMessage, proxyDepth: number): string {
	const forwarded = proxyDepth > 0 ? [request.headers['x-forwarded-for'] ?? []].flat().join(',') : '';
	const hops = [...forwarded.split(',').map((hop) => hop.trim()), request.socket.remoteAddress ?? ''].filter(Boolean);
	return hops[Math.max(0, hops.length - 1 - proxyDepth)] ?? '';
}
