/** Does `work` before the next frame and, at most once a frame, whenever the page is scrolled or changes its size. */
export function onScroll(work: () => void): void {
	let isWaiting = false;
	const soon = () => {
		if (isWaiting) return;
		isWaiting = true;
		requestAnimationFrame(() => {
			isWaiting = false;
			work();
		});
	};
	addEventListener('scroll', soon, { passive: true });
	addEventListener('resize', soon, { passive: true });
	soon();
}
