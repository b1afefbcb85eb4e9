import type { SignedInPerson } from '#lib/accounts/person.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { App as WspolnieApp } from '#lib/server/app.ts';
import type { Db } from '#lib/server/db/db.ts';

declare global {
	namespace App {
		interface Error {
			/** What the person can quote when asking for help; the log has it too. */
			reference?: string;
		}
		interface Locals {
			app: WspolnieApp;
			db: Db;
			courses: CourseIndex;
			person: SignedInPerson | null;
			/** For this answer's Content-Security-Policy. */
			nonce: string;
			/** Prepared HTML that takes the place of `PREPARED_HTML_MARK` in the rendered page. */
			preparedHtml: Uint8Array | null;
			/**
			 * `kept`: prepared at start, compressed well and once; `once`: made for this answer, compressed quickly; `none`:
			 * repeats what somebody else may have put into the address, so it is not compressed.
			 */
			preparedCompression: 'kept' | 'once' | 'none';
		}
	}
}
