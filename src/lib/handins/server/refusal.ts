/** What is wrong with a file, as a sentence for the person. */
export interface Refusal {
	problem: string;
}

export const BROKEN: Refusal = {
	problem: 'Ten plik jest uszkodzony albo niepełny. Otwórz go w programie, zapisz jeszcze raz i prześlij ponownie.'
};
