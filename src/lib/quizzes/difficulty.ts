/** How hard a question is, as its author judges it or as answers showed. */
export type Difficulty = 'easy' | 'medium' | 'hard';

/** As authors write it in `difficulty=…`. */
export const DIFFICULTIES = { latwe: 'easy', srednie: 'medium', trudne: 'hard' } as const satisfies Record<
	string,
	Difficulty
>;

/** As people read it: „pytanie łatwe”. */
export const DIFFICULTY_NAMES: Record<Difficulty, string> = { easy: 'łatwe', medium: 'średnie', hard: 'trudne' };
