/** Kinds of files that can be handed in, by the ending of their name. */
export const FILE_TYPES = {
	pdf: { label: 'PDF', mediaType: 'application/pdf' },
	docx: {
		label: 'Word (docx)',
		mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
	},
	odt: { label: 'OpenDocument (odt)', mediaType: 'application/vnd.oasis.opendocument.text' },
	xlsx: {
		label: 'Excel (xlsx)',
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
	},
	ods: { label: 'arkusz OpenDocument (ods)', mediaType: 'application/vnd.oasis.opendocument.spreadsheet' },
	png: { label: 'obraz PNG', mediaType: 'image/png' },
	jpg: { label: 'zdjęcie JPEG', mediaType: 'image/jpeg' }
} as const;
export type FileType = keyof typeof FILE_TYPES;

export const isFileType = (ending: string): ending is FileType => Object.hasOwn(FILE_TYPES, ending);

/** The most an author may allow: what the server takes with the rest of the page. */
export const MOST_MEGABYTES = 10;

const KILOBYTE = 1000;

/** `1,2 MB`, `340 kB`; a started kilobyte counts. */
export function sizeInWords(bytes: number): string {
	const kilobytes = Math.max(1, Math.ceil(bytes / KILOBYTE));
	if (kilobytes < KILOBYTE) return `${kilobytes}\u00a0kB`;
	return `${String(Math.ceil(kilobytes / 100) / 10).replace('.', ',')}\u00a0MB`;
}

/** A handed file as pages show it. */
export interface HandedFileView {
	/** As its learner called it. */
	name: string;
	/** In words. */
	size: string;
	/** Where whoever looks may download it. */
	path: string;
}
