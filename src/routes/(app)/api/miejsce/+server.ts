import { requirePerson } from '#lib/accounts/server/require.ts';
import { readPlaceForm } from '#lib/progress/server/place-form.ts';
import { saveReadingPlace } from '#lib/progress/server/reading-place.ts';
import type { RequestHandler } from './$types';

/** Remembers where one stopped reading; sent by the page that is being left, so nobody waits for the answer. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { id: personId } = requirePerson(locals);
	const place = await readPlaceForm(request, locals.courses);
	await saveReadingPlace(locals.db, { personId, ...place }, new Date());
	return new Response(null, { status: 204 });
};
