import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface PostOffice {
	url: string;
	/** What has arrived. */
	mails: ParsedMail[];
	/** Answers so many next mails with a temporary refusal. */
	refuse(count: number): void;
	close(): Promise<void>;
}

/** A real mail server on this machine, without encryption or passwords. */
export async function openPostOffice(): Promise<PostOffice> {
	const mails: ParsedMail[] = [];
	let refusals = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			simpleParser(stream).then(
				(mail) => {
					if (refusals-- > 0) return done(new Error('451 try later'));
					mails.push(mail);
					done();
				},
				(error: unknown) => done(error as Error)
			);
		}
	});
	const port = await new Promise<number>((open) => {
		server.listen(0, '127.0.0.1', () => open((server.server.address() as { port: number }).port));
	});
	return {
		url: `smtp://127.0.0.1:${port}`,
		mails,
		refuse: (count) => (refusals = count),
		close: () => new Promise((closed) => server.close(closed))
	};
}
