import * as v from 'valibot';
import { CONFIDENCES } from '../confidence/confidence.ts';

export const MOST_CHANGES = 50;

/** What a browser sends to save answers; the value itself is checked against its question. */
export const AnswerChanges = v.strictObject({
	changes: v.pipe(
		v.array(
			v.strictObject({
				position: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
				value: v.unknown(),
				confidence: v.optional(v.nullable(v.picklist(CONFIDENCES))),
				key: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/))
			})
		),
		v.minLength(1),
		v.maxLength(MOST_CHANGES)
	)
});

export type GivenChange = v.InferOutput<typeof AnswerChanges>['changes'][number];

/** The reply to one change, in the order they were sent. */
export interface SavedChange {
	position: number;
	key: string;
	/** `late`: kept, but came after the end and does not count; `refused`: not kept, `message` says what to mend. */
	state: 'saved' | 'late' | 'refused';
	message?: string;
}
