import PDFDocument from 'pdfkit';
import {
	drawMark,
	GREEN,
	HONEY,
	INK,
	LINE,
	MUTED,
	registerFaces,
	decorate,
	type Face,
	type Pdf
} from '#lib/certificates/server/pdf-drawing.ts';
import { formatDay } from '#lib/format.ts';
import { columnText, type Bar, gainBars, rangeBars, reportColumns, reportFacts, reportNotes } from '../report-words.ts';
import type { ReportContent } from '../report.ts';

export interface PrintableReport {
	id: string;
	createdAt: string;
	content: ReportContent;
}

const LEFT = 50;
const WIDTH = 595.28 - 2 * LEFT;
const TOP = 56;
const BOTTOM = 841.89 - 56;
const PADDING = 5;

/**
 * Draws a report as a tagged PDF on A4 pages; the heads of the list of people are repeated on each. Everything comes from
 * the snapshot: the same report gives the same bytes.
 */
export async function drawReport({ id, createdAt, content }: PrintableReport): Promise<Buffer> {
	const title = `Raport z kursu ${content.course.title}`;
	const doc = new PDFDocument({
		size: 'A4',
		margins: { top: 0, bottom: 0, left: LEFT, right: LEFT },
		tagged: true,
		lang: 'pl',
		displayTitle: true,
		pdfVersion: '1.7',
		subset: 'PDF/UA' as never,
		font: '',
		info: {
			Title: plain(`${title} – ${content.group}`),
			Author: plain(content.organization),
			Creator: 'Wspólnie',
			Producer: 'Wspólnie',
			CreationDate: new Date(createdAt)
		}
	});
	const chunks: Buffer[] = [];
	const ended = new Promise((resolve, reject) => doc.on('end', resolve).on('error', reject));
	doc.on('data', (chunk: Buffer) => chunks.push(chunk));
	registerFaces(doc);

	const paper = new Paper(doc, `Raport ${id}`);
	paper.begin();
	paper.text(title, { face: 'heading', size: 20, color: GREEN, tag: 'H1' });
	paper.text(`${content.group}, ${content.organization}`, { size: 12 });
	paper.text(`Stan na ${formatDay(content.madeOn)}. Operator: ${content.operator}.`, { color: MUTED });
	paper.text(`Wydanie kursu: ${content.course.revision.slice(0, 12)}`, { color: MUTED });
	paper.text('Liczby', { face: 'heading', size: 14, tag: 'H2', before: 14 });
	paper.table(
		[0.6, 0.4],
		['Co', 'Ile'],
		reportFacts(content).map(({ label, value }) => [label, value])
	);
	drawBars(paper, 'Przed nauką i po niej', ['Wynik', 'Średnia', 'Wykres'], gainBars(content));
	drawBars(paper, 'Wyniki sprawdzianu', ['Przedział', 'Osób', 'Wykres'], rangeBars(content));
	if (content.rows.length > 0) {
		const columns = reportColumns(content);
		paper.text('Osoby', { face: 'heading', size: 14, tag: 'H2', before: 14 });
		paper.table(
			columns.map(({ share }) => share),
			columns.map((column) => column.title),
			content.rows.map((row) => columns.map((column) => columnText(column, row)))
		);
	}
	paper.text('Jak czytać raport', { face: 'heading', size: 14, tag: 'H2', before: 14 });
	for (const note of reportNotes(content)) paper.text(note, { size: 9.5 });
	paper.end();
	doc.end();
	await ended;
	return Buffer.concat(chunks);
}

/** The library writes these into XML as they are. */
const plain = (text: string) => text.replace(/[<>&]/g, ' ');

function drawBars(paper: Paper, title: string, head: string[], bars: Bar[]): void {
	if (bars.length === 0) return;
	paper.text(title, { face: 'heading', size: 14, tag: 'H2', before: 14 });
	paper.table(
		[0.2, 0.2, 0.6],
		head,
		bars.map(({ label, text }) => [label, text, '']),
		(row, x, y, width) => paper.doc.rect(x, y + 2, width * (bars[row]?.share ?? 0), 9).fill(HONEY)
	);
}

interface TextStyle {
	face?: Face;
	size?: number;
	color?: string;
	tag?: string;
	/** Room above, in points. */
	before?: number;
}

/** Text and tables one below the other, on as many pages as they need, each piece in its place in the structure. */
class Paper {
	readonly doc: Pdf;
	readonly #root: PDFKit.PDFStructureElement;
	readonly #foot: string;
	#y = TOP;
	#page = 1;

