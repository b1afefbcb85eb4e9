import PDFDocument from 'pdfkit';
import { hoursInWords } from '#lib/courses/in-words.ts';
import { formatDay } from '#lib/format.ts';
import type { CertificateContent } from '../certificate.ts';
import { groupCode } from '../verification-code.ts';
import {
	balancedWidth,
	decorate,
	drawMark,
	drawQr,
	fitSize,
	GREEN,
	HONEY,
	INK,
	LINE,
	MUTED,
	openLogo,
	registerFaces,
	tieShortWords,
	type Face,
	type Pdf
} from './pdf-drawing.ts';
import { blankSeal } from './seal.ts';

/** What the paper is drawn from: a row of the register and the public address. */
export interface PrintableCertificate {
	number: string;
	verificationCode: string;
	issuedAt: string;
	expiresOn: string | null;
	content: CertificateContent;
	/** The file of the organization's logo, PNG or JPEG; see `withLogos`. */
	logo?: Uint8Array | null;
}

const LEFT = 62;
const WIDTH = 595.28 - 2 * LEFT;
const FOOT_TOP = 640;

/**
 * Draws the certificate as one A4 page, tagged for screen readers, with a blank seal. Nothing in it comes from the clock
 * or from chance: the same row gives the same bytes.
 */
export async function drawCertificate(certificate: PrintableCertificate, origin: string): Promise<Buffer> {
	const { content, number } = certificate;
	const doc = openDocument({
		title: `${content.title} nr ${number}`,
		author: content.issuer,
		createdAt: certificate.issuedAt,
		seal: blankSeal(certificate.verificationCode)
	});
	const bytes = collect(doc);
	doc.addPage();
	const root = doc.struct('Document');
	doc.addStructure(root);
	drawPage(doc, root, certificate, origin);
	doc.end();
	return bytes;
}

/** A tagged document without a page; nothing in it comes from the clock. */
export function openDocument(about: { title: string; author: string; createdAt: string; seal?: string }): Pdf {
	const doc = new PDFDocument({
		size: 'A4',
		margins: { top: 0, bottom: 0, left: LEFT, right: LEFT },
		autoFirstPage: false,
		tagged: true,
		lang: 'pl',
		displayTitle: true,
		pdfVersion: '1.7',
		subset: 'PDF/UA' as never,
		font: '',
		info: {
			Title: metadataText(about.title),
			Author: metadataText(about.author),
			Creator: 'Wspólnie',
			Producer: 'Wspólnie',
			CreationDate: new Date(about.createdAt),
			...(about.seal !== undefined && { WspolnieSeal: about.seal })
		}
	});
	registerFaces(doc);
	return doc;
}

/** Draws a certificate on the page that is open, as one part of the structure, which it ends. */
export function drawPage(
	doc: Pdf,
	part: PDFKit.PDFStructureElement,
	certificate: PrintableCertificate,
	origin: string
): void {
	const page = new Page(doc, part);
	drawBackground(doc);
	drawHead(page, certificate.number);
	const head = drawOrganization(page, certificate);
	const top = drawStatement(page, certificate.content, head);
	drawOutcomes(page, certificate.content.outcomes, top);
	drawFoot(page, certificate, origin);
	page.end();
}

/** The library writes these into XML as they are. */
const metadataText = (text: string) => text.replace(/[<>&]/g, ' ');

function collect(doc: Pdf): Promise<Buffer> {
	const chunks: Buffer[] = [];
	return new Promise((resolve, reject) => {
		doc.on('data', (chunk: Buffer) => chunks.push(chunk));
		doc.on('end', () => resolve(Buffer.concat(chunks)));
		doc.on('error', reject);
	});
}

interface TextStyle {
	face?: Face;
	size?: number;
	color?: string;
	x?: number;
	width?: number;
	lineGap?: number;
	align?: 'left' | 'right';
	tag?: string;
}

