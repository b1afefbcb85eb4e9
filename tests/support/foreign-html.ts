import sanitizeHtml from 'sanitize-html';
import type { MarkdownContext } from '#lib/courses/server/markdown-context.ts';
import type { CompanionFile } from '#lib/courses/server/markdown-tokens.ts';
import { sampleContext } from './markdown.ts';

const kinds = { 'kola.svg': 'picture', 'karta.pdf': 'attachment', 'film.mp4': 'film', 'rozmowa.mp3': 'sound' } as const;
const addressOf = (name: string) => `/kursy/a/pliki/b/c/${name}?v=0123456789`;
export const findFile = (name: string): CompanionFile | undefined =>
	name in kinds
		? {
				...{ kind: kinds[name as keyof typeof kinds], name, src: addressOf(name), width: 3, height: 1, bytes: 10 },
				...{ captions: addressOf('film.vtt'), transcript: '<p>Zapis</p>' }
			}
		: undefined;

/** A page with one source, one lesson to link to and one file of each kind. */
export const page: MarkdownContext = sampleContext({
	findFile,
	sources: ['a'],
	lessons: new Map([['a', '/kursy/a/b/a']])
});

const tags =
	'h2 h3 h4 h5 h6 p ul ol li blockquote aside figure figcaption img div table thead tbody tr th td a strong em del code pre br hr ' +
	'details summary sup span video audio track svg title desc rect line circle text';
const attributes =
	'id href rel src alt width height loading decoding start tabindex role aria-label scope class title download lang ' +
	'controls preload kind srclang label default';
const places = 'x y x1 y1 x2 y2 dx dy cx cy r rx';
const ids = /^(?:h-[a-z0-9-]+|przypisy|przypis-\d+|odsylacz-\d+(?:-\d+)?)$/;

/** Reads HTML as a browser would and names whatever does not belong in a lesson. */
export function findForeign(html: string): string[] {
	const foreign: string[] = [];
	sanitizeHtml(html, {
		allowedTags: false,
		allowedAttributes: false,
		allowVulnerableTags: true,
		onOpenTag(tag, attribs) {
			if (!tags.split(' ').includes(tag)) foreign.push(`<${tag}>`);
			for (const [name, value] of Object.entries(attribs)) {
				if (places.split(' ').includes(name) && /^-?[\d.]+(?:%|rem)?$/.test(value)) continue;
				if (!attributes.split(' ').includes(name)) foreign.push(name);
				if (name === 'href' && !/^(?:https?:\/\/|mailto:|#[\w-]+$|\/(?![/\\]))/.test(value))
					foreign.push(`href=${value}`);
				if (name === 'src' && ![...Object.keys(kinds), 'film.vtt'].some((file) => value === addressOf(file)))
					foreign.push(`src=${value}`);
				if (name === 'id' && !ids.test(value)) foreign.push(`id=${value}`);
			}
		}
	});
	return foreign;
}
