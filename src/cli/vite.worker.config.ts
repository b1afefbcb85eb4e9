import { defineConfig } from 'vite';

// The thread that draws PDF files, as one file beside the built server; faces are read from their packages.
export default defineConfig({
	build: {
		ssr: 'src/lib/printing/server/pdf-worker.ts',
		outDir: 'build',
		emptyOutDir: false,
		copyPublicDir: false,
		target: 'esnext',
		rollupOptions: { output: { entryFileNames: 'pdf-worker.js', codeSplitting: false } }
	},
	ssr: { noExternal: true }
});
