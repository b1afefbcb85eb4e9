import { notFound } from '#lib/errors.ts';
import { formatInstant } from '#lib/format.ts';
import { hasMailbox, listKeptMail } from '#lib/server/mail.ts';
import type { PageServerLoad } from './$types';

/** For everyone, in development and in the demonstration; elsewhere this page does not exist. */
export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	const { settings } = locals.app;
	if (!hasMailbox(settings)) throw notFound('strona');
	setHeaders({ 'cache-control': 'no-store' });
	const mails = await listKeptMail(locals.db);
	return {
		mails: mails.map(({ id, createdAt, to, subject, text }) => ({
			id,
			to,
			subject,
			sentAt: formatInstant(createdAt),
			parts: splitLinks(text, settings.origin)
		}))
	};
};

/** The text with links to our own pages apart, so that they can be followed. */
function splitLinks(text: string, origin: string): { text: string; path: string | null }[] {
	return text.split(/(https?:\/\/\S+)/).map((part) => {
		const isOurs = part.startsWith(`${origin}/`);
		return { text: part, path: isOurs ? part.slice(origin.length) : null };
	});
}
