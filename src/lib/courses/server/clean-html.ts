import sanitizeHtml from 'sanitize-html';

type Patterns = Record<string, RegExp>;

/** Drops attributes whose value is not exactly what our renderer writes. */
const keep = (patterns: Patterns) => (tagName: string, attribs: sanitizeHtml.Attributes) => {
	for (const [name, pattern] of Object.entries(patterns)) {
		if (name in attribs && !pattern.test(attribs[name]!)) delete attribs[name];
	}
	return { tagName, attribs };
};

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'];
const HEADING_ID = /^(?:h-[a-z0-9-]+|przypisy)$/;
const REFERENCE_ID = /^odsylacz-\d+(?:-\d+)?$/;
const WHOLE = /^\d{1,5}$/;

/** A file of a course. */
const FILE_ADDRESS = String.raw`\/kursy\/[a-z0-9-]+\/pliki\/[a-z0-9./-]+\?v=[0-9a-f]+`;
/** The same, or a picture that is part of a question. */
const PICTURE_ADDRESS = new RegExp(
	`^(?:${FILE_ADDRESS}|data:image/(?:svg\\+xml|png|webp|jpeg|gif);base64,[A-Za-z0-9+/=]+)$`
);
const MEDIA = { src: new RegExp(`^${FILE_ADDRESS}$`), preload: /^none$/, width: WHOLE, height: WHOLE };

/** Exactly what our renderer writes. */
const options: sanitizeHtml.IOptions = {
	allowedTags: [
		...[...HEADINGS, 'p', 'ul', 'ol', 'li', 'blockquote', 'aside', 'figure', 'figcaption', 'img', 'details', 'summary'],
		...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'strong', 'em', 'del', 'code', 'pre', 'br', 'hr', 'sup'],
		...['span', 'video', 'audio', 'track']
	],
	allowedAttributes: {
		...Object.fromEntries(HEADINGS.map((tag) => [tag, ['id']])),
		a: ['id', 'href', 'aria-label', { name: 'rel', values: ['noreferrer'] }, { name: 'download', values: [''] }],
		li: ['id'],
		img: ['src', 'alt', 'width', 'height', { name: 'loading', values: ['lazy'] }, { name: 'decoding', values: ['async'] }],
		ol: ['start'],
		pre: [{ name: 'tabindex', values: ['0'] }],
		div: [{ name: 'tabindex', values: ['0'] }, { name: 'role', values: ['region'] }, 'aria-label'],
		aside: [{ name: 'role', values: ['note'] }],
		th: [{ name: 'scope', values: ['col'] }],
		video: ['controls', 'preload', 'src', 'aria-label', 'width', 'height'],
		audio: ['controls', 'preload', 'src', 'aria-label'],
		track: [{ name: 'kind', values: ['captions'] }, 'src', 'srclang', 'label', 'default']
	},
	allowedClasses: {
		a: ['attachment'],
		aside: ['callout', 'callout-note', 'callout-warning', 'callout-exercise', 'callout-example', 'callout-law'],
		p: ['callout-title', 'block-title', 'timeline-date', 'compare-name'],
		figcaption: ['block-title'],
		figure: ['chart', 'media'],
		details: ['solution', 'chart-data', 'transcript'],
		div: ['table-box', 'block', 'steps-block', 'timeline-block', 'compare-block', 'footnotes'],
		ol: ['steps', 'timeline'],
		ul: ['compare'],
		span: ['callout-kind', 'credit', 'file-facts'],
		sup: ['citation', 'footnote'],
		th: ['align-center', 'align-right'],
		td: ['align-center', 'align-right']
	},
	allowedSchemes: ['http', 'https', 'mailto'],
	allowedSchemesByTag: { img: ['data'] },
	allowProtocolRelative: false,
	transformTags: {
		...Object.fromEntries(HEADINGS.map((tag) => [tag, keep({ id: HEADING_ID })])),
		a: keep({ id: REFERENCE_ID }),
		li: keep({ id: /^przypis-\d+$/ }),
		img: keep({ src: PICTURE_ADDRESS }),
		ol: keep({ start: /^\d{1,9}$/ }),
		video: keep(MEDIA),
		audio: keep(MEDIA),
		track: keep({ src: MEDIA.src, srclang: /^(?:pl|en|uk)$/ })
	},
	disallowedTagsMode: 'escape',
	nestingLimit: 100
};

/** Lets through only the tags, attributes, classes and addresses of the allow list. */
export const cleanHtml = (html: string) => sanitizeHtml(html, options);
