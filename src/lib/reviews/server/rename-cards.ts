import type { Trx } from '#lib/server/db/db.ts';
import type { CardPlace } from './reviewable.ts';

/** Where a question stood and stands, in one course. */
export interface MovedQuestion {
	courseSlug: string;
	from: Omit<CardPlace, 'courseSlug'>;
	to: Omit<CardPlace, 'courseSlug'>;
}

/** Carries everybody's cards and answers to a question's new name; who has a card there already keeps both. */
export async function renameCards(trx: Trx, { courseSlug, from, to }: MovedQuestion): Promise<void> {
	await trx
		.updateTable('reviewCard')
		.set(to)
		.where((eb) => eb.and({ courseSlug, ...from }))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('reviewCard as other')
						.select('other.dueAt')
						.whereRef('other.userAccountId', '=', 'reviewCard.userAccountId')
						.where('other.courseSlug', '=', courseSlug)
						.where('other.quizSlug', '=', to.quizSlug)
						.where('other.questionSlug', '=', to.questionSlug)
				)
			)
		)
		.execute();
	await trx
		.updateTable('reviewEntry')
		.set(to)
		.where((eb) => eb.and({ courseSlug, ...from }))
		.execute();
}
