/** When the answers of one attempt were last saved. */
export interface SavedTimes {
	startedAt: string;
	answers: { questionHash: string; savedAt: string }[];
}

/** Whoever is quiet for longer does something else. */
const LONGEST_SECONDS = 30 * 60;

/**
 * Seconds from the save before (or the start) to the last save of an answer, by question. That is as near as the platform
 * can tell how long a question took: thinking of others meanwhile counts too. Answers saved at the same instant, as a
 * form without scripts sends them, say nothing and are left out, as are pauses beyond half an hour.
 */
export function secondsByQuestion(attempts: SavedTimes[]): Map<string, number[]> {
	const seconds = new Map<string, number[]>();
	for (const { startedAt, answers } of attempts) {
		const sorted = answers
			.map(({ questionHash, savedAt }) => ({ questionHash, at: Date.parse(savedAt) }))
			.sort((a, b) => a.at - b.at);
		sorted.forEach(({ questionHash, at }, place) => {
			const before = place === 0 ? Date.parse(startedAt) : (sorted[place - 1]?.at ?? at);
			const isShared = at === sorted[place + 1]?.at || at === before;
			const took = (at - before) / 1000;
			if (isShared || took <= 0 || took > LONGEST_SECONDS) return;
			const known = seconds.get(questionHash);
			if (known) known.push(took);
			else seconds.set(questionHash, [took]);
		});
	}
	return seconds;
}
