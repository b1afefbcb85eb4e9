import sanitizeHtml from 'sanitize-html';
import { knownHtmlReader, type ValuePatterns } from './known-html.ts';

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

/**
 * Charts: shapes and words with places and sizes, nothing that could fetch, link, style or run. They pass through the
 * same gate as all other HTML, so what is safe is decided in one place and not by the code that draws.
 */
const SVG_ATTRIBUTES: Record<string, string[]> = {
	svg: ['width', 'height'],
	rect: ['x', 'y', 'width', 'height', 'rx'],
	line: ['x1', 'y1', 'x2', 'y2'],
	circle: ['cx', 'cy', 'r'],
	text: ['x', 'y', 'dx', 'dy']
};
const LENGTH = /^-?\d+(?:\.\d+)?(?:%|rem)?$/;
const SERIES = ['series-1', 'series-2', 'series-3'];
const lengths = (names: string[]) => Object.fromEntries(names.map((name) => [name, LENGTH]));

/** What values our renderer writes. */
const PATTERNS: ValuePatterns = {
	...Object.fromEntries(HEADINGS.map((tag) => [tag, { id: HEADING_ID }])),
	...Object.fromEntries(Object.entries(SVG_ATTRIBUTES).map(([tag, names]) => [tag, lengths(names)])),
	a: { id: REFERENCE_ID, download: /^[a-z0-9-]+\.[a-z]+$/ },
	li: { id: /^przypis-\d+$/ },
	img: { src: PICTURE_ADDRESS },
	ol: { start: /^\d{1,9}$/ },
	video: MEDIA,
	audio: MEDIA,
	track: { src: MEDIA.src, srclang: /^(?:pl|en|uk)$/ }
};

const only = (name: string, ...values: string[]) => ({ name, values });

/** Exactly what our renderer writes. */
const options: sanitizeHtml.IOptions = {
	allowedTags: [
		...[...HEADINGS, 'p', 'ul', 'ol', 'li', 'blockquote', 'aside', 'figure', 'figcaption', 'img', 'details', 'summary'],
		...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'strong', 'em', 'del', 'code', 'pre', 'br', 'hr'],
		...['sup', 'span', 'video', 'audio', 'track', ...Object.keys(SVG_ATTRIBUTES), 'title', 'desc']
	],
	allowedAttributes: {
		...Object.fromEntries(HEADINGS.map((tag) => [tag, ['id']])),
		...SVG_ATTRIBUTES,
		svg: [...SVG_ATTRIBUTES.svg!, only('role', 'img')],
		a: [
			'id',
			'href',
			'title',
			'aria-label',
			'download',
			only('role', 'doc-noteref', 'doc-backlink'),
			only('rel', 'noreferrer')
		],
		li: ['id'],
		img: ['src', 'alt', 'title', 'width', 'height', only('loading', 'lazy'), only('decoding', 'async')],
		ol: ['start'],
		pre: [only('tabindex', '0')],
		div: ['aria-label', only('tabindex', '0'), only('role', 'region', 'group'), only('lang', 'pl', 'en', 'uk')],
		aside: [only('role', 'note')],
		th: [only('scope', 'col')],
		video: ['controls', 'preload', 'src', 'aria-label', 'width', 'height'],
		audio: ['controls', 'preload', 'src', 'aria-label'],
		track: ['src', 'srclang', 'label', 'default', only('kind', 'captions')]
	},
	allowedClasses: {
		a: ['attachment'],
		aside: ['callout', 'callout-note', 'callout-warning', 'callout-exercise', 'callout-example', 'callout-law'],
		p: ['callout-title', 'block-title', 'timeline-date', 'compare-name'],
		figcaption: ['block-title'],
		figure: ['chart', 'chart-of-bars', 'chart-of-lines', 'media'],
		details: ['solution', 'chart-data', 'transcript'],
		div: ['table-box', 'drawing-box', 'block', 'steps-block', 'timeline-block', 'compare-block', 'footnotes'],
		ol: ['steps', 'timeline'],
		ul: ['compare', 'chart-legend'],
		li: ['key-1', 'key-2', 'key-3'],
		rect: SERIES,
		line: ['chart-axis', 'chart-grid', 'series-line', ...SERIES],
		circle: ['series-point', ...SERIES],
		text: ['chart-value', 'to-left', 'to-middle'],
		span: ['callout-kind', 'credit', 'file-facts'],
		sup: ['citation', 'footnote'],
		th: ['align-center', 'align-right'],
		td: ['align-center', 'align-right']
	},
	allowedSchemes: ['http', 'https', 'mailto'],
	allowedSchemesByTag: { img: ['data'] },
	allowProtocolRelative: false,
	transformTags: Object.fromEntries(Object.entries(PATTERNS).map(([tag, patterns]) => [tag, keep(patterns)])),
	disallowedTagsMode: 'escape',
	nestingLimit: 100
};

const readKnownHtml = knownHtmlReader(options, PATTERNS);

/** The whole allow list, by `sanitize-html`. */
export const sanitize = (html: string) => sanitizeHtml(html, options);

/** Lets through only the tags, attributes, classes and addresses of the allow list. */
export const cleanHtml = (html: string) => readKnownHtml(html) ?? sanitize(html);
