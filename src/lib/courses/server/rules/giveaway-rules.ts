import { plural } from '../../../format.ts';
import type { QuestionDraft } from '../parse-question.ts';
import { warning, type Problem } from '../problems.ts';
import type { QuestionsRule } from './quiz-rules.ts';

/** Fewer questions than these show no pattern. */
const FEWEST = 5;
/** With three options, chance makes the right one the longest in a third of the questions. */
const LONGEST_SHARE = 0.6;
const SAME_PLACE_SHARE = 0.9;
/** Shorter answers differ in length by chance: „Tak” and „Nie wiadomo”. */
const NOTABLE_LENGTH = 40;

interface ChoiceQuestion {
	line: number;
	/** Of the options' words, in characters. */
	lengths: number[];
	right: number;
}

const lengthOf = (html: string) => html.replace(/<[^>]*>/g, '').length;

/** Questions with one right option among at least three: where form can give away the answer. */
function listChoiceQuestions(drafts: QuestionDraft[]): ChoiceQuestion[] {
	return drafts.flatMap(({ line, content }) => {
		if (content?.type !== 'single' || content.choices.length < 3) return [];
		const right = content.choices.findIndex((choice) => choice.isRight);
		return right === -1 ? [] : [{ line, lengths: content.choices.map((choice) => lengthOf(choice.html)), right }];
	});
}

const othersOf = ({ lengths, right }: ChoiceQuestion) => lengths.filter((_, i) => i !== right);
const isLongest = (question: ChoiceQuestion) => question.lengths[question.right]! > Math.max(...othersOf(question));
const sticksOut = (question: ChoiceQuestion) => {
	const length = question.lengths[question.right]!;
	return length >= NOTABLE_LENGTH && length > 2 * Math.max(...othersOf(question));
};

/** Warns where the form of the options tells which of them is right. */
export const formGivesNothingAway: QuestionsRule = ({ drafts }) => {
	const questions = listChoiceQuestions(drafts);
	const problems: Problem[] = questions
		.filter(sticksOut)
		.map(({ line }) =>
			warning(
				line,
				'poprawna odpowiedź jest ponad dwa razy dłuższa od każdej innej, więc się wyróżnia; skróć ją albo wydłuż inne'
			)
		);
	if (questions.length < FEWEST) return problems;

	const of = `z ${questions.length} ${plural(questions.length, 'pytania', 'pytań', 'pytań')}`;
	const longest = questions.filter(isLongest).length;
	if (longest / questions.length > LONGEST_SHARE) {
		problems.push(
			warning(
				1,
				`w ${longest} ${of} poprawna odpowiedź jest najdłuższa, więc można zgadywać; skróć poprawne albo wydłuż błędne`
			)
		);
	}
	// Options are shuffled when shown, but a printed or shared file keeps their order.
	const { place, count } = findUsualPlace(questions.map(({ right }) => right));
	if (count / questions.length >= SAME_PLACE_SHARE) {
		problems.push(
			warning(
				1,
				`w ${count} ${of} poprawna odpowiedź jest ${place + 1}. na liście; przestaw warianty, żeby nie było jej widać na wydruku`
			)
		);
	}
	return problems;
};

/** True and false always stand in this order, so an answer that is always the same is soon guessed. */
export const truthVaries: QuestionsRule = ({ drafts }) => {
	const answers = drafts.flatMap(({ content }) =>
		content?.type === 'trueFalse' ? content.choices.filter((choice) => choice.isRight).map((choice) => choice.html) : []
	);
	if (answers.length < FEWEST || new Set(answers).size > 1) return [];
	return [
		warning(
			1,
			`na każde z ${answers.length} pytań o prawdę odpowiedzią jest „${answers[0]}”; zmień niektóre zdania na przeciwne`
		)
	];
};

function findUsualPlace(places: number[]): { place: number; count: number } {
	const counts = places.map((place) => ({ place, count: places.filter((other) => other === place).length }));
	return counts.reduce((most, one) => (one.count > most.count ? one : most));
}
