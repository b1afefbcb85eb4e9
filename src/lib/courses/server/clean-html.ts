import sanitizeHtml from 'sanitize-html';

const keep = (name: string, pattern: RegExp) => (tagName: string, attribs: sanitizeHtml.Attributes) => {
	if (name in attribs && !pattern.test(attribs[name]!)) delete attribs[name];
	return { tagName, attribs };
};
const ownId = keep('id', /^h-[a-z0-9-]+$/);

/** A file of a course, or a picture that is part of a question. */
const PICTURE_ADDRESS =
	/^(?:\/kursy\/[a-z0-9-]+\/pliki\/[a-z0-9./-]+\?v=[0-9a-f]+|data:image\/(?:svg\+xml|png|webp|jpeg|gif);base64,[A-Za-z0-9+/=]+)$/;

/** Exactly what our renderer writes. */
const options: sanitizeHtml.IOptions = {
	allowedTags: [
		...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'blockquote', 'aside', 'figure', 'figcaption', 'img'],
		...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'strong', 'em', 'del', 'code', 'pre', 'br', 'hr']
	],
	allowedAttributes: {
		...Object.fromEntries(['h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, ['id']])),
		a: ['href', { name: 'rel', values: ['noreferrer'] }],
		img: ['src', 'alt', 'width', 'height', { name: 'loading', values: ['lazy'] }, { name: 'decoding', values: ['async'] }],
		ol: ['start'],
		pre: [{ name: 'tabindex', values: ['0'] }],
		div: [{ name: 'tabindex', values: ['0'] }, { name: 'role', values: ['region'] }, 'aria-label'],
		aside: [{ name: 'role', values: ['note'] }],
		th: [{ name: 'scope', values: ['col'] }]
	},
	allowedClasses: {
		aside: ['callout', 'callout-note', 'callout-warning', 'callout-exercise', 'callout-example', 'callout-law'],
		p: ['callout-title'],
		div: ['table-box'],
		th: ['align-center', 'align-right'],
		td: ['align-center', 'align-right']
	},
	allowedSchemes: ['http', 'https', 'mailto'],
	allowedSchemesByTag: { img: ['data'] },
	allowProtocolRelative: false,
	transformTags: {
		...Object.fromEntries(['h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, ownId])),
		img: keep('src', PICTURE_ADDRESS),
		ol: keep('start', /^\d{1,9}$/)
	},
	disallowedTagsMode: 'escape',
	nestingLimit: 100
};

/** Lets through only the tags, attributes, classes and addresses of the allow list. */
export const cleanHtml = (html: string) => sanitizeHtml(html, options);
