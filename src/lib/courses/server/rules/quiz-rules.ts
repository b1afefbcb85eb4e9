import { plural } from '../../../format.ts';
import { tellMissing } from '../front-matter-keys.ts';
import type { QuizFrontMatter } from '../front-matter-schemas.ts';
import type { QuestionDraft } from '../parse-question.ts';
import { mistake, type Problem } from '../problems.ts';
import { formGivesNothingAway, truthVaries } from './giveaway-rules.ts';

/** A quiz as read, whatever is wrong with it. */
export interface ReadQuiz {
	/** Undefined when the front matter has mistakes. */
	data: QuizFrontMatter | undefined;
	drafts: QuestionDraft[];
	lineOf: (...path: (string | number)[]) => number;
}

export type QuizRule = (quiz: ReadQuiz) => Problem[];

const hasQuestions: QuizRule = ({ drafts }) =>
	drafts.length > 0 ? [] : [mistake(1, 'quiz bez pytań; dodaj co najmniej jedno „## Treść pytania {#id}”')];

const idsDiffer: QuizRule = ({ drafts }) => {
	const lines = new Map<string, number>();
	return drafts.flatMap(({ id, line }) => {
		if (!id) return [];
		const earlier = lines.get(id);
		if (earlier !== undefined)
			return [mistake(line, `{#${id}} ma już pytanie z wiersza ${earlier}; nadaj inny identyfikator`)];
		lines.set(id, line);
		return [];
	});
};

const practiceIsOpen: QuizRule = ({ data, lineOf }) =>
	data?.kind !== 'practice'
		? []
		: (['timeLimitMinutes', 'attemptsLimit', 'draw'] as const)
				.filter((key) => data[key] !== undefined)
				.map((key) => mistake(lineOf(key), `klucz „${key}” jest tylko dla testu; usuń go albo wpisz kind: test`));

const passMarkIsSet: QuizRule = ({ data }) =>
	data && data.kind !== 'pretest' && data.passingPercent === undefined
		? [mistake(1, tellMissing('passingPercent'))]
		: [];

const PRETEST_IS_WITHOUT = ['passingPercent', 'timeLimitMinutes', 'attemptsLimit', 'feedback', 'draw'] as const;

const pretestIsPlain: QuizRule = ({ data, lineOf }) =>
	data?.kind !== 'pretest'
		? []
		: PRETEST_IS_WITHOUT.filter((key) => data[key] !== undefined).map((key) =>
				mistake(
					lineOf(key),
					`w kind: pretest nie ma klucza „${key}”; usuń go: jest jedno podejście, bez zaliczania, a odpowiedzi pokażą się po sprawdzianie`
				)
			);

const testAnswersLater: QuizRule = ({ data, lineOf }) =>
	data?.kind === 'test' && data.feedback === 'immediate'
		? [mistake(lineOf('feedback'), 'test nie może odpowiadać od razu; wpisz afterSubmit albo afterClose')]
		: [];

const drawFitsBank: QuizRule = ({ data, drafts, lineOf }) => {
	if (!data?.draw) return [];
	const problems: Problem[] = [];
	for (const [topic, wanted] of Object.entries(data.draw)) {
		const bank = drafts.filter((draft) => draft.topic === topic).length;
		if (bank >= wanted) continue;
		const has = `${bank} ${plural(bank, 'pytanie', 'pytania', 'pytań')}`;
		problems.push(
			mistake(
				lineOf('draw', topic),
				`losowanie chce ${wanted} z tematu „${topic}”, a bank ma ${has}; dopisz pytania albo zmniejsz liczbę`
			)
		);
	}
	for (const { topic, line } of drafts) {
		if (!topic)
			problems.push(mistake(line, 'pytanie bez tematu, a quiz losuje po tematach; dopisz w nawiasie topic=…'));
		else if (!Object.hasOwn(data.draw, topic)) {
			problems.push(
				mistake(line, `tematu „${topic}” nie ma w draw, więc pytanie nigdy nie padnie; dopisz go albo popraw`)
			);
		}
	}
	if (Object.keys(data.draw).length === 0)
		problems.push(mistake(lineOf('draw'), 'draw jest puste; wpisz tematy albo usuń klucz'));
	return problems;
};

/** What every quiz is checked for. */
export const quizRules: QuizRule[] = [
	hasQuestions,
	idsDiffer,
	practiceIsOpen,
	passMarkIsSet,
	pretestIsPlain,
	testAnswersLater,
	drawFitsBank,
	formGivesNothingAway,
	truthVaries
];
