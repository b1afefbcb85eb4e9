import type { Confidence } from '../../confidence/confidence.ts';
import type { SavedChange } from '../answer-changes.ts';

export interface Change {
	position: number;
	/** As the server reads it: places in the order shown. */
	value: unknown;
	/** null: the quiz does not ask, or nothing was said. */
	confidence: Confidence | null;
	key: string;
}

export type SendResult =
	/** Each change has its reply. */
	| { kind: 'answered'; saved: SavedChange[] }
	/** Nothing was stored; trying again by itself can help. */
	| { kind: 'retry'; message: string }
	/** The sign-in is over: the person has to act. */
	| { kind: 'signedOut' }
	/** The server will not take it as it is; kept, but only tried again when the person comes back to the page. */
	| { kind: 'refused'; message: string };

const NO_CONNECTION = 'Nie ma połączenia z serwerem. Odpowiedzi czekają w przeglądarce i wyślą się same.';
const NO_ANSWER_MS = 20_000;

/** Sends changes and says what their fate means for the queue. Never throws. */
export async function sendAnswers(address: string, changes: Change[], fetchAnswer = fetch): Promise<SendResult> {
	try {
		const answer = await fetchAnswer(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify({ changes }),
			// Goes on when the page is being closed; browsers allow that for small bodies only.
			keepalive: true,
			redirect: 'error',
			signal: AbortSignal.timeout(NO_ANSWER_MS)
		});
		return await meaningOf(answer);
	} catch {
		return { kind: 'retry', message: NO_CONNECTION };
	}
}

async function meaningOf(answer: Response): Promise<SendResult> {
	if (answer.status === 401) return { kind: 'signedOut' };
	const body = (await answer.json().catch(() => null)) as { saved?: SavedChange[]; message?: string } | null;
	if (answer.ok && Array.isArray(body?.saved)) return { kind: 'answered', saved: body.saved };
	const message = body?.message ?? 'Serwer nie przyjął odpowiedzi.';
	const isHopeless = [400, 403, 404, 413].includes(answer.status);
	return isHopeless ? { kind: 'refused', message } : { kind: 'retry', message };
}
