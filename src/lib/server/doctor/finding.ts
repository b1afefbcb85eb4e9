/** One line of the report: what was looked at, and what to do about it. */
export interface Finding {
	/** `bad` keeps the platform from working; `doubtful` is fine for some set-ups only. */
	state: 'good' | 'doubtful' | 'bad';
	text: string;
	cure?: string;
}

export const good = (text: string): Finding => ({ state: 'good', text });
export const doubtful = (text: string, cure: string): Finding => ({ state: 'doubtful', text, cure });
export const bad = (text: string, cure: string): Finding => ({ state: 'bad', text, cure });
