import { hash } from 'node:crypto';
import { countUse, FORM_RULE, networkOf } from '#lib/accounts/server/throttle.ts';
import { notFound } from '#lib/errors.ts';
import { writeCalendar } from '#lib/notifications/calendar/calendar.ts';
import { listCalendarDays } from '#lib/notifications/server/calendar-days.ts';
import { findFeedOwner } from '#lib/notifications/server/calendar-feeds.ts';
import type { RequestHandler } from './$types';

/** For whoever has the address: the days of its owner's groups, for a calendar program. */
export const GET: RequestHandler = async ({ locals, params, request, getClientAddress }) => {
	const owner = await findFeedOwner(locals.db, params.token);
	if (!owner) {
		await countUse(locals.db, `calendar:${networkOf(getClientAddress())}`, FORM_RULE);
		throw notFound('kalendarz');
	}
	const { courses, app } = locals;
	const asked = { courses, origin: app.settings.origin, now: new Date() };
	const calendar = writeCalendar(await listCalendarDays(locals.db, owner.id, asked));
	const etag = `"${hash('sha256', calendar, 'base64url')}"`;
	const headers = { etag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' };
	const known = request.headers.get('if-none-match')?.split(',') ?? [];
	if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers });
	return new Response(calendar, {
		headers: {
			...headers,
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'inline; filename="wspolnie.ics"'
		}
	});
};
