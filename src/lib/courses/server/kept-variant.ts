import type { Settings } from '#lib/server/settings.ts';
import { VARIANT_PARAMETER, wishOf, type Wish } from '../variant-choice.ts';
import type { Lesson } from '../course.ts';

const YEAR_SECONDS = 365 * 24 * 3600;

/** What is needed of a request; SvelteKit's event has it. */
interface Visit {
	url: URL;
	locals: { app: { settings: Pick<Settings, 'origin'> } };
	cookies: {
		get(name: string): string | undefined;
		set(name: string, value: string, attributes: ReturnType<typeof variantCookie>['attributes']): void;
		delete(name: string, attributes: { path: string }): void;
	};
	setHeaders(headers: Record<string, string>): void;
}

/** Name and attributes of the cookie that remembers the variant in which somebody reads. */
function variantCookie({ origin }: Pick<Settings, 'origin'>) {
	return {
		name: 'wspolnie-wariant',
		attributes: {
			path: '/',
			httpOnly: true,
			secure: origin.startsWith('https:'),
			sameSite: 'lax' as const,
			maxAge: YEAR_SECONDS
		}
	};
}

/** The variant a reader wants of a lesson; a new wish that can be met is kept for the next lessons. */
export function readVariantWish(visit: Visit, lesson: Lesson): Wish {
	const { url, locals, cookies } = visit;
	const { name, attributes } = variantCookie(locals.app.settings);
	const remembered = cookies.get(name);
	const wish = wishOf(url.searchParams.get(VARIANT_PARAMETER), remembered);
	// One address, several texts.
	visit.setHeaders({ vary: 'cookie' });
	if (!wish.isAsked) return wish;
	if (wish.variant === null && remembered !== undefined) cookies.delete(name, attributes);
	else if (wish.variant && wish.variant !== remembered && lesson.variants[wish.variant]) {
		cookies.set(name, wish.variant, attributes);
	}
	return wish;
}
