import { unsent } from '#lib/ui/unsent.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'x-robots-tag': 'noindex' });
	const page = Number(url.searchParams.get('strona'));
	const answer = await locals.app.search.search(url.searchParams.get('q') ?? '', Number.isInteger(page) ? page : 1);
	return { view: unsent(answer) };
};
