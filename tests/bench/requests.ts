import { lessonPath, type Course } from '#lib/courses/course.ts';
import { benchLesson } from './course.ts';
import type { NextRequest } from './load.ts';
import { attemptId, loginOf, PASSWORD, tokenOf } from './seed.ts';

const HOST = 'localhost';
const BROWSER = 'accept: text/html\r\naccept-language: pl\r\nuser-agent: Mozilla/5.0 (X11; Linux) Chromium/156\r\n';

const head = (method: string, path: string, more: string) =>
	`${method} ${path} HTTP/1.1\r\nhost: ${HOST}\r\n${BROWSER}${more}\r\n`;

const signedIn = (learner: number) => `cookie: wspolnie=${tokenOf(learner)}\r\n`;

/** A page nobody is signed in to. */
export function visit(path: string): NextRequest {
	const request = Buffer.from(head('GET', path, ''));
	return () => request;
}

/** A page as somebody signed in gets it, compressed as browsers ask for it. */
export function requestAs(token: string, path: string): NextRequest {
	const request = Buffer.from(head('GET', path, `accept-encoding: gzip\r\ncookie: wspolnie=${token}\r\n`));
	return () => request;
}

/** A page of a learner. */
export const getAs = (learner: number, path: string): Buffer => Buffer.from(head('GET', path, signedIn(learner)));

/** A form of a learner. */
export const submitAs = (learner: number, path: string): Buffer =>
	post(path, 'application/x-www-form-urlencoded', '', signedIn(learner));

/** What a script of ours sends for a learner. */
export const sendAs = (learner: number, path: string, value: unknown): Buffer =>
	post(path, 'application/json', JSON.stringify(value), signedIn(learner));

/** How many of the learners are at work: a large school at the same hour. */
const AT_WORK = 1_000;

/** A lesson, each time for another of those at work, who are spread over all learners. */
export function readLesson(course: Course, slug: string, learners: number): NextRequest {
	const path = lessonPath(course, benchLesson(course, slug));
	return () => Buffer.from(head('GET', path, signedIn(Math.floor((anyOf(AT_WORK) * learners) / AT_WORK))));
}

/**
 * One new change of an answer. A connection is a learner with an own attempt; they are spread over all learners.
 * @param endpoint `podejscia/:id/odpowiedzi` with the learner's attempt in place of `:id`
 */
export function saveAnswer(endpoint: string, learners: number, connections: number): NextRequest {
	const run = Math.random().toString(36).slice(2, 10);
	let count = 0;
	return (connection) => {
		const learner = Math.floor((connection * learners) / connections);
		const change = { position: count % 10, value: count % 4, key: `${run}-${connection}-${count++}` };
		const body = JSON.stringify({ changes: [change] });
		const path = `/api/${endpoint.replace(':id', attemptId(learner))}`;
		return post(path, 'application/json', body, signedIn(learner));
	};
}

/** The sign-in form of one learner after another. */
export function signIn(learners: number): NextRequest {
	let count = 0;
	return () => {
		const body = new URLSearchParams({ login: loginOf(count++ % learners), password: PASSWORD }).toString();
		return post('/logowanie', 'application/x-www-form-urlencoded', body, '');
	};
}

function post(path: string, type: string, body: string, more: string): Buffer {
	const about = `content-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\norigin: http://${HOST}\r\n`;
	return Buffer.from(head('POST', path, about + more) + body);
}

const anyOf = (count: number) => Math.floor(Math.random() * count);
