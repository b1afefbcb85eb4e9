import { mistake, type Problem } from './problems.ts';

const MAX_SIZE = 256 * 1024;
const MAX_NESTING = 20;
const MAX_BLOCK = 16_000;
/** Longest run of one sign that may open something; text has no use for more, and the parser slows down on them. */
const MAX_RUN = 100;
/** Stars and underlines of one block: the parser compares each with all before it. */
const MAX_EMPHASES = 500;

const MARKER = /(?:[-*+]|\d{1,9}[.)])(?=\s)/y;

/** How many quotes and lists this line opens, as an upper bound, in one pass over its beginning. */
function countContainers(line: string): number {
	let depth = 0;
	let indent = 0;
	for (let i = 0; i < line.length;) {
		const char = line[i]!;
		if (char === ' ' || char === '\t') {
			indent += char === '\t' ? 4 : 1;
			i += 1;
			continue;
		}
		MARKER.lastIndex = i;
		if (char !== '>' && !MARKER.test(line)) break;
		depth += 1;
		i = char === '>' ? i + 1 : MARKER.lastIndex;
	}
	return depth === 0 ? 0 : depth + Math.floor(indent / 4);
}

/** What would stall or break the parser, found before it runs. */
export function findLimitProblems(markdown: string, firstLine: number): Problem[] {
	if (markdown.length > MAX_SIZE) return [mistake(firstLine, 'tekst ma ponad 256 KiB; podziel go na kilka lekcji')];
	let blockStart = 0;
	let blockSize = 0;
	let emphases = 0;
	for (const [i, line] of markdown.split('\n').entries()) {
		const at = firstLine + i;
		if (countContainers(line) > MAX_NESTING) {
			return [mistake(at, `więcej niż ${MAX_NESTING} zagnieżdżonych list lub cytatów; zostaw najwyżej kilka poziomów`)];
		}
		if (hasLongRun(line)) return [mistake(at, `ponad ${MAX_RUN} takich samych znaków pod rząd; skróć ten ciąg`)];
		if (line.trim() === '') {
			blockStart = i + 1;
			blockSize = 0;
			emphases = 0;
		} else blockSize += line.length + 1;
		if (blockSize > MAX_BLOCK) {
			return [mistake(firstLine + blockStart, 'akapit ma ponad 16 tysięcy znaków; podziel go pustymi wierszami')];
		}
		emphases += line.match(/\*+|_+/g)?.length ?? 0;
		if (emphases > MAX_EMPHASES) {
			const message = `akapit ma ponad ${MAX_EMPHASES} gwiazdek i podkreśleń; podziel go pustymi wierszami`;
			return [mistake(firstLine + blockStart, message)];
		}
	}
	return [];
}

const LONG_RUN = new RegExp(String.raw`([^\p{L}\d\s|-])\1{${MAX_RUN}}`, 'u');

const hasLongRun = (line: string): boolean => line.length > MAX_RUN && mayHoldRun(line) && LONG_RUN.test(line);

/** Whether the line repeats itself for long, which spares nearly every line the slow pattern. A sign may take two units. */
function mayHoldRun(line: string): boolean {
	let run = 0;
	for (let i = 2; i < line.length; i += 1) {
		run = line.charCodeAt(i) === line.charCodeAt(i - 2) ? run + 1 : 0;
		if (run >= MAX_RUN - 2) return true;
	}
	return false;
}
