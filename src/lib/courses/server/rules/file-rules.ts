import type { Tokens } from 'marked';
import { isPictureParagraph } from '../blocks/figure.ts';
import { mendName } from '../file-names.ts';
import { endingsOf, isAttachmentName, isCompanionName, kindOf, siblingOf } from '../file-types.ts';
import { lineOf, noteOf } from '../markdown-tokens.ts';
import { mistake, type Problem } from '../problems.ts';
import type { DocumentRule, ReadText } from './document-rules.ts';

/** Every attempt's page carries the pictures of its questions. */
const MAX_QUIZ_PICTURE = 100 * 1024;

const imagesOf = ({ all }: ReadText) => all.filter((token) => token.type === 'image') as Tokens.Image[];

const picturesAreThere: DocumentRule = (document) =>
	imagesOf(document).flatMap((image) => {
		const problems: Problem[] = [];
		const line = lineOf(image);
		if (image.text.trim() === '') {
			problems.push(
				mistake(line, 'obrazek bez opisu; w nawiasie kwadratowym napisz, co na nim jest: ![opis](plik.svg)')
			);
		}
		const { file } = noteOf(image);
		if (document.context.kind === 'quiz' && file && file.bytes > MAX_QUIZ_PICTURE) {
			problems.push(
				mistake(line, `obrazek „${image.href}” w quizie ma ponad 100 KiB; zmniejsz go, bo jest częścią pytania`)
			);
		}
		if (!file) problems.push(mistake(line, tellMissing(image.href, document)));
		else if (!['picture', 'film', 'sound'].includes(file.kind)) {
			problems.push(
				mistake(
					line,
					`„${image.href}” nie jest obrazkiem ani nagraniem; do pliku prowadzi link bez wykrzyknika: [nazwa](${image.href})`
				)
			);
		}
		return problems;
	});

/** What to do with a file whose ending is right and whose name is not; null for any other address. */
export function tellBadName(href: string): string | null {
	const mended = mendName(href);
	if (mended === href || /[/:#?]/.test(href) || !isCompanionName(mended)) return null;
	return `nazwa „${href}” może mieć tylko małe litery a–z, cyfry i myślniki; zmień ją tu i w folderze na „${mended}”`;
}

function tellMissing(href: string, { context: { kind } }: ReadText): string {
	if (/^(?:https?:)?\/\//i.test(href)) {
		return 'obrazek z internetu nie zadziała; pobierz go (jeśli licencja pozwala), połóż obok tekstu i podaj samą nazwę pliku';
	}
	const badName = tellBadName(href);
	if (badName) return badName;
	const fileKind = kindOf(href);
	const isRecording = fileKind === 'film' || fileKind === 'sound';
	if (isRecording && kind === 'quiz') return `w pytaniu może stać tylko obrazek; nagranie „${href}” przenieś do lekcji`;
	if (isRecording) return `nie ma nagrania „${href}”; połóż je obok tekstu i podaj samą jego nazwę`;
	return `nie ma obrazka „${href}”; połóż plik svg, png, webp, jpg albo gif obok tekstu i podaj samą jego nazwę`;
}

const figuresStandAlone: DocumentRule = ({ all, context: { kind } }) =>
	(all.filter((token) => token.type === 'paragraph') as Tokens.Paragraph[])
		.filter((paragraph) => !isPictureParagraph(paragraph.tokens))
		.flatMap((paragraph) => paragraph.tokens.filter((token) => token.type === 'image') as Tokens.Image[])
		.flatMap((image) => {
			if (['film', 'sound'].includes(kindOf(image.href) ?? ''))
				return [mistake(lineOf(image), 'nagranie stoi w środku zdania; oddziel je pustymi wierszami')];
			// A small picture without a caption may stand in the words of a question.
			return image.title || kind === 'page'
				? [mistake(lineOf(image), 'obrazek stoi w środku zdania; oddziel go pustymi wierszami')]
				: [];
		});

const recordingsCanBeRead: DocumentRule = (document) =>
	imagesOf(document).flatMap((image) => {
		const { file } = noteOf(image);
		if (file?.kind !== 'film' && file?.kind !== 'sound') return [];
		const problems: Problem[] = [];
		if (file.kind === 'film' && !file.captions) {
			problems.push(
				mistake(lineOf(image), `film bez napisów; połóż obok plik ${siblingOf(file.name, 'vtt')} w formacie WebVTT`)
			);
		}
		if (!file.transcript) {
			problems.push(
				mistake(
					lineOf(image),
					`nagranie bez zapisu; połóż obok plik ${siblingOf(file.name, 'md')} z tym, co słychać i widać`
				)
			);
		}
		return problems;
	});

const transcriptsAreProse: DocumentRule = ({ all, context: { kind } }) =>
	all
		.filter((token) => kind === 'transcript' && token.type === 'heading')
		.map((token) => mistake(lineOf(token), 'zapis nagrania nie ma nagłówków; nazwy części i osób zapisz pogrubieniem'));

const linkedFilesAreThere: DocumentRule = ({ all, context: { kind } }) =>
	(all.filter((token) => token.type === 'link') as Tokens.Link[]).flatMap((link) => {
		if (noteOf(link).file) return [];
		if (kindOf(link.href) === 'film' || kindOf(link.href) === 'sound') {
			return [mistake(lineOf(link), `nagranie wstawia się jak obrazek, z wykrzyknikiem: ![opis](${link.href})`)];
		}
		if (!isAttachmentName(link.href)) return [];
		if (kind !== 'page')
			return [mistake(lineOf(link), `do pliku „${link.href}” może prowadzić tylko link w lekcji; przenieś go tam`)];
		return [
			mistake(
				lineOf(link),
				`nie ma pliku „${link.href}”; połóż go obok tekstu i podaj samą jego nazwę (${endingsOf('attachment')})`
			)
		];
	});

/** What pictures, recordings and attachments are checked for. */
export const fileRules: DocumentRule[] = [
	picturesAreThere,
	figuresStandAlone,
	recordingsCanBeRead,
	transcriptsAreProse,
	linkedFilesAreThere
];
