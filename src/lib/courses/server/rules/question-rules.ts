import { foldPolish } from '../../../format.ts';
import type { QuestionDraft } from '../parse-question.ts';
import { mistake, type Problem } from '../problems.ts';
import { canBeWorkedOut } from './calculated-rules.ts';
import { caseLeadsToAnEnd } from './case-rules.ts';

export type QuestionRule = (question: QuestionDraft) => Problem[];

/** Places in a list whose text stood there before. */
function findRepeated(texts: string[]): number[] {
	const seen = new Set<string>();
	return texts.flatMap((text, i) => {
		const key = text.replace(/\s+/g, ' ').trim().toLowerCase();
		if (seen.has(key)) return [i];
		seen.add(key);
		return [];
	});
}

/** Options that differ only in bold type or a full stop are the same to a learner. */
const bareText = (html: string) => html.replace(/<(?!img)[^>]*>/g, '').replace(/[.,;:!…]+$/, '');

const hasTitle: QuestionRule = ({ line, content }) =>
	content && content.title === '' ? [mistake(line, 'pytanie bez treści; napisz ją po „##”')] : [];

const hasId: QuestionRule = ({ id, line }) =>
	id
		? []
		: [
				mistake(
					line,
					'pytanie bez {#id}; dopisz na końcu wiersza krótki, stały identyfikator, na przykład {#glosy-oli}'
				)
			];

const hasExplanation: QuestionRule = ({ line, content }) =>
	content && content.explanationHtml === '' && !('criteria' in content)
		? [mistake(line, 'pytanie bez wyjaśnienia; po odpowiedziach dodaj cytat „> ”, który tłumaczy całe pytanie')]
		: [];

const choicesCanBeTold: QuestionRule = ({ line, content, partLines }) => {
	if (!content || !('choices' in content)) return [];
	const { choices } = content;
	const problems = findRepeated(choices.map((choice) => bareText(choice.html))).map((i) =>
		mistake(partLines[i] ?? line, 'taki wariant już jest w tym pytaniu; zmień go albo usuń')
	);
	for (const [i, choice] of choices.entries()) {
		if (choice.html === '') problems.push(mistake(partLines[i] ?? line, 'pusty wariant; wpisz tekst albo go usuń'));
	}
	const right = choices.filter((choice) => choice.isRight).length;
	if (choices.length < 2) problems.push(mistake(line, 'jeden wariant to za mało; dodaj drugi'));
	else if (right === 0) problems.push(mistake(line, 'żaden wariant nie jest poprawny; zaznacz go znakiem [x]'));
	else if (right === choices.length) {
		problems.push(mistake(line, 'wszystkie warianty są poprawne; dodaj błędny, ale prawdopodobny'));
	}
	return problems;
};

const orderingIsLongEnough: QuestionRule = ({ line, content, partLines }) => {
	if (content?.type !== 'ordering') return [];
	const problems = findRepeated(content.items).map((i) =>
		mistake(partLines[i] ?? line, 'taki krok już jest w tym pytaniu; zmień go albo usuń')
	);
	if (content.items.length < 3) problems.push(mistake(line, 'układanie wymaga co najmniej 3 kroków; dodaj brakujące'));
	if (content.items.includes('')) problems.push(mistake(line, 'pusty krok; wpisz tekst albo go usuń'));
	return problems;
};

const matchingHasOneKey: QuestionRule = ({ line, content, partLines }) => {
	if (content?.type !== 'matching') return [];
	const { pairs, distractors } = content;
	const problems = findRepeated(pairs.map((pair) => pair.left)).map((i) =>
		mistake(partLines[i] ?? line, `„${pairs[i]!.left}” stoi po lewej dwa razy; zostaw jeden wiersz`)
	);
	const rights = [...pairs.map((pair) => pair.right), ...distractors];
	for (const i of findRepeated(rights).filter((at) => rights[at] !== '')) {
		problems.push(mistake(partLines[i] ?? line, `„${rights[i]}” stoi po prawej dwa razy; każda odpowiedź ma być inna`));
	}
	if (pairs.length < 3) problems.push(mistake(line, 'łączenie wymaga co najmniej 3 par; dodaj brakujące'));
	return problems;
};

const textsDiffer: QuestionRule = ({ line, content, partLines }) => {
	if (content?.type !== 'text') return [];
	const folded = content.accepted.map((text) =>
		foldPolish(text)
			.replace(/[^\p{L}\d]+/gu, ' ')
			.trim()
	);
	const at = partLines[0] ?? line;
	if (folded.includes('')) return [mistake(at, 'odpowiedź bez liter i cyfr; wpisz słowo, które można porównać')];
	return findRepeated(folded).map((i) =>
		mistake(at, `„${content.accepted[i]}” różni się od innej odpowiedzi tylko zapisem, a ten się nie liczy; usuń ją`)
	);
};

const categoriesHaveOneKey: QuestionRule = ({ line, content, partLines }) => {
	if (content?.type !== 'categorize') return [];
	const { categories, items } = content;
	const problems = findRepeated(items.map((item) => item.text)).map((i) =>
		mistake(partLines[i] ?? line, `„${items[i]!.text}” stoi w dwóch miejscach; każdy element ma mieć jedną grupę`)
	);
	if (findRepeated(categories).length > 0) problems.push(mistake(line, 'dwie grupy mają tę samą nazwę; połącz je'));
	if (categories.includes('')) problems.push(mistake(line, 'grupa bez nazwy; wpisz ją po „- ”'));
	if (categories.length < 2) problems.push(mistake(line, 'jedna grupa to za mało; dodaj drugą'));
	if (items.length < 3) problems.push(mistake(line, 'grupowanie wymaga co najmniej 3 elementów; dodaj brakujące'));
	return problems;
};

/** What every question is checked for. */
export const questionRules: QuestionRule[] = [
	hasTitle,
	hasId,
	hasExplanation,
	choicesCanBeTold,
	orderingIsLongEnough,
	matchingHasOneKey,
	textsDiffer,
	categoriesHaveOneKey,
	canBeWorkedOut,
	caseLeadsToAnEnd
];
