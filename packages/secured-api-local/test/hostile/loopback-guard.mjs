// Loaded before everything else by --import: notes every address that a process asks for.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const note = (what, address) =>
  appendFileSync(process.env.ADDRESS_NOTES ?? '', `${what} ${address ?? 'localhost'}\n`);

note('guarded', process.pid);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function guarded(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (options?.path === undefined) note('connect', options?.host ?? args[1]);
  return connect.apply(this, args);
};

for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name];
  dns[name] = (host, ...rest) => {
    note('lookup', host);
    return original(host, ...rest);
  };
}

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function guarded(...args) {
  note(
    'send',
    args.find((arg) => typeof arg === 'string'),
  );
  return send.apply(this, args);
};
