import { describe, expect, test } from 'vitest';
import type { Course } from '../course.ts';
import { findMoved } from './find-lesson.ts';

const course = {
	slug: 'spoldzielnia',
	redirects: { courses: ['dawna-nazwa'], lessons: { 'kto-rzadzi': 'kto-decyduje' }, questions: {} },
	lessons: [
		{ slug: 'po-co', moduleSlug: 'pomysl' },
		{ slug: 'kto-decyduje', moduleSlug: 'zasady' }
	]
} as unknown as Course;
const courses = { list: () => [course], find: (slug: string) => (slug === course.slug ? course : undefined) };
const moved = (address: string) => {
	const [slug = '', module, lesson] = address.split('/');
	return findMoved(courses, { course: slug, module, lesson });
};

describe('an old address', () => {
	test.each([
		['dawna-nazwa', '/kursy/spoldzielnia'],
		['dawna-nazwa/pomysl/po-co', '/kursy/spoldzielnia/pomysl/po-co'],
		['dawna-nazwa/dawny-modul/kto-rzadzi', '/kursy/spoldzielnia/zasady/kto-decyduje'],
		['spoldzielnia/zasady/kto-rzadzi', '/kursy/spoldzielnia/zasady/kto-decyduje'],
		['spoldzielnia/dawny-modul/po-co', '/kursy/spoldzielnia/pomysl/po-co']
	])('%s leads to %s', (address, target) => {
		expect(moved(address)).toBe(target);
	});

	test.each([
		'spoldzielnia',
		'spoldzielnia/pomysl/po-co',
		'inny',
		'inny/pomysl/po-co',
		'spoldzielnia/pomysl/constructor'
	])('%s leads nowhere else', (address) => {
		expect(moved(address)).toBeNull();
	});
});
