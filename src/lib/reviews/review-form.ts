import * as v from 'valibot';

const name = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,100}$/));

/** The hidden fields of a card's form: what was shown. The answer itself is checked against its question. */
export const ReviewFields = v.object({
	courseSlug: name,
	quizSlug: name,
	questionSlug: name,
	/** Which of today's it was; the names of the answer's fields follow from it. */
	position: v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number)),
	hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
	key: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/))
});
