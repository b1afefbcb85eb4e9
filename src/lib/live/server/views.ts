import {
	fieldsOf,
	questionFeedbackView,
	questionView,
	type QuestionFeedbackView,
	type QuestionView
} from '#lib/quizzes/question-view.ts';
import type { Db } from '#lib/server/db/db.ts';
import { distributionOf, type Bar } from '../distribution.ts';
import { takesAnswers, type LiveState } from '../live-session.ts';
import { findLiveAnswer, listValues } from './answers.ts';
import { loadLiveQuestion } from './live-question.ts';
import { countAnswers, type LiveSession } from './sessions.ts';

interface CommonView {
	state: LiveState;
	version: number;
	position: number;
	questionCount: number;
	isRevealed: boolean;
	question: QuestionView;
}

/** What the projector shows. */
export interface WallView extends CommonView {
	answered: number;
	learners: number;
	/** Once revealed: bars (null: too few answers), the key and its explanation. */
	result: { bars: Bar[] | null; key: QuestionFeedbackView } | null;
}

/** What somebody who answers sees; nothing of the key before the wall shows it. */
export interface SeatView extends CommonView {
	takesAnswers: boolean;
	isAnswered: boolean;
	/** The fields of the answer, by name. */
	fields: Record<string, string>;
	feedback: QuestionFeedbackView | null;
}

export async function wallView(db: Db, session: LiveSession): Promise<WallView> {
	const { content, order, common } = await readQuestion(db, session);
	const counts = await countAnswers(db, session);
	if (!session.isRevealed) return { ...common, ...counts, result: null };
	const bars = distributionOf(content, order, await listValues(db, session));
	return { ...common, ...counts, result: { bars, key: questionFeedbackView(content, order, undefined) } };
}

export async function seatView(db: Db, session: LiveSession, personId: string): Promise<SeatView> {
	const { content, order, common } = await readQuestion(db, session);
	const value = await findLiveAnswer(db, personId, session);
	return {
		...common,
		takesAnswers: takesAnswers(session),
		isAnswered: value !== undefined,
		fields: fieldsOf(content, order, session.position, value),
		feedback: session.isRevealed ? questionFeedbackView(content, order, value) : null
	};
}

async function readQuestion(db: Db, session: LiveSession) {
	const { state, version, position, questions, isRevealed } = session;
	const question = questions[position] as LiveSession['questions'][number];
	const { order } = question;
	const content = await loadLiveQuestion(db, question);
	const common: CommonView = {
		state,
		version,
		position,
		questionCount: questions.length,
		isRevealed,
		question: questionView(content, order)
	};
	return { content, order, common };
}
