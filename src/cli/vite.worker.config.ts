import { defineConfig } from 'vite';

// The threads and the process that reads files of other systems, each as one file beside the built server; faces of PDF files are read from their packages.
export default defineConfig({
	build: {
		ssr: true,
		outDir: 'build',
		emptyOutDir: false,
		copyPublicDir: false,
		target: 'esnext',
		rollupOptions: {
			input: {
				'exchange-worker': 'src/lib/exchange/server/exchange-worker.ts',
				'pdf-worker': 'src/lib/printing/server/pdf-worker.ts',
				'measure-worker': 'src/lib/statistics/server/measure-worker.ts',
				'sqlite-writer-thread': 'src/lib/server/db/sqlite-writer-thread.ts'
			},
			output: { entryFileNames: '[name].js', chunkFileNames: 'thread-[name].js' }
		}
	},
	ssr: { noExternal: true, external: ['better-sqlite3'] }
});