	constructor(doc: Pdf, foot: string) {
		this.doc = doc;
		this.#foot = foot;
		this.#root = doc.struct('Document');
		doc.addStructure(this.#root);
	}

	/** Head and foot of the page that is open. */
	begin(): void {
		const { doc } = this;
		decorate(doc, () => {
			drawMark(doc, LEFT, 22, 20);
			doc
				.font('heading')
				.fontSize(11)
				.fillColor(INK)
				.text('Wspólnie', LEFT + 27, 24, { lineBreak: false });
			doc.font('text').fontSize(8).fillColor(MUTED);
			doc.text(`${this.#foot}, strona ${this.#page}`, LEFT, BOTTOM + 18, {
				width: WIDTH,
				align: 'right',
				lineBreak: false
			});
		});
		this.#y = TOP;
	}

	text(text: string, style: TextStyle = {}): void {
		const { face = 'text', size = 10.5, color = INK, tag = 'P', before = 3 } = style;
		const { doc } = this;
		doc.font(face).fontSize(size);
		const height = doc.heightOfString(text, { width: WIDTH });
		this.#makeRoom(height + before + (tag === 'H2' ? 40 : 0));
		this.#y += before;
		this.#root.add(
			doc.struct(tag, {}, [
				() => {
					doc.font(face).fontSize(size).fillColor(color).text(text, LEFT, this.#y, { width: WIDTH });
				}
			])
		);
		this.#y += height;
	}

	/**
	 * @param shares how the width is shared
	 * @param draw draws into the last column of a row what its text says already
	 */
	table(
		shares: number[],
		head: string[],
		rows: string[][],
		draw?: (row: number, x: number, y: number, width: number) => void
	): void {
		const { doc } = this;
		const total = shares.reduce((sum, share) => sum + share, 0);
		const widths = shares.map((share) => (share / total) * WIDTH);
		const table = doc.struct('Table');
		this.#root.add(table);
		this.#y += 4;
		this.#row(table, 'TH', widths, head);
		for (const [number, cells] of rows.entries()) {
			if (this.#y + this.#heightOf(cells, widths, 'text') > BOTTOM) {
				this.#turn();
				decorate(doc, () => this.#drawCells(widths, head, 'strong'));
			}
			const top = this.#y;
			this.#row(table, 'TD', widths, cells);
			const x = LEFT + WIDTH - (widths.at(-1) ?? 0) + PADDING;
			if (draw) decorate(doc, () => draw(number, x, top + PADDING / 2, (widths.at(-1) ?? 0) - 2 * PADDING));
		}
		table.end();
	}

	end(): void {
		this.#root.end();
	}

	#row(table: PDFKit.PDFStructureElement, tag: 'TH' | 'TD', widths: number[], cells: string[]): void {
		const { doc } = this;
		const face = tag === 'TH' ? 'strong' : 'text';
		const height = this.#heightOf(cells, widths, face);
		this.#makeRoom(height);
		const row = doc.struct('TR');
		table.add(row);
		let x = LEFT;
		for (const [i, text] of cells.entries()) {
			const width = widths[i] ?? 0;
			const [left, y] = [x, this.#y];
			const options = tag === 'TH' ? { ...{ scope: 'Column' } } : {};
			row.add(doc.struct(tag, options, [() => void this.#drawText(text, face, left, y, width)]));
			x += width;
		}
		row.end();
		this.#y += height;
		this.#rule();
	}

	#drawCells(widths: number[], cells: string[], face: Face): void {
		let x = LEFT;
		for (const [i, text] of cells.entries()) {
			this.#drawText(text, face, x, this.#y, widths[i] ?? 0);
			x += widths[i] ?? 0;
		}
		this.#y += this.#heightOf(cells, widths, face);
	}

	#drawText(text: string, face: Face, x: number, y: number, width: number): void {
		this.doc.font(face).fontSize(9.5).fillColor(INK);
		this.doc.text(text, x + PADDING, y + PADDING / 2, { width: width - 2 * PADDING });
	}

	#rule(): void {
		decorate(this.doc, () => this.doc.rect(LEFT, this.#y, WIDTH, 0.5).fill(LINE));
	}

	#heightOf(cells: string[], widths: number[], face: Face): number {
		this.doc.font(face).fontSize(9.5);
		const heights = cells.map((text, i) =>
			this.doc.heightOfString(text || ' ', { width: (widths[i] ?? 0) - 2 * PADDING })
		);
		return Math.max(...heights) + PADDING;
	}

	#makeRoom(height: number): void {
		if (this.#y + height > BOTTOM) this.#turn();
	}

	#turn(): void {
		this.doc.addPage();
		this.#page++;
		this.begin();
	}
}
