import type { Refusal } from './logo-file.ts';

const MAX_SIDE = 1200;

export const BROKEN: Refusal = {
	problem:
		'Ten plik jest uszkodzony albo niepełny. Otwórz go w programie graficznym, zapisz jeszcze raz i dodaj ponownie.'
};

/** @returns null when a picture of this many pixels will do */
export function sizeProblem(width: number, height: number): Refusal | null {
	if (width === 0 || height === 0) return BROKEN;
	if (width <= MAX_SIDE && height <= MAX_SIDE) return null;
	return {
		problem: `To logo ma ${width} × ${height} pikseli. Zmniejsz je do najwyżej ${MAX_SIDE} × ${MAX_SIDE} i dodaj ponownie.`
	};
}
