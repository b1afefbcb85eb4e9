import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ precompress: true }),
			// Our own check in hooks.server.ts covers every state change, JSON included; Kit's covers forms only.
			csrf: { trustedOrigins: ['*'] }
		})
	]
});
