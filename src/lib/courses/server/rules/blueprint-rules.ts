import { plural } from '../../../format.ts';
import { fillBlueprint, fitsRule, type BlueprintRule, type Traits } from '../../../quizzes/blueprint.ts';
import { DIFFICULTIES } from '../../../quizzes/difficulty.ts';
import type { QuizFrontMatter } from '../front-matter-schemas.ts';
import type { QuestionDraft } from '../parse-question.ts';
import { inFile, mistake, warning, type Problem } from '../problems.ts';
import type { QuestionFile } from '../question-file.ts';
import { readDraw } from '../read-draw.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/** What a blueprint asks of a question, as far as it could be read. */
export const traitsOfDraft = ({ topic, competence, difficulty, tags, points, content }: QuestionDraft): Traits => ({
	...{ topic, competence, difficulty, tags },
	points: content?.points ?? points
});

/** Each draw can be met by its quiz and the bank without asking a question twice, and its attempts are comparable. */
export const drawsCanBeMet: CourseRule = (course) =>
	lessonsOf(course).flatMap(({ folder, quiz }) => {
		if (!quiz?.data?.draw || (quiz.data.bank && !course.bank?.isWhole) || !quiz.isWhole) return [];
		const bank = quiz.data.bank ? (course.bank?.drafts ?? []) : [];
		return inFile(`${folder.path}/quiz.md`, checkDraw(quiz, quiz.data.draw, bank));
	});

function checkDraw(
	quiz: QuestionFile<QuizFrontMatter>,
	draw: NonNullable<QuizFrontMatter['draw']>,
	bank: QuestionDraft[]
): Problem[] {
	const written = readDraw(draw);
	const rules = written.map(({ rule }) => rule);
	const questions = [...quiz.drafts, ...bank].map(traitsOfDraft);
	const problems = written.flatMap(({ rule, key }) => checkRule(rule, quiz.lineOf('draw', key), questions));
	if (rules.length > 0 && problems.every(({ severity }) => severity === 'warning')) {
		const wanted = sum(rules.map(({ count }) => count));
		const met = sum(fillBlueprint(rules, questions, fitsRule).map((given) => given.length));
		if (met < wanted) {
			problems.push(
				mistake(
					quiz.lineOf('draw'),
					`reguły draw biorą te same pytania: razem chcą ${wanted}, a bez powtórzeń da się wylosować ${met}; dopisz pytania albo zmniejsz liczby`
				)
			);
		}
	}
	const idle =
		rules.length === 0
			? []
			: quiz.drafts.filter((draft) => !rules.some((rule) => fitsRule(rule, traitsOfDraft(draft))));
	return [
		...problems,
		...idle.map(({ line }) =>
			mistake(
				line,
				'to pytanie nigdy nie padnie: nie pasuje do żadnej reguły draw; popraw dopiski w nawiasie albo draw'
			)
		)
	];
}

function checkRule(rule: BlueprintRule, line: number, questions: Traits[]): Problem[] {
	const fitting = questions.filter((question) => fitsRule(rule, question));
	if (fitting.length < rule.count) {
		const has = `${fitting.length} ${plural(fitting.length, 'pytanie', 'pytania', 'pytań')}`;
		return [
			mistake(
				line,
				`losowanie chce ${rule.count} ${tellRule(rule)}, a bank ma ${has}; dopisz pytania albo zmniejsz liczbę`
			)
		];
	}
	const points = [...new Set(fitting.map((question) => question.points))].sort((a, b) => (a ?? 0) - (b ?? 0));
	if (points.length === 1 || fitting.length === rule.count) return [];
	return [
		warning(
			line,
			`pytania ${tellRule(rule)} mają różne punkty (${points.join(', ')}), więc podejścia będą warte różnie; dopisz points do reguły albo wyrównaj punkty`
		)
	];
}

const DIFFICULTY_KEYS = Object.fromEntries(Object.entries(DIFFICULTIES).map(([key, value]) => [value, key]));

/** `z tematu „zasady”, difficulty=latwe` */
function tellRule({ topic, competence, difficulty, tag, points }: BlueprintRule): string {
	const others = Object.entries({ competence, difficulty: difficulty && DIFFICULTY_KEYS[difficulty], tag, points })
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => `${key}=${value}`);
	const parts = [
		...(topic === undefined ? [] : [`z tematu „${topic}”`]),
		...(others.length > 0 ? [`z ${others.join(', ')}`] : [])
	];
	return parts.join(' ') || 'z dowolnych';
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
