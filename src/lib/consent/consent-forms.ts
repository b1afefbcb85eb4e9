import * as v from 'valibot';
import { email, form, nickname, text } from '../accounts/account-forms.ts';

const method = v.pipe(text, v.picklist(['link', 'paper'], 'Wybierz, jak opiekun da zgodę.'));

const askedByLink = form({ nickname, method: v.pipe(text, v.literal('link')), guardianEmail: email });
const askedOnPaper = form({
	nickname,
	method: v.pipe(text, v.literal('paper')),
	guardianEmail: v.pipe(
		text,
		v.transform(() => null)
	)
});

/** Chosen by the method, so that an address is asked for only where it is needed. */
export const ConsentRequestForm = v.lazy((input) => {
	const chosen = (input as { method?: unknown }).method;
	if (chosen === 'paper') return askedOnPaper;
	return chosen === 'link' ? askedByLink : form({ nickname, method, guardianEmail: text });
});
