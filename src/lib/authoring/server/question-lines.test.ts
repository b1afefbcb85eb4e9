import { expect, test } from 'vitest';
import { everyType } from '../../../../tests/support/quizzes.ts';
import { questionLines } from './question-lines.ts';

const withPicture = (bytes: string) =>
	questionLines({
		...everyType.single,
		bodyHtml: `<p>Co widać?</p><p><img alt="Schemat" src="data:image/png;base64,${bytes}"></p>`
	});

test('a picture that changed under the same description is told apart', () => {
	const [, before = ''] = withPicture('AAAA');
	expect(before).toMatch(/^Co widać\? \[obrazek [0-9a-f]{6}: Schemat\]$/);
	expect(withPicture('AAAA')[1]).toBe(before);
	expect(withPicture('BBBB')[1]).not.toBe(before);
});

test('a key that changed changes its line alone', () => {
	const { choices } = everyType.single;
	const turned = choices.map((choice, at) => ({ ...choice, isRight: at === 1 }));
	const [before, after] = [everyType.single, { ...everyType.single, choices: turned }].map(questionLines);
	const changed = before?.flatMap((line, at) => (line === after?.[at] ? [] : [line]));
	expect(changed?.every((line) => /^(dobra|zła): /.test(line))).toBe(true);
	expect(changed).not.toEqual([]);
});
