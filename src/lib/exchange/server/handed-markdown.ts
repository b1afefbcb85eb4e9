import { zipSync } from 'fflate';
import { refuse } from './exchange-limits.ts';

const PICTURE_NAME = /^obrazek-[0-9a-f]{12}\.(?:png|jpg|gif|webp|svg)$/;

/**
 * The file to save: `bank.md` alone, or in a ZIP with its pictures and, where people mark some questions, a `quiz.md`.
 * Markdown and pictures come from the form of the preview, where their author may have changed the text.
 * @throws AppError 400 when a picture bears a name that the preview never gives
 */
export function handedFile(fields: FormData): { bytes: Uint8Array; name: string } {
	const texts = [
		['bank.md', fields.get('markdown')],
		['quiz.md', fields.get('marked')]
	].flatMap(([name, text]): [string, Uint8Array][] =>
		typeof name === 'string' && typeof text === 'string' && text !== ''
			? [[name, new TextEncoder().encode(text.replace(/\r\n?/g, '\n'))]]
			: []
	);
	const [first] = texts;
	if (!first) throw refuse('Formularz jest pusty. Wróć i\u00a0wczytaj plik jeszcze raz.');
	const pictures = fields.getAll('picture').map((value): [string, Uint8Array] => {
		const [name = '', base64 = ''] = typeof value === 'string' ? value.split(':') : [];
		if (!PICTURE_NAME.test(name)) throw refuse('Obrazki dotarły uszkodzone. Wczytaj plik jeszcze raz.');
		return [name, Buffer.from(base64, 'base64')];
	});
	if (pictures.length === 0 && texts.length === 1) return { bytes: first[1], name: first[0] };
	return { bytes: zipSync(Object.fromEntries([...texts, ...pictures])), name: 'pytania.zip' };
}