/** Text pieces in reading order, each with its place in the structure. */
class Page {
	readonly doc: Pdf;
	readonly #root: PDFKit.PDFStructureElement;

	constructor(doc: Pdf, root: PDFKit.PDFStructureElement) {
		this.doc = doc;
		this.#root = root;
	}

	/** @returns where the text ends */
	text(text: string, y: number, style: TextStyle = {}, parent = this.#root): number {
		const { face = 'text', size = 10.5, color = INK, x = LEFT, width = WIDTH, lineGap = 0, align = 'left' } = style;
		parent.add(
			this.doc.struct(style.tag ?? 'P', {}, [
				() => {
					this.doc.font(face).fontSize(size).fillColor(color);
					this.doc.text(text, x, y, { width, lineGap, align });
				}
			])
		);
		return this.doc.y;
	}

	/** A text as large as its tries allow, its lines about equally long. */
	heading(text: string, y: number, tries: readonly { size: number; lines: number }[], style: TextStyle = {}): number {
		const tied = tieShortWords(text);
		const size = fitSize(this.doc, tied, { face: 'heading', width: WIDTH }, tries);
		const width = balancedWidth(this.doc, tied, { face: 'heading', size, width: WIDTH });
		return this.text(tied, y, { face: 'heading', size, width, ...style });
	}

	/** A small label over its value: one paragraph to the ear. */
	fact(label: string, value: string, x: number, y: number, width: number): void {
		this.#root.add(
			this.doc.struct('P', {}, [
				() => {
					this.doc.font('text').fontSize(9).fillColor(MUTED).text(`${label}:\u00a0`, x, y, { width });
					this.doc
						.font('strong')
						.fontSize(11)
						.fillColor(INK)
						.text(value, x, y + 13, { width });
				}
			])
		);
	}

	figure(alt: string, bbox: [number, number, number, number], draw: () => void): void {
		this.#root.add(this.doc.struct('Figure', { alt, ...{ bbox } }, [draw]));
	}

	list(draw: (list: PDFKit.PDFStructureElement) => void): void {
		const list = this.doc.struct('L');
		this.#root.add(list);
		draw(list);
		list.end();
	}

	end(): void {
		this.#root.end();
	}
}

function drawBackground(doc: Pdf): void {
	decorate(doc, () => {
		drawMark(doc, 400, -120, 330, 0.06);
		doc.rect(0, 0, 595.28, 6).fill(GREEN);
		doc.rect(0, 6, 595.28, 1.5).fill(HONEY);
	});
}

function drawHead(page: Page, number: string): void {
	const { doc } = page;
	page.figure('Znak Wspólnie: trzy koła, które się łączą', [LEFT, 48, LEFT + 34, 82], () => {
		drawMark(doc, LEFT, 48, 34);
		doc.circle(LEFT + 17, 48 + 15, 2.6).fill('#fffdf8');
	});
	page.text('Wspólnie', 53, { face: 'heading', size: 17, x: LEFT + 44, width: 200 });
	page.text(`Nr ${number}`, 58, { size: 10.5, color: MUTED, x: LEFT + WIDTH - 200, width: 200, align: 'right' });
}

const HEAD_END = 118;
const LOGO = { top: 98, width: 130, height: 36 };
const ORGANIZATION_TRIES = [
	{ size: 12, lines: 1 },
	{ size: 11, lines: 2 },
	{ size: 9, lines: 3 }
];

