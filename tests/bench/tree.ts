import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeBenchCourse } from './course.ts';

const COPIED = ['src', 'static', 'courses', 'migrations', 'vite.config.ts', 'package.json', 'tsconfig.json'];

/**
 * A throw-away copy of the product with two routes and a course that only the bench needs, built as for production, so
 * that the product itself holds nothing of them.
 */
export class BenchTree {
	readonly root = mkdtempSync(join(tmpdir(), 'wspolnie-bench-'));
	/** The shipped courses alone, for measuring the start. */
	readonly shippedCourses = resolve('courses');

	async build(): Promise<void> {
		for (const name of COPIED) cpSync(resolve(name), join(this.root, name), { recursive: true });
		cpSync(resolve('tests/bench/routes'), join(this.root, 'src/routes'), { recursive: true });
		writeBenchCourse(join(this.root, 'courses'));
		this.#linkPackages();
		await this.#run('svelte-kit', 'sync');
		await this.#run('vite', 'build');
		await this.#run('vite', 'build', '--config', 'src/cli/vite.worker.config.ts');
	}

	remove(): void {
		rmSync(this.root, { recursive: true, force: true });
	}

	/** Links every package but `$app`, which holds types generated for one tree. */
	#linkPackages() {
		mkdirSync(join(this.root, 'node_modules'));
		for (const name of readdirSync('node_modules')) {
			if (name !== '$app') symlinkSync(resolve('node_modules', name), join(this.root, 'node_modules', name));
		}
	}

	async #run(command: string, ...args: string[]) {
		const child = spawn(resolve('node_modules/.bin', command), args, {
			cwd: this.root,
			env: { ...process.env, NODE_ENV: undefined },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
		const [code] = (await once(child, 'exit')) as [number | null];
		if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
	}
}
