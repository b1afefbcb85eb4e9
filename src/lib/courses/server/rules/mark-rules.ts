import { isCitation } from '../blocks/citations.ts';
import { isFootnote, isReference, MAX_REFERENCES } from '../blocks/footnotes.ts';
import { lineOf, noteOf, plainText } from '../markdown-tokens.ts';
import { findNearestWord } from '../nearest-word.ts';
import { mistake, type Problem } from '../problems.ts';
import type { DocumentRule } from './document-rules.ts';

/** Questions and transcripts have no list of sources and no notes under them. */
const marksHaveLists: DocumentRule = ({ all, context: { kind } }) => {
	if (kind === 'page') return [];
	const where = kind === 'quiz' ? 'quiz' : 'zapis nagrania';
	return all
		.filter((token) => isCitation(token) || isReference(token) || isFootnote(token))
		.map((token) =>
			mistake(
				lineOf(token),
				`${where} nie ma listy źródeł ani przypisów; przenieś to do tekstu lekcji albo napisz wprost`
			)
		);
};

const linksHoldNoMarks: DocumentRule = ({ all }) =>
	all
		.filter((token) => (isCitation(token) || isReference(token)) && token.isInLink)
		.map((token) => mistake(lineOf(token), `„${token.raw}” stoi w tekście linku; przenieś za link`));

const citationsAreKnown: DocumentRule = ({ all, context: { kind, sources } }) => {
	if (kind !== 'page' || !sources) return [];
	return all.filter(isCitation).flatMap((citation) => {
		if (sources.includes(citation.id)) return [];
		const nearest = findNearestWord(citation.id, sources);
		const cure = nearest
			? `czy chodziło o „[@${nearest}]”?`
			: 'dopisz je do „sources” w nagłówku lekcji i kursu albo popraw id';
		return [mistake(lineOf(citation), `nie ma źródła „${citation.id}”; ${cure}`)];
	});
};

const footnotesHavePartners: DocumentRule = ({ all, context }) => {
	if (context.kind !== 'page') return [];
	const problems: Problem[] = [];
	const references = all.filter(isReference);
	const lines = new Map<string, number>();
	for (const footnote of all.filter(isFootnote)) {
		const { id } = footnote;
		const line = lineOf(footnote);
		const earlier = lines.get(id);
		if (earlier !== undefined)
			problems.push(mistake(line, `przypis „[^${id}]” jest już w wierszu ${earlier}; nadaj mu inną nazwę`));
		else if (!references.some((reference) => reference.id === id)) {
			problems.push(
				mistake(
					line,
					`do przypisu „[^${id}]” nic nie prowadzi; wpisz [^${id}] w zdaniu, do którego należy, albo usuń przypis`
				)
			);
		}
		if (plainText(footnote.tokens).trim() === '')
			problems.push(mistake(line, `przypis „[^${id}]” jest pusty; wpisz jego treść po dwukropku`));
		lines.set(id, earlier ?? line);
	}
	for (const reference of references) {
		if (lines.has(reference.id)) continue;
		const nearest = findNearestWord(reference.id, [...lines.keys()]);
		const cure = nearest
			? `czy chodziło o „[^${nearest}]”?`
			: `dopisz w osobnym wierszu: [^${reference.id}]: Treść przypisu.`;
		problems.push(mistake(lineOf(reference), `nie ma przypisu „[^${reference.id}]”; ${cure}`));
	}
	const first = references.find(
		(reference) => lines.has(reference.id) && !reference.isInLink && noteOf(reference).number === undefined
	);
	if (first)
		problems.push(
			mistake(lineOf(first), `ponad ${MAX_REFERENCES} odsyłaczy do przypisów; podziel lekcję albo połącz przypisy`)
		);
	return problems;
};

/** What footnotes and citations are checked for. */
export const markRules: DocumentRule[] = [marksHaveLists, linksHoldNoMarks, citationsAreKnown, footnotesHavePartners];
