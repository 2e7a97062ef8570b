// Loaded into the real Hub server before its own code: it offers no bind address and calls the
// real Hub, so it is kept on loopback here and every host name is unknown.
"use strict";
const dns = require("node:dns");
const net = require("node:net");

const listen = Reflect.get(net.Server.prototype, "listen");
net.Server.prototype.listen = /** @param {any[]} args */ function (...args) {
  const [first] = args;
  const options = typeof first === "object" && first !== null ? first : { port: Number(first) };
  const callback = args.find((argument) => typeof argument === "function");
  return Reflect.apply(listen, this, [{ ...options, host: "127.0.0.1" }, callback]);
};

/** @param {string} hostname */
function unknown(hostname) {
  const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
  return Object.assign(error, { code: "ENOTFOUND", syscall: "getaddrinfo", hostname });
}

const { lookup } = dns;
Object.assign(dns, {
  lookup(/** @type {string} */ hostname, /** @type {any[]} */ ...rest) {
    if (net.isIP(hostname)) Reflect.apply(lookup, dns, [hostname, ...rest]);
    else process.nextTick(rest.at(-1), unknown(hostname));
  },
});
dns.promises.lookup = async (/** @type {string} */ hostname) => {
  throw unknown(hostname);
};
