import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { QuestionType } from '#lib/quizzes/question.ts';

/** One quiz of every kind and policy of feedback; the last draws from the course's bank. */
export const CANARY_QUIZZES = ['pretest', 'practice', 'submit', 'close', 'drawn'] as const;
export type CanaryQuiz = (typeof CANARY_QUIZZES)[number];

/** Something of a key that stands nowhere else. */
export interface Canary {
	quiz: CanaryQuiz;
	type: QuestionType;
	/** `explanation`, `wrongFeedback`… */
	role: string;
	/** As it is written: a word, or a number with a comma. */
	text: string;
}

export const CANARY_COURSE = 'kanarki';
export const CANARY_MODULE = 'modul';
/** What every question of a quiz is worth: found nowhere else either. */
export const POINTS: Record<CanaryQuiz, number> = { pretest: 83, practice: 89, submit: 97, close: 79, drawn: 73 };

const HEADS: Record<CanaryQuiz, string> = {
	pretest: 'kind: pretest',
	practice: 'kind: practice\npassingPercent: 60\nconfidence: true',
	submit: 'kind: test\npassingPercent: 60\nfeedback: afterSubmit\nconfidence: cbm',
	close: 'kind: test\npassingPercent: 60\nfeedback: afterClose\nconfidence: true',
	drawn: 'kind: test\npassingPercent: 60\nfeedback: afterClose\nbank: true\ndraw:\n  - count: 12'
};
/** Which kinds of questions people have to mark, and where they may not stand. */
const WITHOUT: Record<CanaryQuiz, QuestionType[]> = {
	pretest: ['open', 'file'],
	practice: ['file'],
	submit: [],
	close: [],
	drawn: ['open', 'file']
};

/** Writes a course with a quiz of every kind and policy, each with a question of every type it may have. */
export function writeCanaryCourse(coursesDir: string): Canary[] {
	const canaries: Canary[] = [];
	const write = (path: string, text: string) => {
		const file = join(coursesDir, CANARY_COURSE, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	};
	write('course.md', COURSE);
	write('01-modul/module.md', '---\ntitle: Moduł\n---\n');
	for (const [index, quiz] of CANARY_QUIZZES.entries()) {
		const folder = `01-modul/0${index + 1}-${quiz}`;
		const head = `---\ntitle: Quiz ${index + 1}\n${HEADS[quiz]}\n---\n`;
		write(
			`${folder}/lesson.md`,
			`---\ntitle: Lekcja ${index + 1}\nsummary: Krótko.\nminutes: 5\n---\n\nTreść lekcji.\n`
		);
		const questions = questionsOf(quiz, canaries);
		write(`${folder}/quiz.md`, quiz === 'drawn' ? head : `${head}\n${questions}`);
		if (quiz === 'drawn') write('bank.md', `---\ntitle: Bank\n---\n\n${questions}`);
	}
	return canaries;
}

function questionsOf(quiz: CanaryQuiz, canaries: Canary[]): string {
	const types = (Object.keys(QUESTIONS) as QuestionType[]).filter((type) => !WITHOUT[quiz].includes(type));
	return types
		.map((type) => {
			const word = (role: string) => keep(role, `kanarek${quiz}${type}${role}`.toLowerCase());
			const number = (role: string) => keep(role, `${7_300_000 + canaries.length},25`);
			const keep = (role: string, text: string) => {
				canaries.push({ quiz, type, role, text });
				return text;
			};
			const isMarked = type === 'open' || type === 'file';
			const id = `${quiz}-${type.toLowerCase()}${isMarked ? '' : ` points=${POINTS[quiz]}`}`;
			const body = QUESTIONS[type]({ word, number });
			return `## Pytanie ${types.indexOf(type) + 1} {#${id}}\n\n${body}\n\n> ${word(isMarked ? 'model' : 'explanation')}\n`;
		})
		.join('\n');
}

interface Secrets {
	word: (role: string) => string;
	number: (role: string) => string;
}

const QUESTIONS: Record<QuestionType, (secrets: Secrets) => string> = {
	single: ({ word }) => `- [ ] Pierwsza
  > ${word('wrongfeedback')}
- [x] Druga
  > ${word('rightfeedback')}
- [ ] Trzecia`,
	multiple: ({ word }) => `- [x] Pierwsza
  > ${word('rightfeedback')}
- [ ] Druga
  > ${word('wrongfeedback')}
- [x] Trzecia`,
	trueFalse: ({ word }) => `- [ ] Prawda
  > ${word('wrongfeedback')}
- [x] Fałsz`,
	number: ({ number }) => `Odpowiedź: ${number('value')} ± ${number('tolerance')} zł`,
	text: ({ word }) => `Odpowiedź: „${word('first')}”, „${word('second')}”`,
	ordering: () => '1. Wniosek\n2. Umowa\n3. Rozliczenie',
	matching: () => `| słowo | znaczenie |
| --- | --- |
| udział | wkład członka |
| przychód | pieniądze ze sprzedaży |
| nadwyżka | przychód bez kosztów |
| | kwota podatku |`,
	categorize: () => '- **Koszt**\n  - soki\n  - farby\n- **Przychód**\n  - kanapki',
	inlineChoice: () => 'Członek ma {jeden głos | [x] dwa głosy}, a decyduje {[x] walne | prezes}.',
	tableFill: ({ word, number }) => `| Towar | Razem | Kto |
| --- | --- | --- |
| zeszyty | {${number('value')} ± ${number('tolerance')} zł} | {„${word('accepted')}”} |`,
	calculated: ({ number }) =>
		`Jest {{sztuki = 20..60}} sztuk.\n\nOdpowiedź: {{sztuki + ${number('value')} − sztuki}} ± ${number('tolerance')} zł`,
	open: ({ word }) => `Odpowiedź otwarta, do 500 znaków

| Kryterium | Punkty | Za co |
| --- | ---: | --- |
| Cel | 2 | ${word('criterion')} |`,
	file: ({ word }) => `Plik: pdf, do 1 MB

| Kryterium | Punkty | Za co |
| --- | ---: | --- |
| Plan | 3 | ${word('criterion')} |`,
	case: ({ word }) => `### Na początek

Przyszła kartka.

- Odkładam ją → koniec
  > ${word('taken')}

  > [!LAW]
  > ${word('takenlaw')}
- Odpowiadam → #dalszy-ciag, 1 pkt
  > ${word('best')}

  > [!LAW]
  > ${word('bestlaw')}
- Pytam o radę → #dalszy-ciag
  > ${word('other')}

### Dalszy ciąg

${word('laternode')}

- Podpisuję ${word('laterchoice')} → koniec, 2 pkt
  > ${word('laterbest')}
- Czekam → koniec
  > ${word('laterother')}`
};

const COURSE = `---
title: Kanarki
summary: Kurs, którego klucze nie mogą wyjść przed czasem.
audience: [szkola]
forWhom: Każdy, kto sprawdza platformę
directions: [4.1.2]
level: podstawowy
hours: 1
objectives:
  - wyjaśniam, czym jest spółdzielnia
authors: [Zespół Wspólnie]
license: CC BY-SA 4.0
language: pl
lawAsOf: 2026-11-23
reviewBy: 2036-05-31
sources: []
certificate:
  title: Dyplom
  requires: [lessons, test]
competences:
  - id: decyzje
    name: wspólne podejmowanie decyzji
  - id: zasady
    name: stosowanie zasad spółdzielczych
  - id: pieniadze
    name: proste liczenie wspólnych pieniędzy
---

Kurs do prób.
`;