/** Where it was learned: logo and name side by side. @returns where the title begins */
function drawOrganization(page: Page, { content, logo }: PrintableCertificate): number {
	const { doc } = page;
	if (!content.organization) return HEAD_END;
	const name = tieShortWords(content.organization.name);
	let x = LEFT;
	if (logo) {
		const picture = openLogo(doc, logo);
		const scale = Math.min(LOGO.width / picture.width, LOGO.height / picture.height);
		const [width, height] = [picture.width * scale, picture.height * scale];
		const y = LOGO.top + (LOGO.height - height) / 2;
		page.figure(`Logo: ${content.organization.name}`, [x, y, x + width, y + height], () => {
			doc.image(picture, x, y, { width, height });
		});
		x += width + 12;
	}
	const width = LEFT + WIDTH - x;
	const size = fitSize(doc, name, { face: 'strong', width }, ORGANIZATION_TRIES);
	doc.font('strong').fontSize(size);
	const height = doc.heightOfString(name, { width });
	page.text(name, LOGO.top + (LOGO.height - height) / 2, { face: 'strong', size, x, width });
	return HEAD_END + 40;
}

const TITLE_TRIES = [
	{ size: 34, lines: 1 },
	{ size: 28, lines: 2 },
	{ size: 22, lines: 2 },
	{ size: 18, lines: 4 }
];
const HOLDER_TRIES = [
	{ size: 30, lines: 1 },
	{ size: 25, lines: 1 },
	{ size: 21, lines: 2 },
	{ size: 17, lines: 2 },
	{ size: 13, lines: 3 }
];
const COURSE_TRIES = [
	{ size: 20, lines: 2 },
	{ size: 17, lines: 2 },
	{ size: 14, lines: 4 }
];

/** Title, holder, course and the facts under them. */
function drawStatement(page: Page, content: CertificateContent, head: number): number {
	const { doc } = page;
	let y = page.heading(content.title, head, TITLE_TRIES, { color: GREEN, tag: 'H1' });
	const ruleTop = y + 6;
	decorate(doc, () => doc.rect(LEFT, ruleTop, 64, 2.5).fill(HONEY));

	y = page.text('otrzymuje', y + 30, { size: 12, color: MUTED });
	y = page.heading(content.holder, y + 2, HOLDER_TRIES);
	y = page.text('za ukończenie kursu', y + 14, { size: 12, color: MUTED });
	y = page.heading(content.courseTitle, y + 2, COURSE_TRIES);
	return drawFacts(page, content, y + 20);
}

function drawFacts(page: Page, content: CertificateContent, y: number): number {
	const facts: [label: string, value: string][] = [['Wymiar', hoursInWords(content.hours)]];
	if (content.resultPercent !== null) facts.push(['Wynik sprawdzianu', `${content.resultPercent}%`]);
	facts.push(['Ukończono', formatDay(content.completedOn)]);
	const directions = content.directions.length > 1 ? 'Kierunki strategii' : 'Kierunek strategii';
	if (content.directions.length > 0) facts.push([directions, content.directions.join(', ')]);
	const width = WIDTH / facts.length;
	facts.forEach(([label, value], i) => page.fact(label, value, LEFT + i * width, y, width - 12));
	return y + 48;
}

const OUTCOME_TRIES = [
	{ size: 12, columns: 1 },
	{ size: 11, columns: 1 },
	{ size: 10.5, columns: 1 },
	{ size: 10, columns: 1 },
	{ size: 9.5, columns: 1 },
	{ size: 9, columns: 2 },
	{ size: 8.5, columns: 2 },
	{ size: 8, columns: 2 },
	{ size: 7.5, columns: 2 },
	{ size: 7, columns: 2 },
	{ size: 6.5, columns: 2 },
	{ size: 6, columns: 2 }
];
const BULLET = 14;
const GUTTER = 20;

/** The outcomes as a list, as large as the room above the foot allows. */
function drawOutcomes(page: Page, outcomes: string[], top: number): void {
	if (outcomes.length === 0) return;
	const { doc } = page;
	const listTop = page.text('Efekty uczenia się: po tym kursie…', top, { face: 'strong', size: 11, tag: 'H2' }) + 5;
	const items = outcomes.map(tieShortWords);
	const plans = OUTCOME_TRIES.map(({ size, columns }) => planOutcomes(doc, items, size, columns));
	const plan = plans.find(({ height }) => height <= FOOT_TOP - 14 - listTop) ?? plans.at(-1);
	if (!plan) return;

	page.list((list) => {
		for (const { text, x, y } of plan.items) {
			decorate(doc, () => doc.circle(x + 3, listTop + y + plan.size * 0.68, 2).fill(HONEY));
			const item = doc.struct('LI');
			list.add(item);
			page.text(text, listTop + y, { size: plan.size, x: x + BULLET, width: plan.width, tag: 'LBody' }, item);
			item.end();
		}
	});
}

