// particle-api-js, driven by commands on stdin (one word a line), saying one JSON line for each on stdout.
'use strict';
const readline = require('readline');
const Particle = require('particle-api-js');

const options = JSON.parse(process.argv[2]);
const particle = new Particle({ baseUrl: options.url });
let auth;
let stream;

function say(what) {
	process.stdout.write(JSON.stringify(what) + '\n');
}

const commands = {
	async login() {
		const { body } = await particle.login({ username: options.username, password: options.password });
		auth = body.access_token;
		return { token_type: body.token_type, expires_in: body.expires_in, length: auth.length };
	},
	async wrong_login() {
		try {
			await particle.login({ username: options.username, password: 'wrong' });
		} catch (error) {
			return { status: error.statusCode, description: error.shortErrorDescription };
		}
		return {};
	},
	async devices() {
		return (await particle.listDevices({ auth })).body;
	},
	async claim_code() {
		return (await particle.getClaimCode({ auth })).body;
	},
	async product_claim_code() {
		return (await particle.getClaimCode({ product: options.product, auth: options.customer_token })).body;
	},
	async user() {
		return (await particle.getUserInfo({ auth })).body;
	},
	async rename() {
		return (await particle.renameDevice({ deviceId: options.device, name: 'Kitchen', auth })).body;
	},
	async signal() {
		return (await particle.signalDevice({ deviceId: options.device, signal: true, auth })).body;
	},
	async stream() {
		stream = await particle.getEventStream({ deviceId: 'mine', auth });
		stream.on('event', (event) => say({ event: event.name, data: event.data, coreid: event.coreid }));
		return { open: true };
	},
	async remove() {
		return (await particle.removeDevice({ deviceId: options.device, auth })).body;
	},
	async quit() {
		if (stream) {
			stream.abort();
		}
		setTimeout(() => process.exit(0), 0);
		return { bye: true };
	}
};

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
	try {
		say({ answer: await commands[line.trim()]() });
	} catch (error) {
		say({ failed: String(error.errorDescription || error) });
	}
});
