import type { Question, Quiz, QuizKind } from '../quizzes/quiz.ts';
import type { GlossaryEntry } from './glossary.ts';

export const AUDIENCES = { szkola: 'Szkoła', uczelnia: 'Uczelnia', 'samorzad-i-pes': 'Samorząd i PES' } as const;
export type Audience = keyof typeof AUDIENCES;

export const LEVELS = { podstawowy: 'podstawowy', sredni: 'średni', zaawansowany: 'zaawansowany' } as const;
export type Level = keyof typeof LEVELS;

export const LANGUAGES = { pl: 'polski', en: 'angielski', uk: 'ukraiński' } as const;
export type Language = keyof typeof LANGUAGES;

/** Other ways to read a lesson, each in a file of its own, `lesson.<variant>.md`; names as readers see them. */
export const VARIANTS = {
	etr: { name: 'Łatwy do czytania', language: 'pl' },
	uk: { name: 'Українською', language: 'uk' },
	en: { name: 'English', language: 'en' }
} as const satisfies Record<string, { name: string; language: Language }>;
export type Variant = keyof typeof VARIANTS;

/** What a learner must have done: every lesson read, every practice quiz passed, every test passed. */
export type Requirement = 'lessons' | 'quizzes' | 'test';

/** What asks for passing a quiz of each kind; a pretest is never asked for. */
export const REQUIREMENT_OF: Record<QuizKind, Requirement | null> = {
	practice: 'quizzes',
	test: 'test',
	pretest: null
};

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

/** What a reader sees of a lesson, in one of its variants. */
export interface LessonText {
	language: Language;
	title: string;
	shortTitle: string;
	summary: string;
	minutes: number;
	/** Rendered, cleaned, ready to show. */
	html: string;
	/** The same, encoded once at start: what hooks put into the page. */
	htmlBytes: Uint8Array;
	headings: Heading[];
	/** Marked in the text, in its order; the page explains them. */
	terms: GlossaryEntry[];
}

export interface Lesson extends LessonText {
	slug: string;
	moduleSlug: string;
	/** From 1, through the whole course. */
	number: number;
	/** YYYY-MM-DD */
	lawAsOf: string;
	sources: Source[];
	variants: Partial<Record<Variant, LessonText>>;
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
	/** What to do anew, and how many months before the end it may begin. */
	renewal: { requires: Requirement[]; openMonths: number } | null;
}

/** An ability that the course trains; questions may point at it. */
export interface Competence {
	id: string;
	name: string;
}

/** Names that were published once and still lead somewhere; the keys are the old ones. */
export interface Redirects {
	courses: string[];
	lessons: Record<string, string>;
	/** `lesson/question` or `bank/question` */
	questions: Record<string, string>;
}

/** What stands in the place of a lesson in names of the bank's questions; no lesson is called so. */
export const BANK = 'bank';

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
	competences: Competence[];
	prerequisites: { courses: string[]; knowledge: string[] };
	redirects: Redirects;
	language: Language;
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
	/** Questions of `bank.md`, which quizzes of the course may draw from. */
	bank: Question[];
}

/** The page of a lesson. */
export const lessonPath = (course: { slug: string }, lesson: Pick<Lesson, 'slug' | 'moduleSlug'>) =>
	`/kursy/${course.slug}/${lesson.moduleSlug}/${lesson.slug}`;
