import { SaxesParser } from 'saxes';
import { AppError } from '#lib/errors.ts';
import { damaged } from './read-limits.ts';
import { inChunks } from './read-text.ts';

const MAX_DEPTH = 64;

/** What a reader of XML wants to hear; names come without their prefix. */
export interface XmlListener {
	open?(name: string, attributes: Record<string, string>): void;
	text?(text: string): void;
	close?(name: string): void;
}

/**
 * Reads XML piece by piece. Document types, and with them entities and anything external, are refused.
 * @throws AppError 400 for what is no sound XML
 */
export function readXml(bytes: Uint8Array, listener: XmlListener): void {
	const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
	let depth = 0;
	const refuse = () => {
		throw damaged();
	};
	parser.on('error', refuse);
	parser.on('doctype', refuse);
	parser.on('opentag', ({ name, attributes }) => {
		if ((depth += 1) > MAX_DEPTH) throw damaged();
		listener.open?.(localName(name), withLocalNames(attributes));
	});
	parser.on('text', (text) => listener.text?.(text));
	parser.on('cdata', (text) => listener.text?.(text));
	parser.on('closetag', ({ name }) => {
		depth -= 1;
		listener.close?.(localName(name));
	});
	try {
		const decoder = new TextDecoder('utf-8', { fatal: true });
		for (const chunk of inChunks(bytes)) parser.write(decoder.decode(chunk, { stream: true }));
		parser.write(decoder.decode()).close();
	} catch (error) {
		throw error instanceof AppError ? error : damaged();
	}
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const withLocalNames = (attributes: Record<string, string>) =>
	Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
