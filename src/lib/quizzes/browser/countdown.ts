import { counted } from '../../format.ts';

const SAID_AT_MINUTES = [10, 5, 1];

/** `Zostało 12 min`; seconds only in the last minute. */
export function timeLeftInWords(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1000));
	if (seconds <= 60) return `Zostało ${seconds}\u00a0s`;
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 120) return `Zostało ${minutes}\u00a0min`;
	return `Zostało ${Math.floor(minutes / 60)}\u00a0godz. ${minutes % 60}\u00a0min`;
}

/** What to say aloud when the time left falls from one value to another; null: nothing. */
export function timeWarning(beforeMs: number, nowMs: number): string | null {
	const minutes = SAID_AT_MINUTES.findLast((each) => beforeMs > each * 60_000 && nowMs <= each * 60_000);
	return minutes === undefined ? null : `Do końca ${counted(minutes, 'minuta', 'minuty', 'minut')}.`;
}

export interface CountdownParts {
	/** Milliseconds left by the server's clock. */
	left: () => number;
	show: (text: string) => void;
	announce: (text: string) => void;
	/** Once, when the time is over. */
	end: () => void;
}

/** Shows the time left every second, warns at 10, 5 and 1 minute, and calls `end`. */
export function startCountdown({ left, show, announce, end }: CountdownParts): void {
	let before = Number.POSITIVE_INFINITY;
	const tick = () => {
		const now = left();
		show(timeLeftInWords(now));
		const warning = Number.isFinite(before) ? timeWarning(before, now) : null;
		if (warning) announce(warning);
		before = now;
		if (now > 0) return;
		clearInterval(timer);
		end();
	};
	const timer = setInterval(tick, 1000);
	tick();
}
