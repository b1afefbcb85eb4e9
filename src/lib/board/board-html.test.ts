import { expect, test } from 'vitest';
import { sampleCourse, sampleLesson, sampleQuiz } from '../../../tests/support/courses.ts';
import { columnsOf } from './board-columns.ts';
import { boardHtml } from './board-html.ts';
import { boardRows, type BoardPerson } from './board-row.ts';

const course = sampleCourse({
	lessons: [
		...sampleCourse().lessons.slice(0, 3),
		sampleLesson({ slug: 'test', title: 'Test', number: 4, quiz: sampleQuiz({ slug: 'test', kind: 'test' }) })
	]
});
const columns = columnsOf(course);
const bartek: BoardPerson = {
	id: 'b1',
	name: 'Bartek',
	teamId: null,
	completedAt: null,
	lastActivityAt: null,
	steps: {},
	waiting: new Set(),
	isCertified: false
};
const schedule = { today: '2026-11-23', startsOn: '2026-11-01', dueOn: null };
const table = (person: Partial<BoardPerson>, changes: { formId?: string | null; areHelpedTicked?: boolean } = {}) =>
	boardHtml({
		columns,
		rows: boardRows([{ ...bartek, ...person }], columns, schedule),
		peoplePath: '/grupy/g/osoby',
		formId: 'wybrani',
		areHelpedTicked: false,
		...changes
	});
const cells = (html: string) =>
	[...html.split('<tbody>')[1]!.matchAll(/<td(?: class=\w)?>[^]*?(?=<t[dhr]|<\/table)/g)]
		.map(([cell]) => cell)
		.slice(1);

test('every state of a step has a figure, a sign or a word of its own', () => {
	const steps = { 'po-co': [1, 2, 90, 1], 'kto-decyduje': [1, 3, 45, 0], pieniadze: [1], test: [0, 1, 70, 1] } as const;
	expect(cells(table({ steps: steps as never, completedAt: '2026-11-20T10:00:00.000Z', isCertified: true }))).toEqual([
		'<td class=d>90%',
		'<td class=f>45%<i>nie zaliczono</i>',
		'<td class=d>✓',
		'<td class=t>70%',
		'<td>wydany'
	]);
	expect(cells(table({ steps: { 'po-co': [1], 'kto-decyduje': [0, 1, 80, 1] } }))).toEqual([
		'<td class=r>czyta',
		'<td class=u>80%<i>lekcja nieprzeczytana</i>',
		'<td class=e>',
		'<td>–',
		'<td>–'
	]);
});

test('work that waits for marks says so, beside the best result so far', () => {
	const waiting = new Set(['test']);
	expect(cells(table({ waiting })).slice(-2)).toEqual(['<td class=t>do oceny', '<td>–']);
	expect(cells(table({ waiting, steps: { test: [0, 1, 40, 0] } })).at(-2)).toBe('<td class=t>40%, do oceny');
});

test('a test that waits for marks is its learner’s step done and no failure; what else is missing still counts', () => {
	const failed = { test: [0, 3, 40, 0], 'po-co': [1, 1, 90, 1], 'kto-decyduje': [1, 1, 90, 1] };
	const handedIn = { lastActivityAt: '2026-11-10T10:00:00.000Z', waiting: new Set(['test']) };
	const rest = { ...failed, pieniadze: [1] };
	expect(table({ ...handedIn, steps: rest as never })).not.toContain('<small>');
	expect(table({ ...handedIn, steps: failed as never })).toContain(
		'<small>13\u00a0dni bez ruchu, ostatnio lekcja\u00a04</small>'
	);
});

test('a name is text, whatever signs are in it', () => {
	const html = table({ name: '"><script>alert(1)</script>&', lastActivityAt: '2026-11-01T10:00:00.000Z' });
	expect(html).not.toContain('<script');
	expect(html).toContain('aria-label="Zaznacz: &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"');
});

test('whoever needs help is told apart in words, and ticked when asked for', () => {
	const stuck = { lastActivityAt: '2026-11-10T10:00:00.000Z', steps: { 'po-co': [1] } } as const;
	const html = table(stuck as never, { areHelpedTicked: true });
	expect(html).toContain('<small>13\u00a0dni bez ruchu, ostatnio lekcja\u00a01</small>');
	expect(html).toContain(' checked>');
	expect(table({}, { areHelpedTicked: true })).not.toContain('checked');
});

test('in an archived group nobody can be chosen', () => {
	expect(table({}, { formId: null })).not.toContain('<input');
});

test('the day of an activity is the day in Poland, in winter and in summer', () => {
	const reasons = (lastActivityAt: string, today: string) =>
		boardRows([{ ...bartek, lastActivityAt }], columns, { ...schedule, startsOn: '2026-01-01', today })[0]!.reasons;
	expect(reasons('2026-11-15T23:30:00.000Z', '2026-11-22')).toEqual([]);
	expect(reasons('2026-11-15T22:30:00.000Z', '2026-11-22')).toHaveLength(1);
	expect(reasons('2026-07-15T22:30:00.000Z', '2026-07-22')).toEqual([]);
});
