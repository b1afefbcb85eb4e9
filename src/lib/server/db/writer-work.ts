import { saveAnswers } from '#lib/quizzes/server/answers.ts';

/** What the thread that writes to an SQLite file carries out whole, because a message a statement would cost more. */
export const writerWork = { saveAnswers };

export type WorkName = keyof typeof writerWork;
