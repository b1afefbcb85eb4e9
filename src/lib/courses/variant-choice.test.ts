import { describe, expect, test } from 'vitest';
import { sampleLesson } from '../../../tests/support/courses.ts';
import type { LessonText } from './course.ts';
import { chooseVariant, variantLinks, wishOf } from './variant-choice.ts';

const course = { slug: 'spoldzielnia-uczniowska' };
const plain = sampleLesson({ slug: 'po-co', title: 'Po co razem' });
const ukrainian: LessonText = { ...plain, language: 'uk', title: 'Навіщо разом' };
const lesson = sampleLesson({ ...plain, variants: { uk: ukrainian } });

describe('the wish of a reader', () => {
	test('the address wins over what the browser remembers', () => {
		expect(wishOf('etr', 'uk')).toEqual({ variant: 'etr', isAsked: true });
		expect(wishOf('zwykly', 'uk')).toEqual({ variant: null, isAsked: true });
	});
	test('what the browser remembers counts where the address says nothing', () => {
		expect(wishOf(null, 'uk')).toEqual({ variant: 'uk', isAsked: false });
		expect(wishOf(null, undefined)).toEqual({ variant: null, isAsked: false });
	});
	test.each([
		'',
		'UK',
		'uk ',
		'__proto__',
		'constructor',
		'toString',
		'../uk',
		'<script>',
		'\u0000',
		'x'.repeat(10_000)
	])('%j is nobody’s wish, in the address or remembered', (value) => {
		expect(wishOf(value, 'etr')).toEqual({ variant: 'etr', isAsked: false });
		expect(wishOf(null, value)).toEqual({ variant: null, isAsked: false });
	});
});

describe('the text shown', () => {
	test('is the variant wanted', () => {
		expect(chooseVariant(lesson, { variant: 'uk' })).toEqual({ variant: 'uk', text: ukrainian, missing: null });
	});
	test('is the ordinary one where nothing is wanted', () => {
		expect(chooseVariant(lesson, { variant: null })).toEqual({ variant: null, text: lesson, missing: null });
	});
	test('is the ordinary one where the variant is missing, and says so', () => {
		expect(chooseVariant(lesson, { variant: 'en' })).toEqual({ variant: null, text: lesson, missing: 'en' });
	});
});

describe('the links between variants', () => {
	test('name the ordinary text and each variant there is, and mark the one shown', () => {
		const path = '/kursy/spoldzielnia-uczniowska/pomysl/po-co';
		expect(variantLinks(course, lesson, 'uk')).toEqual([
			{ name: 'Zwykły tekst', language: 'pl', path: `${path}?wariant=zwykly`, isCurrent: false },
			{ name: 'Українською', language: 'uk', path: `${path}?wariant=uk`, isCurrent: true }
		]);
	});
	test('are none when there is one way to read', () => {
		expect(variantLinks(course, plain, null)).toEqual([]);
	});
});
