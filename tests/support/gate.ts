import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Gate {
	port: number;
	/** Cuts every connection and refuses new ones: to those outside, the server is gone. */
	shut(): void;
	open(): void;
	close(): Promise<void>;
}

/** Stands before a server of the tests, so that one of its clients can lose it while the others keep it. */
export async function startGate(target: number): Promise<Gate> {
	let isOpen = true;
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
	};
	const gate = createServer((outside) => {
		keep(outside);
		if (!isOpen) return void outside.destroy();
		const inside = connect(target, '127.0.0.1');
		keep(inside);
		outside.pipe(inside).pipe(outside);
		outside.on('close', () => inside.destroy());
		inside.on('close', () => outside.destroy());
	});
	await new Promise<void>((ready) => gate.listen(0, '127.0.0.1', ready));
	const cut = () => {
		for (const socket of sockets) socket.destroy();
	};
	return {
		port: (gate.address() as AddressInfo).port,
		shut() {
			isOpen = false;
			cut();
		},
		open() {
			isOpen = true;
		},
		close: () =>
			new Promise((done) => {
				gate.close(() => done());
				cut();
			})
	};
}
