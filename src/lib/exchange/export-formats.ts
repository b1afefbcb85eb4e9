/** What a course's questions can be handed on as. */
export const EXPORT_FORMATS = {
	moodle: { label: 'Moodle XML', ending: 'xml', contentType: 'application/xml; charset=utf-8' },
	gift: { label: 'GIFT', ending: 'txt', contentType: 'text/plain; charset=utf-8' },
	qti: { label: 'QTI 3.0 (paczka ZIP)', ending: 'zip', contentType: 'application/zip' }
} as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;

export const isExportFormat = (name: string | null): name is ExportFormat =>
	name !== null && Object.hasOwn(EXPORT_FORMATS, name);
