import type { Course, Lesson } from '#lib/courses/course.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';

/** A quiz without questions: enough wherever only its kind and its rule matter. */
export function sampleQuiz(changes: Partial<Quiz> & Pick<Quiz, 'slug'>): Quiz {
	return {
		title: 'Sprawdź się',
		kind: 'practice',
		passingPercent: 60,
		timeLimitMinutes: null,
		attemptsLimit: null,
		feedback: 'immediate',
		confidence: 'off',
		marking: 'single',
		draw: null,
		usesBank: false,
		questions: [],
		...changes
	};
}

export function sampleLesson(changes: Partial<Lesson> & Pick<Lesson, 'slug' | 'title'>): Lesson {
	return {
		moduleSlug: 'pomysl',
		number: 1,
		language: 'pl',
		variants: {},
		shortTitle: changes.title,
		summary: 'Krótko o lekcji.',
		minutes: 10,
		lawAsOf: '2026-11-23',
		sources: [],
		html: '<p>Treść lekcji.</p>',
		htmlBytes: Buffer.from('<p>Treść lekcji.</p>'),
		headings: [],
		terms: [],
		quiz: null,
		...changes
	};
}

/** Three lessons, a practice quiz at two of them, a final test; the certificate asks for all of it and lasts 36 months. */
export function sampleCourse(changes: Partial<Course> = {}): Course {
	const lessons = changes.lessons ?? [
		sampleLesson({ slug: 'po-co', title: 'Po co razem', number: 1, quiz: sampleQuiz({ slug: 'po-co' }) }),
		sampleLesson({
			slug: 'kto-decyduje',
			title: 'Kto decyduje',
			number: 2,
			quiz: sampleQuiz({ slug: 'kto-decyduje' })
		}),
		sampleLesson({ slug: 'pieniadze', title: 'Pieniądze', number: 3 }),
		sampleLesson({
			slug: 'sprawdzian',
			title: 'Sprawdzian końcowy',
			number: 4,
			quiz: sampleQuiz({ slug: 'sprawdzian', title: 'Sprawdzian', kind: 'test', feedback: 'afterSubmit' })
		})
	];
	return {
		slug: 'spoldzielnia-uczniowska',
		revision: 'a'.repeat(64),
		title: 'Spółdzielnia uczniowska od pomysłu do pierwszego walnego',
		summary: 'Jak razem założyć i prowadzić spółdzielnię w szkole.',
		audience: ['szkola'],
		forWhom: 'Uczniowie klas 7–8',
		directions: ['4.1.2'],
		level: 'podstawowy',
		hours: 6,
		objectives: [
			'wyjaśniam, po co ludzie zakładają spółdzielnie',
			'prowadzę zebranie, na którym każdy ma jeden głos',
			'układam prosty plan pieniędzy spółdzielni'
		],
		competences: [{ id: 'decyzje', name: 'wspólne podejmowanie decyzji' }],
		prerequisites: { courses: [], knowledge: [] },
		redirects: { courses: [], lessons: {}, questions: {} },
		authors: ['Zespół Wspólnie'],
		license: 'CC BY-SA 4.0',
		language: 'pl',
		lawAsOf: '2026-11-23',
		reviewBy: '2027-05-31',
		sources: [],
		certificate: {
			title: 'Dyplom ukończenia kursu',
			requires: ['lessons', 'quizzes', 'test'],
			validMonths: 36,
			renewal: null
		},
		html: '',
		bank: [],
		modules: [{ slug: 'pomysl', title: 'Pomysł i ludzie', summary: null, lessons }],
		...changes,
		lessons
	};
}
