import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { hardSpaces } from './src/lib/ui/hard-spaces.ts';

const isTest = process.env.VITEST !== undefined;

export default defineConfig({
	// Tests run plain modules and the built server: neither needs the framework's plugin.
	plugins: isTest
		? []
		: [
				sveltekit({
					adapter: adapter({ precompress: true }),
					preprocess: [hardSpaces],
					// The page for reading without the internet is shown at any address.
					paths: { relative: false },
					// Whoever saves a course registers it, see save-course.ts.
					serviceWorker: { register: false },
					// Our own check in hooks.server.ts covers every state change, JSON included; Kit's covers forms only.
					csrf: { trustedOrigins: ['*'] }
				})
			],
	// The one script is built as a worker: a file of its own. Feedback offline is drawn by the component of the page.
	worker: { format: 'es', plugins: () => [svelte({ configFile: false, preprocess: [hardSpaces] })] },
	test: {
		globalSetup: 'tests/support/global-setup.ts',
		projects: [
			{
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/data/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				test: {
					name: 'server',
					include: ['tests/server/**/*.test.ts'],
					// Real processes: one file at a time, so that figures and ports are not fought over.
					fileParallelism: false,
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
