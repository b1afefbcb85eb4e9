import { expect, test } from 'vitest';
import { parseQuiz } from '../parse-quiz.ts';

const front = '---\ntitle: Quiz\nkind: practice\npassingPercent: 60\n---\n';
const question = (options: string[], i: number) => `\n## Pytanie? {#p${i}}\n\n${options.join('\n')}\n\n> Bo tak.\n`;
const warnings = (questions: string[][]) =>
	parseQuiz(front + questions.map(question).join(''), 'lekcja').problems.map((problem) => problem.message);

const rightFirst = ['- [x] Tak', '- [ ] Może', '- [ ] Nigdy'];
const rightLast = ['- [ ] Może', '- [ ] Nigdy', '- [x] Tak'];
const rightLongest = ['- [ ] Może', '- [x] Zawsze tak', '- [ ] Nigdy'];

test('a quiz with right answers of any length at any place gives nothing away', () => {
	expect(warnings([rightFirst, rightLast, rightLongest, rightFirst, rightLast, rightLongest])).toEqual([]);
});

test('fewer than five questions show no pattern', () => {
	expect(warnings([rightFirst, rightFirst, rightFirst, rightFirst])).toEqual([]);
});

test('always first, mostly longest, always true', () => {
	expect(warnings(Array.from({ length: 5 }, () => rightFirst))).toEqual([
		expect.stringMatching(/^w 5 z 5 pytań poprawna odpowiedź jest 1\. na liście/)
	]);
	expect(warnings([rightLongest, rightLongest, rightLongest, rightLongest, rightFirst])).toEqual([
		expect.stringMatching(/^w 4 z 5 pytań poprawna odpowiedź jest najdłuższa/)
	]);
	const isTrue = ['- [x] Prawda', '- [ ] Fałsz'];
	expect(warnings(Array.from({ length: 5 }, () => isTrue))).toEqual([
		expect.stringMatching(/odpowiedzią jest „Prawda”/)
	]);
	expect(warnings([isTrue, isTrue, isTrue, isTrue, ['- [ ] Prawda', '- [x] Fałsz']])).toEqual([]);
});

test('decisions of a case keep their order, so the best one must not always stand in the same place', () => {
	const step = (id: string, first: string, second: string) =>
		`### ${id}\n\nCo robisz?\n\n- Pytam ${first}\n  > Wiadomo.\n- Milczę ${second}\n  > Nie wiadomo.\n`;
	const worth = (to: string, isBest: boolean) => `→ ${to}${isBest ? ', 1 pkt' : ''}`;
	const caseWith = (isBestFirst: boolean[]) => [
		isBestFirst
			.map((isFirst, i) => {
				const to = i + 1 < isBestFirst.length ? `#krok-${i + 1}` : 'koniec';
				return step(`Krok ${i}`, worth(to, isFirst), worth(to, !isFirst));
			})
			.join('\n')
	];
	expect(warnings([caseWith([true, true, true])])).toEqual([
		expect.stringMatching(/^w sprawach najlepsza decyzja jest w każdym z 3 kroków 1\. na liście/)
	]);
	expect(warnings([caseWith([true, true]), caseWith([true])])).toHaveLength(1);
	expect(warnings([caseWith([true, false, true])])).toEqual([]);
	expect(warnings([caseWith([true, true])]), 'too few to show a pattern').toEqual([]);
});

test('one right answer that says far more than the others', () => {
	const long = 'Walne zgromadzenie, bo należą do niego wszyscy członkowie';
	expect(warnings([[`- [x] ${long}`, '- [ ] Zarząd', '- [ ] Rada']])).toHaveLength(1);
	expect(warnings([[`- [x] ${long}`, `- [ ] ${long.slice(0, 30)}`, '- [ ] Rada']])).toEqual([]);
});
