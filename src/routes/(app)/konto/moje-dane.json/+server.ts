import { requirePerson } from '#lib/accounts/server/require.ts';
import { dayInPoland } from '#lib/format.ts';
import { writeMyData } from '#lib/privacy/server/write-my-data.ts';
import type { RequestHandler } from './$types';

/** For everybody signed in: their own data, in the fields of `MyData`. */
export const GET: RequestHandler = ({ locals }) => {
	const { id: personId } = requirePerson(locals);
	const { db, courses, app } = locals;
	const now = new Date();
	const pieces = writeMyData(db, { personId, courses, origin: app.settings.origin, now });
	return new Response(streamOf(pieces), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="wspolnie-moje-dane-${dayInPoland(now)}.json"`,
			'cache-control': 'no-store'
		}
	});
};

/** Goes on only as fast as it is read. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(controller) {
			const step = await pieces.next();
			if (step.done) controller.close();
			else controller.enqueue(encoder.encode(step.value));
		},
		cancel: () => void pieces.return(undefined)
	});
}
