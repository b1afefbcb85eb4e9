import { tellMissing } from '../front-matter-keys.ts';
import type { QuizFrontMatter } from '../front-matter-schemas.ts';
import { mistake, type Problem } from '../problems.ts';
import type { QuestionFile } from '../question-file.ts';
import { readDraw } from '../read-draw.ts';
import { bestChoiceMoves } from './case-rules.ts';
import { bankNeedsNoReader, doubleMarkingHasWork, marksBelongToTests } from './marked-rules.ts';
import { formGivesNothingAway, truthVaries } from './giveaway-rules.ts';

/** Questions as read, whatever is wrong with them. */
export type QuestionsRule = (file: Pick<QuestionFile<unknown>, 'drafts'>) => Problem[];
/** A quiz as read, whatever is wrong with it. */
export type QuizRule = (quiz: Pick<QuestionFile<QuizFrontMatter>, 'data' | 'drafts' | 'lineOf'>) => Problem[];

const hasQuestions: QuizRule = ({ data, drafts }) =>
	drafts.length > 0 || data?.bank
		? []
		: [mistake(1, 'quiz bez pytań; dodaj co najmniej jedno „## Treść pytania {#id}”')];

const bankHasQuestions: QuestionsRule = ({ drafts }) =>
	drafts.length > 0 ? [] : [mistake(1, 'bank bez pytań; dodaj „## Treść pytania {#id}” albo usuń plik bank.md')];

const idsDiffer: QuestionsRule = ({ drafts }) => {
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
		: (['timeLimitMinutes', 'attemptsLimit', 'draw', 'bank'] as const)
				.filter((key) => data[key] !== undefined)
				.map((key) => mistake(lineOf(key), `klucz „${key}” jest tylko dla testu; usuń go albo wpisz kind: test`));

/** Whoever practises is told at once, also where there is no internet: a later moment would be a promise nobody keeps. */
const practiceAnswersAtOnce: QuizRule = ({ data, lineOf }) =>
	data?.kind === 'practice' && (data.feedback ?? 'immediate') !== 'immediate'
		? [mistake(lineOf('feedback'), 'ćwiczenie odpowiada od razu; usuń klucz „feedback” albo wpisz kind: test')]
		: [];

const passMarkIsSet: QuizRule = ({ data }) =>
	data && data.kind !== 'pretest' && data.passingPercent === undefined
		? [mistake(1, tellMissing('passingPercent'))]
		: [];

const PRETEST_IS_WITHOUT = ['passingPercent', 'timeLimitMinutes', 'attemptsLimit', 'feedback'] as const;

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

const drawIsWritten: QuizRule = ({ data, lineOf }) => {
	if (data?.draw && readDraw(data.draw).length === 0)
		return [mistake(lineOf('draw'), 'draw jest puste; wpisz tematy albo usuń klucz')];
	return data?.bank && !data.draw
		? [mistake(lineOf('bank'), 'bank: true losuje z banku kursu, a nie wiadomo ile; dopisz draw z liczbą pytań')]
		: [];
};

/** What every quiz is checked for. */
export const quizRules: QuizRule[] = [
	hasQuestions,
	idsDiffer,
	practiceIsOpen,
	practiceAnswersAtOnce,
	passMarkIsSet,
	pretestIsPlain,
	testAnswersLater,
	marksBelongToTests,
	doubleMarkingHasWork,
	drawIsWritten,
	formGivesNothingAway,
	truthVaries,
	bestChoiceMoves
];

/** What questions of a bank are checked for. */
export const bankQuestionRules: QuestionsRule[] = [
	bankHasQuestions,
	idsDiffer,
	bankNeedsNoReader,
	formGivesNothingAway,
	truthVaries,
	bestChoiceMoves
];