function planOutcomes(doc: Pdf, texts: string[], size: number, columns: number) {
	const columnWidth = (WIDTH - GUTTER * (columns - 1)) / columns;
	const width = columnWidth - BULLET;
	doc.font('text').fontSize(size);
	const perColumn = Math.ceil(texts.length / columns);
	const ends = Array.from({ length: columns }, () => 0);
	const items = texts.map((text, i) => {
		const column = Math.floor(i / perColumn);
		const y = ends[column] ?? 0;
		ends[column] = y + doc.heightOfString(text, { width }) + size * 0.45;
		return { text, x: LEFT + column * (columnWidth + GUTTER), y };
	});
	return { size, width, items, height: Math.max(...ends) };
}

/** Who issued it, until when it holds, and how anyone can check it. */
function drawFoot(page: Page, certificate: PrintableCertificate, origin: string): void {
	const { doc } = page;
	const { content, expiresOn, verificationCode } = certificate;
	decorate(doc, () => doc.rect(LEFT, FOOT_TOP, WIDTH, 0.75).fill(LINE));

	const width = WIDTH / 3;
	const validity = expiresOn === null ? 'bezterminowo' : `do ${formatDay(expiresOn)}`;
	page.fact('Wydano', formatDay(content.issuedOn), LEFT, FOOT_TOP + 14, width - 12);
	page.fact('Ważne', validity, LEFT + width, FOOT_TOP + 14, width - 12);
	page.fact('Stan prawny treści', formatDay(content.lawAsOf), LEFT + 2 * width, FOOT_TOP + 14, width - 12);
	const issuer = tieShortWords(content.issuer);
	const issuerLine =
		content.replaces === null ? `Wydaje: ${issuer}` : `Wydaje: ${issuer}. Zastępuje nr ${content.replaces}.`;
	const issuerSize = fitSize(doc, issuerLine, { face: 'text', width: WIDTH }, [
		{ size: 11, lines: 1 },
		{ size: 9.5, lines: 2 },
		{ size: 8, lines: 3 }
	]);
	page.text(issuerLine, FOOT_TOP + 54, { size: issuerSize });

	const qr = 84;
	const qrTop = FOOT_TOP + 88;
	const address = `${origin}/zaswiadczenia/${verificationCode}`;
	const alt = 'Kod QR prowadzący do strony sprawdzenia tego zaświadczenia';
	page.figure(alt, [LEFT, qrTop, LEFT + qr, qrTop + qr], () => drawQr(doc, address, LEFT, qrTop, qr));

	const beside = { x: LEFT + qr + 20, width: WIDTH - qr - 20 };
	let y = page.text('Sprawdź to zaświadczenie', qrTop - 3, { ...beside, face: 'strong', size: 11, tag: 'H2' });
	const how = `Zeskanuj kod QR albo wejdź na stronę ${origin}/zaswiadczenia i\u00a0wpisz kod:`;
	y = page.text(how, y + 1, { ...beside, size: 9.5 });
	y = page.text(groupCode(verificationCode), y + 3, { ...beside, face: 'strong', size: 12.5, color: GREEN });
	page.text(
		'O ważności rozstrzyga rejestr. Plik PDF ma pieczęć elektroniczną: na stronie sprawdzenia można go wskazać i\u00a0zobaczyć, czy nikt go nie zmienił.',
		y + 4,
		{ ...beside, size: 8.5, color: MUTED }
	);
}
