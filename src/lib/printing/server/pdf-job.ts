import type { PrintableCertificate } from '#lib/certificates/server/pdf.ts';
import type { PrintableReport } from '#lib/reports/server/report-pdf.ts';

/** What the thread for PDF files can draw. */
export type PdfJob =
	| { kind: 'certificate'; certificate: PrintableCertificate; origin: string }
	/** Many certificates in one file, a page each. */
	| { kind: 'certificates'; certificates: PrintableCertificate[]; origin: string }
	| { kind: 'report'; report: PrintableReport };

/** Whoever asked wants the next piece. */
export const MORE = 'more';
