import type { Quiz } from '../quizzes/quiz.ts';

export const AUDIENCES = { szkola: 'Szkoła', uczelnia: 'Uczelnia', 'samorzad-i-pes': 'Samorząd i PES' } as const;
export type Audience = keyof typeof AUDIENCES;

export const LEVELS = { podstawowy: 'podstawowy', sredni: 'średni', zaawansowany: 'zaawansowany' } as const;
export type Level = keyof typeof LEVELS;

/** What a learner must have done: every lesson read, every practice quiz passed, every test passed. */
export type Requirement = 'lessons' | 'quizzes' | 'test';

export interface Source {
	id: string;
	title: string;
	address: string | null;
	supports: string;
}

export interface Heading {
	id: string;
	text: string;
}

export interface Lesson {
	slug: string;
	moduleSlug: string;
	/** From 1, through the whole course. */
	number: number;
	title: string;
	shortTitle: string;
	summary: string;
	minutes: number;
	/** YYYY-MM-DD */
	lawAsOf: string;
	sources: Source[];
	/** Rendered, cleaned, ready to show. */
	html: string;
	/** The same, encoded once at start: what hooks put into the page. */
	htmlBytes: Uint8Array;
	headings: Heading[];
	quiz: Quiz | null;
}

export interface CourseModule {
	slug: string;
	title: string;
	summary: string | null;
	lessons: Lesson[];
}

export interface CertificateRule {
	title: string;
	requires: Requirement[];
	/** null: valid without end. */
	validMonths: number | null;
}

export interface Course {
	slug: string;
	/** SHA-256 over all its files, in hexadecimal: which edition this is. */
	revision: string;
	title: string;
	summary: string;
	audience: Audience[];
	forWhom: string;
	/** Codes of the strategy, `goal.priority.direction`. */
	directions: string[];
	level: Level;
	hours: number;
	objectives: string[];
	authors: string[];
	license: string;
	language: string;
	/** YYYY-MM-DD */
	lawAsOf: string;
	/** YYYY-MM-DD */
	reviewBy: string;
	sources: Source[];
	certificate: CertificateRule;
	html: string;
	modules: CourseModule[];
	/** All lessons in reading order. */
	lessons: Lesson[];
}

/** The page of a lesson. */
export const lessonPath = (course: { slug: string }, lesson: Pick<Lesson, 'slug' | 'moduleSlug'>) =>
	`/kursy/${course.slug}/${lesson.moduleSlug}/${lesson.slug}`;
