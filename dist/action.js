import { __commonJSMin, __exportAll, __require, __toESM } from "./rolldown-runtime.js";
import { ISSUE_FIELDS, Stop, World, apply, approvalFacts, attempt, audit, auditLine, beyond, check, code, count, endGrants, endedInside, enforce, exitCode, failureOf, findingEntry, grantBlock, groundOf, holdersIn, judgeApprovals, knownMain, link, markdownText, name, nameRow, onOneLine, pathText, policiesAt, propose, readWords, renewToken, report, reportSummary, roleOfOption, rotate, settleEnds, sharedPaths, some, spanText, takeSurvey, tellAndDeliver, tellSinks, words } from "./compose.js";
import { error as error$1, hasErrors, inOrder } from "./provenance.js";
import { between, formatInstant, seconds } from "./units.js";
import { OutsideError } from "./outside-error.js";
import { LOGIN, sameLogin } from "./login.js";
import { NAME, isKey } from "./canonical.js";
import os from "node:os";
import process$1 from "node:process";
import * as os$2 from "os";
import os$1, { EOL } from "os";
import * as crypto from "crypto";
import * as fs$1 from "fs";
import { constants as constants$1, promises } from "fs";
import * as path from "path";
const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");
import * as events from "events";
import { StringDecoder } from "string_decoder";
import * as child from "child_process";
import { setTimeout as setTimeout$1 } from "timers";
import { readFileSync } from "node:fs";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os$2.EOL);
}
function issue(name, message = "") {
	issueCommand(name, {}, message);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs$1.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs$1.appendFileSync(filePath, `${toCommandValue(message)}${os$2.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os$2.EOL}${convertedValue}${os$2.EOL}${delimiter}`;
}

// node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
	const usingSsl = reqUrl.protocol === "https:";
	if (checkBypass(reqUrl)) return;
	const proxyVar = (() => {
		if (usingSsl) return process.env["https_proxy"] || process.env["HTTPS_PROXY"];
		else return process.env["http_proxy"] || process.env["HTTP_PROXY"];
	})();
	if (proxyVar) try {
		return new DecodedURL(proxyVar);
	} catch (_a) {
		if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://")) return new DecodedURL(`http://${proxyVar}`);
	}
	else return;
}
function checkBypass(reqUrl) {
	if (!reqUrl.hostname) return false;
	const reqHost = reqUrl.hostname;
	if (isLoopbackAddress(reqHost)) return true;
	const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
	if (!noProxy) return false;
	let reqPort;
	if (reqUrl.port) reqPort = Number(reqUrl.port);
	else if (reqUrl.protocol === "http:") reqPort = 80;
	else if (reqUrl.protocol === "https:") reqPort = 443;
	const upperReqHosts = [reqUrl.hostname.toUpperCase()];
	if (typeof reqPort === "number") upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
	for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) return true;
	return false;
}
function isLoopbackAddress(host) {
	const hostLower = host.toLowerCase();
	return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
}
var DecodedURL = class extends URL {
	constructor(url, base) {
		super(url, base);
		this._decodedUsername = decodeURIComponent(super.username);
		this._decodedPassword = decodeURIComponent(super.password);
	}
	get username() {
		return this._decodedUsername;
	}
	get password() {
		return this._decodedPassword;
	}
};

// node_modules/tunnel/lib/tunnel.js
var require_tunnel$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	__require("net");
	var tls = __require("tls");
	var http = __require("http");
	var https = __require("https");
	var events = __require("events");
	__require("assert");
	var util = __require("util");
	exports.httpOverHttp = httpOverHttp;
	exports.httpsOverHttp = httpsOverHttp;
	exports.httpOverHttps = httpOverHttps;
	exports.httpsOverHttps = httpsOverHttps;
	function httpOverHttp(options) {
		var agent = new TunnelingAgent(options);
		agent.request = http.request;
		return agent;
	}
	function httpsOverHttp(options) {
		var agent = new TunnelingAgent(options);
		agent.request = http.request;
		agent.createSocket = createSecureSocket;
		agent.defaultPort = 443;
		return agent;
	}
	function httpOverHttps(options) {
		var agent = new TunnelingAgent(options);
		agent.request = https.request;
		return agent;
	}
	function httpsOverHttps(options) {
		var agent = new TunnelingAgent(options);
		agent.request = https.request;
		agent.createSocket = createSecureSocket;
		agent.defaultPort = 443;
		return agent;
	}
	function TunnelingAgent(options) {
		var self = this;
		self.options = options || {};
		self.proxyOptions = self.options.proxy || {};
		self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
		self.requests = [];
		self.sockets = [];
		self.on("free", function onFree(socket, host, port, localAddress) {
			var options = toOptions(host, port, localAddress);
			for (var i = 0, len = self.requests.length; i < len; ++i) {
				var pending = self.requests[i];
				if (pending.host === options.host && pending.port === options.port) {
					self.requests.splice(i, 1);
					pending.request.onSocket(socket);
					return;
				}
			}
			socket.destroy();
			self.removeSocket(socket);
		});
	}
	util.inherits(TunnelingAgent, events.EventEmitter);
	TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
		var self = this;
		var options = mergeOptions({ request: req }, self.options, toOptions(host, port, localAddress));
		if (self.sockets.length >= this.maxSockets) {
			self.requests.push(options);
			return;
		}
		self.createSocket(options, function(socket) {
			socket.on("free", onFree);
			socket.on("close", onCloseOrRemove);
			socket.on("agentRemove", onCloseOrRemove);
			req.onSocket(socket);
			function onFree() {
				self.emit("free", socket, options);
			}
			function onCloseOrRemove(err) {
				self.removeSocket(socket);
				socket.removeListener("free", onFree);
				socket.removeListener("close", onCloseOrRemove);
				socket.removeListener("agentRemove", onCloseOrRemove);
			}
		});
	};
	TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
		var self = this;
		var placeholder = {};
		self.sockets.push(placeholder);
		var connectOptions = mergeOptions({}, self.proxyOptions, {
			method: "CONNECT",
			path: options.host + ":" + options.port,
			agent: false,
			headers: { host: options.host + ":" + options.port }
		});
		if (options.localAddress) connectOptions.localAddress = options.localAddress;
		if (connectOptions.proxyAuth) {
			connectOptions.headers = connectOptions.headers || {};
			connectOptions.headers["Proxy-Authorization"] = "Basic " + new Buffer(connectOptions.proxyAuth).toString("base64");
		}
		debug("making CONNECT request");
		var connectReq = self.request(connectOptions);
		connectReq.useChunkedEncodingByDefault = false;
		connectReq.once("response", onResponse);
		connectReq.once("upgrade", onUpgrade);
		connectReq.once("connect", onConnect);
		connectReq.once("error", onError);
		connectReq.end();
		function onResponse(res) {
			res.upgrade = true;
		}
		function onUpgrade(res, socket, head) {
			process.nextTick(function() {
				onConnect(res, socket, head);
			});
		}
		function onConnect(res, socket, head) {
			connectReq.removeAllListeners();
			socket.removeAllListeners();
			if (res.statusCode !== 200) {
				debug("tunneling socket could not be established, statusCode=%d", res.statusCode);
				socket.destroy();
				var error = /* @__PURE__ */ new Error("tunneling socket could not be established, statusCode=" + res.statusCode);
				error.code = "ECONNRESET";
				options.request.emit("error", error);
				self.removeSocket(placeholder);
				return;
			}
			if (head.length > 0) {
				debug("got illegal response body from proxy");
				socket.destroy();
				var error = /* @__PURE__ */ new Error("got illegal response body from proxy");
				error.code = "ECONNRESET";
				options.request.emit("error", error);
				self.removeSocket(placeholder);
				return;
			}
			debug("tunneling connection has established");
			self.sockets[self.sockets.indexOf(placeholder)] = socket;
			return cb(socket);
		}
		function onError(cause) {
			connectReq.removeAllListeners();
			debug("tunneling socket could not be established, cause=%s\n", cause.message, cause.stack);
			var error = /* @__PURE__ */ new Error("tunneling socket could not be established, cause=" + cause.message);
			error.code = "ECONNRESET";
			options.request.emit("error", error);
			self.removeSocket(placeholder);
		}
	};
	TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
		var pos = this.sockets.indexOf(socket);
		if (pos === -1) return;
		this.sockets.splice(pos, 1);
		var pending = this.requests.shift();
		if (pending) this.createSocket(pending, function(socket) {
			pending.request.onSocket(socket);
		});
	};
	function createSecureSocket(options, cb) {
		var self = this;
		TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
			var hostHeader = options.request.getHeader("host");
			var tlsOptions = mergeOptions({}, self.options, {
				socket,
				servername: hostHeader ? hostHeader.replace(/:.*$/, "") : options.host
			});
			var secureSocket = tls.connect(0, tlsOptions);
			self.sockets[self.sockets.indexOf(socket)] = secureSocket;
			cb(secureSocket);
		});
	}
	function toOptions(host, port, localAddress) {
		if (typeof host === "string") return {
			host,
			port,
			localAddress
		};
		return host;
	}
	function mergeOptions(target) {
		for (var i = 1, len = arguments.length; i < len; ++i) {
			var overrides = arguments[i];
			if (typeof overrides === "object") {
				var keys = Object.keys(overrides);
				for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
					var k = keys[j];
					if (overrides[k] !== void 0) target[k] = overrides[k];
				}
			}
		}
		return target;
	}
	var debug;
	if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) debug = function() {
		var args = Array.prototype.slice.call(arguments);
		if (typeof args[0] === "string") args[0] = "TUNNEL: " + args[0];
		else args.unshift("TUNNEL:");
		console.error.apply(console, args);
	};
	else debug = function() {};
}));

// node_modules/tunnel/index.js
var require_tunnel = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_tunnel$1();
}));

// \0never-runs:undici.cjs
var require__never_runs_undici = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.ProxyAgent = class {
		constructor() {
			throw new Error("undici is not part of this build");
		}
	};
}));

// node_modules/@actions/http-client/lib/index.js
var import_tunnel = /* @__PURE__ */ __toESM(require_tunnel(), 1);
var import__never_runs_undici = require__never_runs_undici();
var __awaiter$9 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var HttpCodes;
(function(HttpCodes) {
	HttpCodes[HttpCodes["OK"] = 200] = "OK";
	HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
	HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
	HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
	HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
	HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
	HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
	HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
	HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
	HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
	HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
	HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
	HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
	HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
	HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
	HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
	HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
	HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
	HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
	HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
	HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
	HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
	HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
	HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
	HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
	HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
	HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function(Headers) {
	Headers["Accept"] = "accept";
	Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function(MediaTypes) {
	MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
const HttpRedirectCodes = [
	HttpCodes.MovedPermanently,
	HttpCodes.ResourceMoved,
	HttpCodes.SeeOther,
	HttpCodes.TemporaryRedirect,
	HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
	HttpCodes.BadGateway,
	HttpCodes.ServiceUnavailable,
	HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = [
	"OPTIONS",
	"GET",
	"DELETE",
	"HEAD"
];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
var HttpClientError = class HttpClientError extends Error {
	constructor(message, statusCode) {
		super(message);
		this.name = "HttpClientError";
		this.statusCode = statusCode;
		Object.setPrototypeOf(this, HttpClientError.prototype);
	}
};
var HttpClientResponse = class {
	constructor(message) {
		this.message = message;
	}
	readBody() {
		return __awaiter$9(this, void 0, void 0, function* () {
			return new Promise((resolve) => __awaiter$9(this, void 0, void 0, function* () {
				let output = Buffer.alloc(0);
				this.message.on("data", (chunk) => {
					output = Buffer.concat([output, chunk]);
				});
				this.message.on("end", () => {
					resolve(output.toString());
				});
			}));
		});
	}
	readBodyBuffer() {
		return __awaiter$9(this, void 0, void 0, function* () {
			return new Promise((resolve) => __awaiter$9(this, void 0, void 0, function* () {
				const chunks = [];
				this.message.on("data", (chunk) => {
					chunks.push(chunk);
				});
				this.message.on("end", () => {
					resolve(Buffer.concat(chunks));
				});
			}));
		});
	}
};
var HttpClient = class {
	constructor(userAgent, handlers, requestOptions) {
		this._ignoreSslError = false;
		this._allowRedirects = true;
		this._allowRedirectDowngrade = false;
		this._maxRedirects = 50;
		this._allowRetries = false;
		this._maxRetries = 1;
		this._keepAlive = false;
		this._disposed = false;
		this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
		this.handlers = handlers || [];
		this.requestOptions = requestOptions;
		if (requestOptions) {
			if (requestOptions.ignoreSslError != null) this._ignoreSslError = requestOptions.ignoreSslError;
			this._socketTimeout = requestOptions.socketTimeout;
			if (requestOptions.allowRedirects != null) this._allowRedirects = requestOptions.allowRedirects;
			if (requestOptions.allowRedirectDowngrade != null) this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
			if (requestOptions.maxRedirects != null) this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
			if (requestOptions.keepAlive != null) this._keepAlive = requestOptions.keepAlive;
			if (requestOptions.allowRetries != null) this._allowRetries = requestOptions.allowRetries;
			if (requestOptions.maxRetries != null) this._maxRetries = requestOptions.maxRetries;
		}
	}
	options(requestUrl, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request("OPTIONS", requestUrl, null, additionalHeaders || {});
		});
	}
	get(requestUrl, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request("GET", requestUrl, null, additionalHeaders || {});
		});
	}
	del(requestUrl, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request("DELETE", requestUrl, null, additionalHeaders || {});
		});
	}
	post(requestUrl, data, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request("POST", requestUrl, data, additionalHeaders || {});
		});
	}
	patch(requestUrl, data, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request("PATCH", requestUrl, data, additionalHeaders || {});
		});
	}
	put(requestUrl, data, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request("PUT", requestUrl, data, additionalHeaders || {});
		});
	}
	head(requestUrl, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request("HEAD", requestUrl, null, additionalHeaders || {});
		});
	}
	sendStream(verb, requestUrl, stream, additionalHeaders) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return this.request(verb, requestUrl, stream, additionalHeaders);
		});
	}
	getJson(requestUrl_1) {
		return __awaiter$9(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			const res = yield this.get(requestUrl, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	postJson(requestUrl_1, obj_1) {
		return __awaiter$9(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.post(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	putJson(requestUrl_1, obj_1) {
		return __awaiter$9(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.put(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	patchJson(requestUrl_1, obj_1) {
		return __awaiter$9(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.patch(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	request(verb, requestUrl, data, headers) {
		return __awaiter$9(this, void 0, void 0, function* () {
			if (this._disposed) throw new Error("Client has already been disposed.");
			const parsedUrl = new URL(requestUrl);
			let info = this._prepareRequest(verb, parsedUrl, headers);
			const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
			let numTries = 0;
			let response;
			do {
				response = yield this.requestRaw(info, data);
				if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
					let authenticationHandler;
					for (const handler of this.handlers) if (handler.canHandleAuthentication(response)) {
						authenticationHandler = handler;
						break;
					}
					if (authenticationHandler) return authenticationHandler.handleAuthentication(this, info, data);
					else return response;
				}
				let redirectsRemaining = this._maxRedirects;
				while (response.message.statusCode && HttpRedirectCodes.includes(response.message.statusCode) && this._allowRedirects && redirectsRemaining > 0) {
					const redirectUrl = response.message.headers["location"];
					if (!redirectUrl) break;
					const parsedRedirectUrl = new URL(redirectUrl);
					if (parsedUrl.protocol === "https:" && parsedUrl.protocol !== parsedRedirectUrl.protocol && !this._allowRedirectDowngrade) throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
					yield response.readBody();
					if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
						for (const header in headers) if (header.toLowerCase() === "authorization") delete headers[header];
					}
					info = this._prepareRequest(verb, parsedRedirectUrl, headers);
					response = yield this.requestRaw(info, data);
					redirectsRemaining--;
				}
				if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) return response;
				numTries += 1;
				if (numTries < maxTries) {
					yield response.readBody();
					yield this._performExponentialBackoff(numTries);
				}
			} while (numTries < maxTries);
			return response;
		});
	}
	dispose() {
		if (this._agent) this._agent.destroy();
		this._disposed = true;
	}
	requestRaw(info, data) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => {
				function callbackForResult(err, res) {
					if (err) reject(err);
					else if (!res) reject(/* @__PURE__ */ new Error("Unknown error"));
					else resolve(res);
				}
				this.requestRawWithCallback(info, data, callbackForResult);
			});
		});
	}
	requestRawWithCallback(info, data, onResult) {
		if (typeof data === "string") {
			if (!info.options.headers) info.options.headers = {};
			info.options.headers["Content-Length"] = Buffer.byteLength(data, "utf8");
		}
		let callbackCalled = false;
		function handleResult(err, res) {
			if (!callbackCalled) {
				callbackCalled = true;
				onResult(err, res);
			}
		}
		const req = info.httpModule.request(info.options, (msg) => {
			handleResult(void 0, new HttpClientResponse(msg));
		});
		let socket;
		req.on("socket", (sock) => {
			socket = sock;
		});
		req.setTimeout(this._socketTimeout || 18e4, () => {
			if (socket) socket.end();
			handleResult(/* @__PURE__ */ new Error(`Request timeout: ${info.options.path}`));
		});
		req.on("error", function(err) {
			handleResult(err);
		});
		if (data && typeof data === "string") req.write(data, "utf8");
		if (data && typeof data !== "string") {
			data.on("close", function() {
				req.end();
			});
			data.pipe(req);
		} else req.end();
	}
	getAgent(serverUrl) {
		const parsedUrl = new URL(serverUrl);
		return this._getAgent(parsedUrl);
	}
	getAgentDispatcher(serverUrl) {
		const parsedUrl = new URL(serverUrl);
		const proxyUrl = getProxyUrl(parsedUrl);
		if (!(proxyUrl && proxyUrl.hostname)) return;
		return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
	}
	_prepareRequest(method, requestUrl, headers) {
		const info = {};
		info.parsedUrl = requestUrl;
		const usingSsl = info.parsedUrl.protocol === "https:";
		info.httpModule = usingSsl ? https : http;
		const defaultPort = usingSsl ? 443 : 80;
		info.options = {};
		info.options.host = info.parsedUrl.hostname;
		info.options.port = info.parsedUrl.port ? parseInt(info.parsedUrl.port) : defaultPort;
		info.options.path = (info.parsedUrl.pathname || "") + (info.parsedUrl.search || "");
		info.options.method = method;
		info.options.headers = this._mergeHeaders(headers);
		if (this.userAgent != null) info.options.headers["user-agent"] = this.userAgent;
		info.options.agent = this._getAgent(info.parsedUrl);
		if (this.handlers) for (const handler of this.handlers) handler.prepareRequest(info.options);
		return info;
	}
	_mergeHeaders(headers) {
		if (this.requestOptions && this.requestOptions.headers) return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
		return lowercaseKeys(headers || {});
	}
	_getExistingOrDefaultHeader(additionalHeaders, header, _default) {
		let clientHeader;
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
			if (headerValue) clientHeader = typeof headerValue === "number" ? headerValue.toString() : headerValue;
		}
		const additionalValue = additionalHeaders[header];
		if (additionalValue !== void 0) return typeof additionalValue === "number" ? additionalValue.toString() : additionalValue;
		if (clientHeader !== void 0) return clientHeader;
		return _default;
	}
	_getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
		let clientHeader;
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
			if (headerValue) {
				if (typeof headerValue === "number") clientHeader = String(headerValue);
				else if (Array.isArray(headerValue)) clientHeader = headerValue.join(", ");
				else clientHeader = headerValue;
			}
		}
		const additionalValue = additionalHeaders[Headers.ContentType];
		if (additionalValue !== void 0) {
			if (typeof additionalValue === "number") return String(additionalValue);
			else if (Array.isArray(additionalValue)) return additionalValue.join(", ");
			else return additionalValue;
		}
		if (clientHeader !== void 0) return clientHeader;
		return _default;
	}
	_getAgent(parsedUrl) {
		let agent;
		const proxyUrl = getProxyUrl(parsedUrl);
		const useProxy = proxyUrl && proxyUrl.hostname;
		if (this._keepAlive && useProxy) agent = this._proxyAgent;
		if (!useProxy) agent = this._agent;
		if (agent) return agent;
		const usingSsl = parsedUrl.protocol === "https:";
		let maxSockets = 100;
		if (this.requestOptions) maxSockets = this.requestOptions.maxSockets || http.globalAgent.maxSockets;
		if (proxyUrl && proxyUrl.hostname) {
			const agentOptions = {
				maxSockets,
				keepAlive: this._keepAlive,
				proxy: Object.assign(Object.assign({}, (proxyUrl.username || proxyUrl.password) && { proxyAuth: `${proxyUrl.username}:${proxyUrl.password}` }), {
					host: proxyUrl.hostname,
					port: proxyUrl.port
				})
			};
			let tunnelAgent;
			const overHttps = proxyUrl.protocol === "https:";
			if (usingSsl) tunnelAgent = overHttps ? import_tunnel.httpsOverHttps : import_tunnel.httpsOverHttp;
			else tunnelAgent = overHttps ? import_tunnel.httpOverHttps : import_tunnel.httpOverHttp;
			agent = tunnelAgent(agentOptions);
			this._proxyAgent = agent;
		}
		if (!agent) {
			const options = {
				keepAlive: this._keepAlive,
				maxSockets
			};
			agent = usingSsl ? new https.Agent(options) : new http.Agent(options);
			this._agent = agent;
		}
		if (usingSsl && this._ignoreSslError) agent.options = Object.assign(agent.options || {}, { rejectUnauthorized: false });
		return agent;
	}
	_getProxyAgentDispatcher(parsedUrl, proxyUrl) {
		let proxyAgent;
		if (this._keepAlive) proxyAgent = this._proxyAgentDispatcher;
		if (proxyAgent) return proxyAgent;
		const usingSsl = parsedUrl.protocol === "https:";
		proxyAgent = new import__never_runs_undici.ProxyAgent(Object.assign({
			uri: proxyUrl.href,
			pipelining: !this._keepAlive ? 0 : 1
		}, (proxyUrl.username || proxyUrl.password) && { token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString("base64")}` }));
		this._proxyAgentDispatcher = proxyAgent;
		if (usingSsl && this._ignoreSslError) proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, { rejectUnauthorized: false });
		return proxyAgent;
	}
	_getUserAgentWithOrchestrationId(userAgent) {
		const baseUserAgent = userAgent || "actions/http-client";
		const orchId = process.env["ACTIONS_ORCHESTRATION_ID"];
		if (orchId) return `${baseUserAgent} actions_orchestration_id/${orchId.replace(/[^a-z0-9_.-]/gi, "_")}`;
		return baseUserAgent;
	}
	_performExponentialBackoff(retryNumber) {
		return __awaiter$9(this, void 0, void 0, function* () {
			retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
			const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
			return new Promise((resolve) => setTimeout(() => resolve(), ms));
		});
	}
	_processResponse(res, options) {
		return __awaiter$9(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => __awaiter$9(this, void 0, void 0, function* () {
				const statusCode = res.message.statusCode || 0;
				const response = {
					statusCode,
					result: null,
					headers: {}
				};
				if (statusCode === HttpCodes.NotFound) resolve(response);
				function dateTimeDeserializer(key, value) {
					if (typeof value === "string") {
						const a = new Date(value);
						if (!isNaN(a.valueOf())) return a;
					}
					return value;
				}
				let obj;
				let contents;
				try {
					contents = yield res.readBody();
					if (contents && contents.length > 0) {
						if (options && options.deserializeDates) obj = JSON.parse(contents, dateTimeDeserializer);
						else obj = JSON.parse(contents);
						response.result = obj;
					}
					response.headers = res.message.headers;
				} catch (err) {}
				if (statusCode > 299) {
					let msg;
					if (obj && obj.message) msg = obj.message;
					else if (contents && contents.length > 0) msg = contents;
					else msg = `Failed request: (${statusCode})`;
					const err = new HttpClientError(msg, statusCode);
					err.result = response.result;
					reject(err);
				} else resolve(response);
			}));
		});
	}
};
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => (c[k.toLowerCase()] = obj[k], c), {});

// node_modules/@actions/http-client/lib/auth.js
var __awaiter$8 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var BearerCredentialHandler = class {
	constructor(token) {
		this.token = token;
	}
	prepareRequest(options) {
		if (!options.headers) throw Error("The request has no headers");
		options.headers["Authorization"] = `Bearer ${this.token}`;
	}
	canHandleAuthentication() {
		return false;
	}
	handleAuthentication() {
		return __awaiter$8(this, void 0, void 0, function* () {
			throw new Error("not implemented");
		});
	}
};

// node_modules/@actions/core/lib/oidc-utils.js
var __awaiter$7 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var OidcClient = class OidcClient {
	static createHttpClient(allowRetry = true, maxRetry = 10) {
		const requestOptions = {
			allowRetries: allowRetry,
			maxRetries: maxRetry
		};
		return new HttpClient("actions/oidc-client", [new BearerCredentialHandler(OidcClient.getRequestToken())], requestOptions);
	}
	static getRequestToken() {
		const token = process.env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
		if (!token) throw new Error("Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable");
		return token;
	}
	static getIDTokenUrl() {
		const runtimeUrl = process.env["ACTIONS_ID_TOKEN_REQUEST_URL"];
		if (!runtimeUrl) throw new Error("Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable");
		return runtimeUrl;
	}
	static getCall(id_token_url) {
		return __awaiter$7(this, void 0, void 0, function* () {
			var _a;
			const id_token = (_a = (yield OidcClient.createHttpClient().getJson(id_token_url).catch((error) => {
				throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
			})).result) === null || _a === void 0 ? void 0 : _a.value;
			if (!id_token) throw new Error("Response json body do not have ID Token field");
			return id_token;
		});
	}
	static getIDToken(audience) {
		return __awaiter$7(this, void 0, void 0, function* () {
			try {
				let id_token_url = OidcClient.getIDTokenUrl();
				if (audience) id_token_url = `${id_token_url}&audience=${encodeURIComponent(audience)}`;
				debug(`ID token url is ${id_token_url}`);
				const id_token = yield OidcClient.getCall(id_token_url);
				setSecret(id_token);
				return id_token;
			} catch (error) {
				throw new Error(`Error message: ${error.message}`);
			}
		});
	}
};

// node_modules/@actions/core/lib/summary.js
var __awaiter$6 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	filePath() {
		return __awaiter$6(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants$1.R_OK | constants$1.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	write(options) {
		return __awaiter$6(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	clear() {
		return __awaiter$6(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	stringify() {
		return this._buffer;
	}
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	addEOL() {
		return this.addRaw(EOL);
	}
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const _summary = new Summary();
const markdownSummary = _summary;
const summary = _summary;

// node_modules/@actions/core/lib/path-utils.js
function toPosixPath(pth) {
	return pth.replace(/[\\]/g, "/");
}
function toWin32Path(pth) {
	return pth.replace(/[/]/g, "\\");
}
function toPlatformPath(pth) {
	return pth.replace(/[/\\]/g, path.sep);
}

// node_modules/@actions/io/lib/io-util.js
var __awaiter$5 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs$1.promises;
const IS_WINDOWS$1 = process.platform === "win32";
const READONLY = fs$1.constants.O_RDONLY;
function exists(fsPath) {
	return __awaiter$5(this, void 0, void 0, function* () {
		try {
			yield stat(fsPath);
		} catch (err) {
			if (err.code === "ENOENT") return false;
			throw err;
		}
		return true;
	});
}
function isRooted(p) {
	p = normalizeSeparators(p);
	if (!p) throw new Error("isRooted() parameter \"p\" cannot be empty");
	if (IS_WINDOWS$1) return p.startsWith("\\") || /^[A-Z]:/i.test(p);
	return p.startsWith("/");
}
function tryGetExecutablePath(filePath, extensions) {
	return __awaiter$5(this, void 0, void 0, function* () {
		let stats = void 0;
		try {
			stats = yield stat(filePath);
		} catch (err) {
			if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
		}
		if (stats && stats.isFile()) {
			if (IS_WINDOWS$1) {
				const upperExt = path.extname(filePath).toUpperCase();
				if (extensions.some((validExt) => validExt.toUpperCase() === upperExt)) return filePath;
			} else if (isUnixExecutable(stats)) return filePath;
		}
		const originalFilePath = filePath;
		for (const extension of extensions) {
			filePath = originalFilePath + extension;
			stats = void 0;
			try {
				stats = yield stat(filePath);
			} catch (err) {
				if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
			}
			if (stats && stats.isFile()) {
				if (IS_WINDOWS$1) {
					try {
						const directory = path.dirname(filePath);
						const upperName = path.basename(filePath).toUpperCase();
						for (const actualName of yield readdir(directory)) if (upperName === actualName.toUpperCase()) {
							filePath = path.join(directory, actualName);
							break;
						}
					} catch (err) {
						console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
					}
					return filePath;
				} else if (isUnixExecutable(stats)) return filePath;
			}
		}
		return "";
	});
}
function normalizeSeparators(p) {
	p = p || "";
	if (IS_WINDOWS$1) {
		p = p.replace(/\//g, "\\");
		return p.replace(/\\\\+/g, "\\");
	}
	return p.replace(/\/\/+/g, "/");
}
function isUnixExecutable(stats) {
	return (stats.mode & 1) > 0 || (stats.mode & 8) > 0 && process.getgid !== void 0 && stats.gid === process.getgid() || (stats.mode & 64) > 0 && process.getuid !== void 0 && stats.uid === process.getuid();
}

// node_modules/@actions/io/lib/io.js
var __awaiter$4 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
function which(tool, check) {
	return __awaiter$4(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		if (check) {
			const result = yield which(tool, false);
			if (!result) {
				if (IS_WINDOWS$1) throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
				else throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
			}
			return result;
		}
		const matches = yield findInPath(tool);
		if (matches && matches.length > 0) return matches[0];
		return "";
	});
}
function findInPath(tool) {
	return __awaiter$4(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		const extensions = [];
		if (IS_WINDOWS$1 && process.env["PATHEXT"]) {
			for (const extension of process.env["PATHEXT"].split(path.delimiter)) if (extension) extensions.push(extension);
		}
		if (isRooted(tool)) {
			const filePath = yield tryGetExecutablePath(tool, extensions);
			if (filePath) return [filePath];
			return [];
		}
		if (tool.includes(path.sep)) return [];
		const directories = [];
		if (process.env.PATH) {
			for (const p of process.env.PATH.split(path.delimiter)) if (p) directories.push(p);
		}
		const matches = [];
		for (const directory of directories) {
			const filePath = yield tryGetExecutablePath(path.join(directory, tool), extensions);
			if (filePath) matches.push(filePath);
		}
		return matches;
	});
}

// node_modules/@actions/exec/lib/toolrunner.js
var __awaiter$3 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const IS_WINDOWS = process.platform === "win32";
var ToolRunner = class extends events.EventEmitter {
	constructor(toolPath, args, options) {
		super();
		if (!toolPath) throw new Error("Parameter 'toolPath' cannot be null or empty.");
		this.toolPath = toolPath;
		this.args = args || [];
		this.options = options || {};
	}
	_debug(message) {
		if (this.options.listeners && this.options.listeners.debug) this.options.listeners.debug(message);
	}
	_getCommandString(options, noPrefix) {
		const toolPath = this._getSpawnFileName();
		const args = this._getSpawnArgs(options);
		let cmd = noPrefix ? "" : "[command]";
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				cmd += toolPath;
				for (const a of args) cmd += ` ${a}`;
			} else if (options.windowsVerbatimArguments) {
				cmd += `"${toolPath}"`;
				for (const a of args) cmd += ` ${a}`;
			} else {
				cmd += this._windowsQuoteCmdArg(toolPath);
				for (const a of args) cmd += ` ${this._windowsQuoteCmdArg(a)}`;
			}
		} else {
			cmd += toolPath;
			for (const a of args) cmd += ` ${a}`;
		}
		return cmd;
	}
	_processLineBuffer(data, strBuffer, onLine) {
		try {
			let s = strBuffer + data.toString();
			let n = s.indexOf(os$2.EOL);
			while (n > -1) {
				onLine(s.substring(0, n));
				s = s.substring(n + os$2.EOL.length);
				n = s.indexOf(os$2.EOL);
			}
			return s;
		} catch (err) {
			this._debug(`error processing line. Failed with error ${err}`);
			return "";
		}
	}
	_getSpawnFileName() {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) return process.env["COMSPEC"] || "cmd.exe";
		}
		return this.toolPath;
	}
	_getSpawnArgs(options) {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
				for (const a of this.args) {
					argline += " ";
					argline += options.windowsVerbatimArguments ? a : this._windowsQuoteCmdArg(a);
				}
				argline += "\"";
				return [argline];
			}
		}
		return this.args;
	}
	_endsWith(str, end) {
		return str.endsWith(end);
	}
	_isCmdFile() {
		const upperToolPath = this.toolPath.toUpperCase();
		return this._endsWith(upperToolPath, ".CMD") || this._endsWith(upperToolPath, ".BAT");
	}
	_windowsQuoteCmdArg(arg) {
		if (!this._isCmdFile()) return this._uvQuoteCmdArg(arg);
		if (!arg) return "\"\"";
		const cmdSpecialChars = [
			" ",
			"	",
			"&",
			"(",
			")",
			"[",
			"]",
			"{",
			"}",
			"^",
			"=",
			";",
			"!",
			"'",
			"+",
			",",
			"`",
			"~",
			"|",
			"<",
			">",
			"\""
		];
		let needsQuotes = false;
		for (const char of arg) if (cmdSpecialChars.some((x) => x === char)) {
			needsQuotes = true;
			break;
		}
		if (!needsQuotes) return arg;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\"";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_uvQuoteCmdArg(arg) {
		if (!arg) return "\"\"";
		if (!arg.includes(" ") && !arg.includes("	") && !arg.includes("\"")) return arg;
		if (!arg.includes("\"") && !arg.includes("\\")) return `"${arg}"`;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\\";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_cloneExecOptions(options) {
		options = options || {};
		const result = {
			cwd: options.cwd || process.cwd(),
			env: options.env || process.env,
			silent: options.silent || false,
			windowsVerbatimArguments: options.windowsVerbatimArguments || false,
			failOnStdErr: options.failOnStdErr || false,
			ignoreReturnCode: options.ignoreReturnCode || false,
			delay: options.delay || 1e4
		};
		result.outStream = options.outStream || process.stdout;
		result.errStream = options.errStream || process.stderr;
		return result;
	}
	_getSpawnOptions(options, toolPath) {
		options = options || {};
		const result = {};
		result.cwd = options.cwd;
		result.env = options.env;
		result["windowsVerbatimArguments"] = options.windowsVerbatimArguments || this._isCmdFile();
		if (options.windowsVerbatimArguments) result.argv0 = `"${toolPath}"`;
		return result;
	}
	exec() {
		return __awaiter$3(this, void 0, void 0, function* () {
			if (!isRooted(this.toolPath) && (this.toolPath.includes("/") || IS_WINDOWS && this.toolPath.includes("\\"))) this.toolPath = path.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
			this.toolPath = yield which(this.toolPath, true);
			return new Promise((resolve, reject) => __awaiter$3(this, void 0, void 0, function* () {
				this._debug(`exec tool: ${this.toolPath}`);
				this._debug("arguments:");
				for (const arg of this.args) this._debug(`   ${arg}`);
				const optionsNonNull = this._cloneExecOptions(this.options);
				if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + os$2.EOL);
				const state = new ExecState(optionsNonNull, this.toolPath);
				state.on("debug", (message) => {
					this._debug(message);
				});
				if (this.options.cwd && !(yield exists(this.options.cwd))) return reject(/* @__PURE__ */ new Error(`The cwd: ${this.options.cwd} does not exist!`));
				const fileName = this._getSpawnFileName();
				const cp = child.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
				let stdbuffer = "";
				if (cp.stdout) cp.stdout.on("data", (data) => {
					if (this.options.listeners && this.options.listeners.stdout) this.options.listeners.stdout(data);
					if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(data);
					stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.stdline) this.options.listeners.stdline(line);
					});
				});
				let errbuffer = "";
				if (cp.stderr) cp.stderr.on("data", (data) => {
					state.processStderr = true;
					if (this.options.listeners && this.options.listeners.stderr) this.options.listeners.stderr(data);
					if (!optionsNonNull.silent && optionsNonNull.errStream && optionsNonNull.outStream) (optionsNonNull.failOnStdErr ? optionsNonNull.errStream : optionsNonNull.outStream).write(data);
					errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.errline) this.options.listeners.errline(line);
					});
				});
				cp.on("error", (err) => {
					state.processError = err.message;
					state.processExited = true;
					state.processClosed = true;
					state.CheckComplete();
				});
				cp.on("exit", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				cp.on("close", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					state.processClosed = true;
					this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				state.on("done", (error, exitCode) => {
					if (stdbuffer.length > 0) this.emit("stdline", stdbuffer);
					if (errbuffer.length > 0) this.emit("errline", errbuffer);
					cp.removeAllListeners();
					if (error) reject(error);
					else resolve(exitCode);
				});
				if (this.options.input) {
					if (!cp.stdin) throw new Error("child process missing stdin");
					cp.stdin.end(this.options.input);
				}
			}));
		});
	}
};
function argStringToArray(argString) {
	const args = [];
	let inQuotes = false;
	let escaped = false;
	let arg = "";
	function append(c) {
		if (escaped && c !== "\"") arg += "\\";
		arg += c;
		escaped = false;
	}
	for (let i = 0; i < argString.length; i++) {
		const c = argString.charAt(i);
		if (c === "\"") {
			if (!escaped) inQuotes = !inQuotes;
			else append(c);
			continue;
		}
		if (c === "\\" && escaped) {
			append(c);
			continue;
		}
		if (c === "\\" && inQuotes) {
			escaped = true;
			continue;
		}
		if (c === " " && !inQuotes) {
			if (arg.length > 0) {
				args.push(arg);
				arg = "";
			}
			continue;
		}
		append(c);
	}
	if (arg.length > 0) args.push(arg.trim());
	return args;
}
var ExecState = class ExecState extends events.EventEmitter {
	constructor(options, toolPath) {
		super();
		this.processClosed = false;
		this.processError = "";
		this.processExitCode = 0;
		this.processExited = false;
		this.processStderr = false;
		this.delay = 1e4;
		this.done = false;
		this.timeout = null;
		if (!toolPath) throw new Error("toolPath must not be empty");
		this.options = options;
		this.toolPath = toolPath;
		if (options.delay) this.delay = options.delay;
	}
	CheckComplete() {
		if (this.done) return;
		if (this.processClosed) this._setResult();
		else if (this.processExited) this.timeout = setTimeout$1(ExecState.HandleTimeout, this.delay, this);
	}
	_debug(message) {
		this.emit("debug", message);
	}
	_setResult() {
		let error;
		if (this.processExited) {
			if (this.processError) error = /* @__PURE__ */ new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
			else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
			else if (this.processStderr && this.options.failOnStdErr) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
		}
		if (this.timeout) {
			clearTimeout(this.timeout);
			this.timeout = null;
		}
		this.done = true;
		this.emit("done", error, this.processExitCode);
	}
	static HandleTimeout(state) {
		if (state.done) return;
		if (!state.processClosed && state.processExited) {
			const message = `The STDIO streams did not close within ${state.delay / 1e3} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
			state._debug(message);
		}
		state._setResult();
	}
};

// node_modules/@actions/exec/lib/exec.js
var __awaiter$2 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
function exec(commandLine, args, options) {
	return __awaiter$2(this, void 0, void 0, function* () {
		const commandArgs = argStringToArray(commandLine);
		if (commandArgs.length === 0) throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
		const toolPath = commandArgs[0];
		args = commandArgs.slice(1).concat(args || []);
		return new ToolRunner(toolPath, args, options).exec();
	});
}
function getExecOutput(commandLine, args, options) {
	return __awaiter$2(this, void 0, void 0, function* () {
		var _a, _b;
		let stdout = "";
		let stderr = "";
		const stdoutDecoder = new StringDecoder("utf8");
		const stderrDecoder = new StringDecoder("utf8");
		const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
		const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
		const stdErrListener = (data) => {
			stderr += stderrDecoder.write(data);
			if (originalStdErrListener) originalStdErrListener(data);
		};
		const stdOutListener = (data) => {
			stdout += stdoutDecoder.write(data);
			if (originalStdoutListener) originalStdoutListener(data);
		};
		const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), {
			stdout: stdOutListener,
			stderr: stdErrListener
		});
		const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
		stdout += stdoutDecoder.end();
		stderr += stderrDecoder.end();
		return {
			exitCode,
			stdout,
			stderr
		};
	});
}

// node_modules/@actions/core/lib/platform.js
var platform_exports = /* @__PURE__ */ __exportAll({
	arch: () => arch,
	getDetails: () => getDetails,
	isLinux: () => isLinux,
	isMacOS: () => isMacOS,
	isWindows: () => isWindows,
	platform: () => platform
});
var __awaiter$1 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const getWindowsInfo = () => __awaiter$1(void 0, void 0, void 0, function* () {
	const { stdout: version } = yield getExecOutput("powershell -command \"(Get-CimInstance -ClassName Win32_OperatingSystem).Version\"", void 0, { silent: true });
	const { stdout: name } = yield getExecOutput("powershell -command \"(Get-CimInstance -ClassName Win32_OperatingSystem).Caption\"", void 0, { silent: true });
	return {
		name: name.trim(),
		version: version.trim()
	};
});
const getMacOsInfo = () => __awaiter$1(void 0, void 0, void 0, function* () {
	var _a, _b, _c, _d;
	const { stdout } = yield getExecOutput("sw_vers", void 0, { silent: true });
	const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : "";
	return {
		name: (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : "",
		version
	};
});
const getLinuxInfo = () => __awaiter$1(void 0, void 0, void 0, function* () {
	const { stdout } = yield getExecOutput("lsb_release", [
		"-i",
		"-r",
		"-s"
	], { silent: true });
	const [name, version] = stdout.trim().split("\n");
	return {
		name,
		version
	};
});
const platform = os$1.platform();
const arch = os$1.arch();
const isWindows = platform === "win32";
const isMacOS = platform === "darwin";
const isLinux = platform === "linux";
function getDetails() {
	return __awaiter$1(this, void 0, void 0, function* () {
		return Object.assign(Object.assign({}, yield isWindows ? getWindowsInfo() : isMacOS ? getMacOsInfo() : getLinuxInfo()), {
			platform,
			arch,
			isWindows,
			isMacOS,
			isLinux
		});
	});
}

// node_modules/@actions/core/lib/core.js
var core_exports = /* @__PURE__ */ __exportAll({
	ExitCode: () => ExitCode,
	addPath: () => addPath,
	debug: () => debug,
	endGroup: () => endGroup,
	error: () => error,
	exportVariable: () => exportVariable,
	getBooleanInput: () => getBooleanInput,
	getIDToken: () => getIDToken,
	getInput: () => getInput,
	getMultilineInput: () => getMultilineInput,
	getState: () => getState,
	group: () => group,
	info: () => info,
	isDebug: () => isDebug,
	markdownSummary: () => markdownSummary,
	notice: () => notice,
	platform: () => platform_exports,
	saveState: () => saveState,
	setCommandEcho: () => setCommandEcho,
	setFailed: () => setFailed,
	setOutput: () => setOutput,
	setSecret: () => setSecret,
	startGroup: () => startGroup,
	summary: () => summary,
	toPlatformPath: () => toPlatformPath,
	toPosixPath: () => toPosixPath,
	toWin32Path: () => toWin32Path,
	warning: () => warning
});
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var ExitCode;
(function(ExitCode) {
	ExitCode[ExitCode["Success"] = 0] = "Success";
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
	const convertedVal = toCommandValue(val);
	process.env[name] = convertedVal;
	if (process.env["GITHUB_ENV"] || "") return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
	issueCommand("set-env", { name }, convertedVal);
}
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
function addPath(inputPath) {
	if (process.env["GITHUB_PATH"] || "") issueFileCommand("PATH", inputPath);
	else issueCommand("add-path", {}, inputPath);
	process.env["PATH"] = `${inputPath}${path.delimiter}${process.env["PATH"]}`;
}
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
function getMultilineInput(name, options) {
	const inputs = getInput(name, options).split("\n").filter((x) => x !== "");
	if (options && options.trimWhitespace === false) return inputs;
	return inputs.map((input) => input.trim());
}
function getBooleanInput(name, options) {
	const trueValue = [
		"true",
		"True",
		"TRUE"
	];
	const falseValue = [
		"false",
		"False",
		"FALSE"
	];
	const val = getInput(name, options);
	if (trueValue.includes(val)) return true;
	if (falseValue.includes(val)) return false;
	throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\nSupport boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os$2.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
function setCommandEcho(enabled) {
	issue("echo", enabled ? "on" : "off");
}
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
function isDebug() {
	return process.env["RUNNER_DEBUG"] === "1";
}
function debug(message) {
	issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
	process.stdout.write(message + os$2.EOL);
}
function startGroup(name) {
	issue("group", name);
}
function endGroup() {
	issue("endgroup");
}
function group(name, fn) {
	return __awaiter(this, void 0, void 0, function* () {
		startGroup(name);
		let result;
		try {
			result = yield fn();
		} finally {
			endGroup();
		}
		return result;
	});
}
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
function getIDToken(aud) {
	return __awaiter(this, void 0, void 0, function* () {
		return yield OidcClient.getIDToken(aud);
	});
}

// src/action/inputs.ts
const COMMANDS = [
	"check",
	"apply",
	"enforce",
	"rotate",
	"audit",
	"report",
	"recall",
	"reissue",
	"request"
];
function readInputs(runner) {
	const command = getInput("command", { required: true });
	if (!isCommand(command)) throw new Stop(2, `command: there is no ${command}`, `Write one of ${COMMANDS.join(", ")}.`);
	const given = {
		GITHUB_TOKEN: getInput("github-token"),
		VAULT_ADDR: getInput("vault-addr"),
		VAULT_NAMESPACE: getInput("vault-namespace"),
		VAULT_TOKEN: getInput("vault-token")
	};
	const set = Object.entries(given).filter(([, value]) => value !== "");
	return {
		command,
		key: getInput("key"),
		out: getInput("out"),
		env: {
			...runner,
			...Object.fromEntries(set)
		}
	};
}
const isCommand = (text) => COMMANDS.some((one) => one === text);
function pullOfEvent(path) {
	const event = path === void 0 ? {} : JSON.parse(readFileSync(path, "utf8"));
	const number = at(event, "pull_request", "number");
	if (typeof number === "number") return { pull: number };
	const ref = at(event, "merge_group", "head_ref");
	const queued = at(event, "merge_group", "head_sha");
	const match = typeof ref === "string" ? /\/pr-(\d+)-[0-9a-f]{40}$/.exec(ref) : null;
	return match && typeof queued === "string" ? {
		pull: Number(match[1]),
		queued
	} : void 0;
}
function at(value, ...path) {
	return path.reduce((found, key) => typeof found === "object" && found !== null ? Reflect.get(found, key) : void 0, value);
}

// src/render/approvals-status.ts
const STATUS_CONTEXT = "leasehold/approvals";
const LONGEST$2 = 140;
function approvalsStatus(report, approvals) {
	const all = [...approvals.requests.values(), ...approvals.policies ? [approvals.policies] : []];
	if (approvals.satisfied) return {
		state: "success",
		description: cut(whySatisfied(report, all))
	};
	const missing = [...new Set(all.flatMap((one) => one.missing.map(({ label, count }) => `${count} of ${label}`)))];
	const unknown = all.flatMap((one) => one.findings.filter(({ rule }) => rule === "four-eyes").map(({ message }) => message));
	if (missing.length > 0) return {
		state: "pending",
		description: cut(`Missing: ${missing.join(", ")}`)
	};
	return {
		state: "failure",
		description: cut(unknown[0] ?? "The check says what stands in the way; no approval mends it")
	};
}
function whySatisfied(report, all) {
	const given = [...new Set(all.flatMap((one) => one.given))];
	if (given.length > 0) return `Approved by ${given.join(", ")}`;
	return report.requests.some((request) => request.grant.break_glass) ? "Break-glass: no approval needed before, a review after" : "Nothing here needs an approval";
}
const cut = (text) => text.length > LONGEST$2 ? `${text.slice(0, 139)}…` : text;

// src/render/comment-effect.ts
const MOST$2 = 30;
function effectSection(effect) {
	const parts = [
		...part("Access", effect.access.map(accessEntry), "roles"),
		...part("Terms", effect.terms.map(termEntry), "changes"),
		...part("People", effect.people.map(peopleEntry), "changes"),
		...part("Live grants that would not be allowed any more", effect.stranded.map(strandedEntry), "grants"),
		...part("Policy tests that answer otherwise", effect.tests.map(testEntry), "tests")
	];
	return [
		"### 📜 What the changed policies do",
		"",
		...parts.length === 0 ? ["No role's access or terms, nobody's rights, no live grant and no test's answer changes."] : parts
	];
}
function part(title, entries, what) {
	return entries.length === 0 ? [] : [
		`**${title}**`,
		"",
		...some(entries, MOST$2, what),
		""
	];
}
const KINDS = {
	new: "is new",
	gone: "is gone",
	widened: "is **wider**",
	narrowed: "is narrower",
	changed: "is **changed**"
};
function accessEntry({ role, kind, gained, lost }) {
	const more = gained.map((path) => `  - gains ${pathText(path)}`);
	const less = lost.map((path) => `  - loses ${pathText(path)}`);
	return [`- ${name(role)} ${KINDS[kind]}`, ...some([...more, ...less], MOST$2, "paths")].join("\n");
}
const side = (text) => text === void 0 ? "nothing" : name(text);
const termEntry = ({ of, term, before, after }) => `- ${name(of)} ${name(term)}: ${side(before)} → ${side(after)}`;
const PARTS = {
	owners: ["may approve changes of", "may not approve changes of"],
	requesters: ["may ask for", "may not ask for"],
	approvers: ["may approve", "may not approve"],
	"break-glass": ["may break the glass of", "may not break the glass of"]
};
const peopleEntry = ({ role, part: of, joined, left }) => [...joined.length === 0 ? [] : [`- now ${PARTS[of][0]} ${name(role)}: ${nameRow(joined)}`], ...left.length === 0 ? [] : [`- ${PARTS[of][1]} ${name(role)} any more: ${nameRow(left)}`]].join("\n");
const strandedEntry = ({ grant, findings }) => `- ${name(grant.user)}, ${name(grant.role)} until ${formatInstant(grant.end)}: ${findings.slice(0, 3).map(({ message }) => words(message)).join("; ")}`;
const testEntry = ({ test, before, after, rules }) => `- ${words(test.name)}: ${before} → **${after}**${rules.length === 0 ? "" : ` (${rules.map(name).join(", ")})`}`;

// src/render/comment-request.ts
const MOST$1 = 20;
function requestSection(report, approvals) {
	const { grant, role } = report;
	const refused = hasErrors(report.findings);
	const mark = refused ? "❌" : grant.break_glass ? "🚨" : "🔑";
	const verb = refused ? "cannot have" : grant.break_glass ? "takes, without approval," : "asks for";
	const about = role === void 0 ? [] : ["", words(role.description)];
	return [
		`### ${mark} ${name(grant.user)} ${verb} ${name(grant.role)}`,
		...about,
		"",
		`> ${words(grant.reason)}`,
		"",
		...refused ? refusal(report) : [],
		`- **When:** ${whenText(report)}`,
		...grant.ticket === void 0 ? [] : [`- **Ticket:** ${link(grant.ticket, report.ticket_url)}`],
		...grant.extends === void 0 ? [] : [`- **Extends:** ${name(grant.extends)}`],
		...report.author.toLowerCase() === grant.user.toLowerCase() ? [] : [`- **Asked by:** ${name(report.author)}`],
		...accessLines(report),
		...refused ? [] : approvalLines(report, approvals),
		...endLines(report)
	];
}
function refusal({ findings, suggestion }) {
	const block = suggestion === void 0 ? [] : [
		"",
		"This would pass:",
		"",
		...grantBlock(suggestion)
	];
	return [
		...some(findings.map(findingEntry), MOST$1, "findings"),
		...block,
		""
	];
}
const clock = (moment) => {
	const text = formatInstant(moment);
	return `${text.slice(0, 10)} ${text.endsWith(":00Z") ? text.slice(11, 16) : text.slice(11, 19)}`;
};
function whenText({ grant }) {
	const length = spanText(between(grant.begin, grant.end));
	const [begin, end] = [clock(grant.begin), clock(grant.end)];
	const to = begin.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end;
	if (grant.start !== void 0 && grant.begin > grant.landed) return `${begin} to ${to} UTC, ${length}`;
	if (grant.until !== void 0) return `from the merge to ${end} UTC, ${length} if merged now`;
	if (grant.extends !== void 0) return `from the merge to ${end} UTC, ${length} if merged now`;
	return `${length} from the merge; merged now, ${begin} to ${to} UTC`;
}
function accessLines({ role, held, findings }) {
	if (role === void 0) return [];
	const gets = hasErrors(findings) ? "Would get" : "Gets";
	const gained = new Set(beyond(role.access, held).map(({ path }) => path));
	if (role.access.length > 0 && gained.size === 0) return [`- **${gets}:** no path beyond what the person has live already:`, ...pathLines(role.access.map(pathText))];
	const entries = role.access.map((access) => gained.has(access.path) ? pathText(access) : `${pathText(access)}, has it live already`);
	return [`- **${gets}:**`, ...pathLines(entries)];
}
const pathLines = (entries) => some(entries.map((entry) => `- ${entry}`), MOST$1, "paths").map((entry) => `  ${entry}`);
function approvalLines({ grant, role, groups }, approvals) {
	if (grant.break_glass && role?.break_glass !== void 0) return [`- **Approval:** none before; a review within ${spanText(role.break_glass.review_within)} after`];
	if (approvals === void 0) return ["- **Approval:** by", ...groups.map(({ count, label, people }) => `  - ${count} of ${words(label)}: ${nameRow([...people].sort())}`)];
	const given = approvals.given.length === 0 ? "" : `, by ${nameRow(approvals.given)}`;
	return [`- **Approval:** ${approvals.satisfied ? "✅" : "⏳"} ${approvals.required - approvals.missing.reduce((sum, group) => sum + group.count, 0)} of ${approvals.required}${given}`, ...missingLines(approvals)];
}
const missingLines = (approvals) => [...approvals.missing.map(({ count, label, eligible }) => `  - missing ${count} of ${words(label)}: ${eligible.length === 0 ? "nobody is left who could" : nameRow(eligible)}`), ...approvals.findings.filter(({ rule }) => rule === "four-eyes").slice(0, MOST$1).map(({ message }) => `  - ⚠️ ${words(message)}`)];
function endLines({ role, rotations, lasting, findings }) {
	if (role === void 0 || hasErrors(findings)) return [];
	const rotated = rotations.length === 0 ? [] : [`  - rotated then: ${nameRow(rotations.map((rotation) => rotation.name))}`];
	const outliving = role.access.flatMap(({ path, outlives }) => outlives === void 0 ? [] : [`  - ⚠️ ${name(path)} may live up to ${spanText(outlives)} longer`]);
	const known = lasting.map(({ message }) => `  - ⚠️ ${words(message)}`);
	return [
		"- **At the end:** Vault revokes the token and every lease under it",
		...rotated,
		...some([...outliving, ...known], MOST$1, "warnings")
	];
}

// src/render/comment.ts
const COMMENT_MARKER = "<!-- leasehold:check -->";
const LONGEST$1 = 6e4;
function pullComment(report, approvals = { requests: /* @__PURE__ */ new Map() }) {
	const sections = [
		...report.requests.map((request) => requestSection(request, approvals.requests.get(request))),
		...report.removed.length === 0 ? [] : [removedSection(report)],
		...otherFindings(report),
		...report.owners.length === 0 ? [] : [ownersSection(report, approvals.policies)],
		...report.effect === void 0 ? [] : [effectSection(report.effect)]
	].map((lines) => lines.join("\n"));
	return {
		marker: COMMENT_MARKER,
		body: fitting([COMMENT_MARKER, headline(report)], sections, "<sub>Leasehold check. Apply decides all of this again before anything is issued.</sub>")
	};
}
function headline({ result, requests, removed, effect, owners }) {
	const wrong = result.findings.filter(({ severity }) => severity === "error").length;
	const parts = [
		...requests.length === 0 ? [] : [`${requests.length} ${plural(requests.length, "request")}`],
		...removed.length === 0 ? [] : [`${removed.length} ${plural(removed.length, "grant")} ended`],
		...effect === void 0 && owners.length === 0 ? [] : ["policies change"],
		...wrong === 0 ? [] : [`${wrong} ${plural(wrong, "thing")} to mend`]
	];
	const told = parts.length === 0 ? "nothing of Leasehold's changes" : parts.join(", ");
	return `## ${result.ok ? "✅" : "❌"} Leasehold: ${told}`;
}
const plural = (count, thing) => count === 1 ? thing : `${thing}s`;
function removedSection({ removed }) {
	const entries = removed.map(({ user, role, file }) => `- ${name(user)} loses ${name(role)} (${name(file)})`);
	return [
		"### 🔒 Ends on merge",
		"",
		...some(entries, 40, "grants")
	];
}
function otherFindings({ result, requests }) {
	const shown = new Set(requests.flatMap(({ findings }) => findings));
	const others = result.findings.filter((finding) => !shown.has(finding));
	if (others.length === 0) return [];
	return [[
		others.some(({ severity }) => severity === "error") ? "### ❌ To mend before this can be merged" : "### ⚠️ Worth a look",
		"",
		...some(others.map(findingEntry), 40, "findings")
	]];
}
function ownersSection({ owners }, approvals) {
	const title = "### 👥 Approval of the owners";
	if (approvals === void 0) return [
		title,
		"",
		...owners.map(({ count, people }) => `- ${count} of ${nameRow([...people].sort())}`)
	];
	const given = approvals.given.length === 0 ? "" : `, by ${nameRow(approvals.given)}`;
	const many = approvals.required - approvals.missing.reduce((sum, group) => sum + group.count, 0);
	return [
		title,
		"",
		`- ${approvals.satisfied ? "✅" : "⏳"} ${many} of ${approvals.required}${given}`,
		...missingLines(approvals)
	];
}
function fitting(head, sections, footer) {
	const note = (left) => `_… and ${left} more ${plural(left, "section")}: see the job's summary._`;
	const gap = "\n\n";
	const shown = [...head];
	let room = LONGEST$1 - [
		...head,
		footer,
		note(sections.length)
	].join(gap).length - 2;
	let count = 0;
	for (const section of sections) {
		if (section.length + 2 > room) break;
		shown.push(section);
		room -= section.length + 2;
		count += 1;
	}
	const left = sections.length - count;
	return [
		...shown,
		...left === 0 ? [] : [note(left)],
		footer
	].join(gap);
}

// src/commands/gate/pull-approvals.ts
async function pullApprovals(github, pull, report) {
	const [commits, reviews] = await Promise.all([github.pullCommits(pull.number), github.reviews(pull.number)]);
	const facts = await approvalFacts(github, {
		pull,
		commits,
		reviews
	});
	const judge = (groups, request) => judgeApprovals(facts, groups, request?.grant.user, request?.grant.at());
	const requests = /* @__PURE__ */ new Map();
	for (const request of report.requests) if (!(request.grant.break_glass && request.role?.break_glass !== void 0)) requests.set(request, judge(request.groups, request));
	const policies = report.owners.length > 0 ? judge(report.owners) : void 0;
	const findings = [...commits.truncated ? [tooManyCommits(pull)] : [], ...report.effect !== void 0 && policies === void 0 ? [nobodyOwns(pull)] : []];
	const all = [...requests.values(), ...policies ? [policies] : []];
	return {
		requests,
		...policies ? { policies } : {},
		findings,
		satisfied: findings.length === 0 && !report.result.findings.some(({ rule, severity }) => severity === "error" && UNAPPROVABLE.has(rule)) && all.every((one) => one.satisfied)
	};
}
const UNAPPROVABLE = /* @__PURE__ */ new Set([
	"yaml",
	"schema",
	"name-format",
	"role-folder",
	"role-unknown",
	"immutable-grant",
	"mixed-change"
]);
const nobodyOwns = (pull) => error$1("policy-unproven", { file: "policies/leasehold.yaml" }, `pull request #${pull.number} changes policies/, and the settings before it name no owners who could approve`, "An administrator mends policies/leasehold.yaml on main and runs leasehold setup.");
const tooManyCommits = (pull) => error$1("provenance", void 0, `pull request #${pull.number} has more than ${250} commits: GitHub does not show who wrote them all`, "Squash its branch and push again.");

// src/commands/check-pull.ts
async function checkPull(ports, options) {
	const { repository, github } = ports;
	const pull = await github.pull(options.pull);
	if (!pull) throw new OutsideError("github", "not-found", `there is no pull request #${options.pull}`);
	if (pull.state !== "open") return void 0;
	const base = await fetchBoth(repository, pull);
	const author = pull.author.login;
	const report = await check({ repository }, {
		base,
		head: pull.head,
		at: options.at,
		author,
		story: true
	});
	const approvals = await pullApprovals(github, pull, report);
	if ((await github.pull(options.pull))?.state !== "open") return void 0;
	const troubles = await tell$2(ports, pull, report, approvals, options.queued);
	return {
		report,
		approvals,
		findings: inOrder([...report.result.findings, ...approvals.findings]),
		troubles
	};
}
async function fetchBoth(repository, pull) {
	const [base, head] = [`refs/heads/${pull.base}`, `refs/pull/${pull.number}/head`];
	const fetched = await repository.fetch([base, head]);
	const tip = fetched.get(base);
	if (tip === void 0 || fetched.get(head) !== pull.head) throw new OutsideError("git", "not-found", `pull request #${pull.number} moved on while it was looked at`, { hint: "The run for its new head checks it." });
	return tip;
}
async function tell$2({ github }, pull, report, approvals, queued) {
	const { marker, body } = pullComment(report, {
		requests: approvals.requests,
		policies: approvals.policies
	});
	const status = {
		context: STATUS_CONTEXT,
		...approvalsStatus(report, approvals)
	};
	const commits = [pull.head, ...queued === void 0 ? [] : [queued]];
	return [await attempt(`comment on #${pull.number}`, () => github.upsertComment(pull.number, marker, body)), ...await Promise.all(commits.map((commit) => attempt(`set ${STATUS_CONTEXT} on ${commit.slice(0, 12)}`, () => github.setStatus(commit, status))))].flatMap((result) => result.ok ? [] : [result.trouble]);
}

// src/commands/recall.ts
async function recall(ports, keys, branch, report) {
	const { vault } = ports;
	const survey = await takeSurvey(ports, branch);
	const unknown = keys.find((key) => !survey.actual.records.has(key));
	if (unknown !== void 0) throw new Stop(2, `there is no grant ${unknown} in Vault`);
	const shared_paths = await sharedPaths(vault);
	const endings = keys.map((key) => ({
		key,
		why: "recalled",
		...report ? { report } : {}
	}));
	const ended = await endGrants(vault, endings, {
		holders: holdersIn(survey),
		shared_paths
	});
	const settled = await attempt("settle what was recalled", () => settleEnds(ports, survey.main.policies, ended.closed, survey.now, survey.actual.pickups));
	const untold = survey.current ? await tellSinks(ports.alerts, survey.main.policies.settings) : [];
	return {
		recalled: ended.closed.filter((record) => record.state === "ended"),
		findings: ended.findings,
		troubles: [
			...survey.troubles,
			...ended.troubles,
			...settled.ok ? settled.value : [settled.trouble],
			...untold
		]
	};
}

// src/commands/reissue.ts
async function reissue(ports, key, actor) {
	const record = (await ports.vault.record(key))?.value;
	if (!record) throw new Stop(2, `there is no grant ${key} in Vault`, "leasehold status shows the keys of live grants.");
	if (!sameLogin(record.user, actor)) throw new Stop(2, `${key} is ${record.user}'s: ${actor} may not have a token of it`, `${record.user} runs leasehold reissue.`);
	if (record.state !== "live" || record.end <= await ports.vault.now()) throw new Stop(2, `${key} is over since ${formatInstant(record.ended_at ?? record.end)}`, "Ask anew: leasehold request.");
	if (record.ending || await endedInside(ports.vault, record)) throw new Stop(2, `${key} was recalled: its token has ended before its time`, "Ask whoever recalled it, and then anew: leasehold request.");
	const renewed = await renewToken(ports.vault, key);
	const { delivered, troubles } = await tellAndDeliver(ports, renewed ? [renewed] : [], []);
	return {
		reissued: delivered,
		findings: [],
		troubles
	};
}

// src/files/issue-answers.ts
const MOST = 8e3;
const NOTHING = "_No response_";
function readIssueAnswers(body) {
	if (body.length > MOST) return problem(`the text has more than ${MOST} characters`);
	const found = /* @__PURE__ */ new Map();
	let at = -1;
	for (const line of body.split(/\r\n|\r|\n/)) {
		const next = ISSUE_FIELDS[at + 1];
		if (next !== void 0 && line.trimEnd() === `### ${next}`) {
			at += 1;
			found.set(next, []);
			continue;
		}
		const field = ISSUE_FIELDS[at];
		if (field !== void 0) found.get(field)?.push(line);
		else if (line.trim() !== "") return problem("there is something before the form's first answer");
	}
	const missing = ISSUE_FIELDS.filter((field) => !found.has(field));
	if (missing.length > 0) return problem(`there is no answer to ${missing.join(", ")}`);
	const of = (field) => {
		const text = (found.get(field) ?? []).join(" ").replaceAll(/\s+/g, " ").trim();
		return text === NOTHING ? "" : text;
	};
	return {
		ok: true,
		answers: {
			role: roleOfOption(of("Role")),
			for: of("How long").replaceAll(" ", ""),
			reason: of("Reason"),
			...given("ticket", of("Ticket")),
			...given("start", of("Not before"))
		}
	};
}
const given = (name, text) => text === "" ? {} : { [name]: text };
const problem = (what) => ({
	ok: false,
	problem: what
});

// src/render/issue-reply.ts
const ISSUE_REPLY = "<!-- leasehold:request -->";
function requestedReply(view, pull) {
	const { eligible, required } = view.approvals;
	const who = eligible.length === 0 ? "nobody is left who could" : eligible.map(markdownText).join(", ");
	const approval = required === 0 ? "It needs no approval before." : `Who may approve: ${who}.`;
	return [
		ISSUE_REPLY,
		`Your request for **${view.role}** for ${spanText(seconds(view.seconds))} is pull request #${pull.number}. ${approval}`,
		"",
		"What comes of it is told there. This issue closes when it is merged."
	].join("\n");
}
function refusedReply(findings, suggestion) {
	const reasons = findings.map(({ message, hint }) => {
		const help = hint === void 0 ? "" : ` ${markdownText(hint)}`;
		return `- ${markdownText(message)}.${help}`;
	});
	return [
		ISSUE_REPLY,
		"This request would be refused, so there is no pull request:",
		"",
		...reasons,
		...suggestion === void 0 ? [] : ["", `What would pass: ${nearest(suggestion)}.`],
		"",
		"Open a new issue by the form to ask again."
	].join("\n");
}
function nearest({ role, duration, until, ticket, start }) {
	return [
		`**${role}**`,
		...duration === void 0 ? [] : [`for ${duration}`],
		...until === void 0 ? [] : [`until ${until}`],
		...start === void 0 ? [] : [`not before ${start}`],
		...ticket === void 0 ? [] : [`with a ticket like ${markdownText(ticket)}`]
	].join(" ");
}

// src/commands/request-by-issue.ts
async function requestByIssue(ports, issue, branch) {
	const { repository, github, now } = ports;
	const { login } = issue.author;
	const read = readIssueAnswers(issue.body);
	const wish = read.ok ? wishOf(read.answers, login) : [unreadable(read.problem)];
	if (!isWish(wish)) return refuse(ports, issue, {
		findings: wish,
		troubles: []
	});
	const ground = await groundOf(ports, branch);
	const proposal = await propose({
		repository,
		github,
		now,
		chance: () => `i${issue.number}`,
		copy: { pushBranch: (change) => pushOnce(ports, change) }
	}, ground, wish, {
		author: login,
		check: true,
		trailer: `Co-authored-by: ${login} <${github.noreplyAddress(issue.author)}>`,
		note: `Asked for by ${login} in #${issue.number}.\n\nCloses #${issue.number}`
	});
	return proposal.pushed === void 0 ? refuse(ports, issue, proposal) : tell$1(ports, issue, proposal);
}
const isWish = (read) => "role" in read;
function wishOf(answers, user) {
	if (!NAME.test(answers.role)) return [error$1("role-unknown", void 0, `role: ${JSON.stringify(answers.role)} is no name of a role`)];
	const read = readWords({
		...answers,
		user,
		break_glass: false
	});
	return read.ok ? read.wish : read.findings;
}
const unreadable = (problem) => error$1("schema", void 0, problem, "Open a new issue by the form, and leave its headings as they are.");
async function pushOnce({ github }, change) {
	const [open] = await github.openPullsFrom(change.branch);
	return open?.head ?? github.commitOnBranch(change);
}
async function tell$1({ github }, issue, { judged, pull, findings, troubles }) {
	if (pull === void 0) return {
		judged,
		findings,
		troubles
	};
	const told = await attempt(`comment on issue #${issue.number}`, () => github.upsertComment(issue.number, ISSUE_REPLY, requestedReply(judged.view, pull)));
	return {
		judged,
		pull,
		findings,
		troubles: told.ok ? troubles : [...troubles, told.trouble]
	};
}
async function refuse({ github }, issue, { judged, findings, troubles }) {
	const outcome = {
		...judged ? { judged } : {},
		findings,
		troubles
	};
	if (!hasErrors(findings)) return outcome;
	const told = await attempt(`answer issue #${issue.number}`, async () => {
		await github.upsertComment(issue.number, ISSUE_REPLY, refusedReply(findings, judged?.suggestion));
		await github.closeIssue(issue.number, "not_planned");
	});
	return {
		...outcome,
		troubles: told.ok ? troubles : [...troubles, told.trouble]
	};
}

// src/render/run-summary.ts
const ROWS = 500;
function runSummary(facts) {
	const sections = [
		listed("Issued", facts.issued?.map((record) => `${code(record.key)} for **${markdownText(record.user)}** until ${time(record.end)}`)),
		listed("Refused", facts.refused?.map(refused)),
		listed("Ended", facts.ended?.map(ended)),
		listed("Rotated", facts.rotated?.map(code)),
		listed("Revoke pull requests", facts.pulls?.map(({ number, url }) => `[#${number}](${encodeURI(url)})`)),
		listed("Findings", facts.findings.map(finding)),
		listed("Still owed; the next run tries again", facts.troubles.map((one) => `**${markdownText(one.owed)}**: ${markdownText(one.message)}${one.hint ? ` *${markdownText(one.hint)}*` : ""}`))
	].flat();
	const unchanged = facts.unchanged === void 0 ? [] : [`${facts.unchanged} ${facts.unchanged === 1 ? "grant stays as it is" : "grants stay as they are"}.`];
	return `${[
		`## ${facts.title}`,
		...sections.length === 0 && facts.note === void 0 ? ["Nothing to do."] : sections,
		...unchanged,
		...facts.note === void 0 ? [] : [markdownText(facts.note)]
	].join("\n\n")}\n`;
}
function listed(title, lines = []) {
	if (lines.length === 0) return [];
	const shown = lines.slice(0, ROWS).map((line) => `- ${line}`);
	const more = lines.length > ROWS ? [`- … and ${lines.length - ROWS} more`] : [];
	return [`### ${title}`, [...shown, ...more].join("\n")];
}
const time = (moment) => `${formatInstant(moment).slice(0, 19).replace("T", " ")} UTC`;
const refused = (record) => `${code(record.key)} of **${markdownText(record.user)}**: ${(record.findings ?? []).map((one) => markdownText(one.message)).join("; ")}`;
const WHY = {
	expired: "its time was over",
	"file-removed": "its file was removed",
	ineligible: "main no longer allows it",
	recalled: "it was recalled",
	"out-of-band": "somebody ended it inside Vault",
	superseded: "its file was changed"
};
const ended = (record) => `${code(record.key)} of **${markdownText(record.user)}** at ${time(record.ended_at ?? record.end)}: ${record.ended_by ? WHY[record.ended_by] : ""}`;
const finding = ({ severity, rule, file, line, message, hint }) => {
	const place = file === void 0 ? "" : ` ${code(line === void 0 ? file : `${file}:${line}`)}`;
	return `${severity === "error" ? "❌" : "⚠️"} ${code(rule)}${place} ${markdownText(message)}${hint ? ` *${markdownText(hint)}*` : ""}`;
};

// src/render/summary.ts
const LONGEST = 1e6;
function checkSummary(report, approvals = { requests: /* @__PURE__ */ new Map() }) {
	const { result } = report;
	const told = new Set(report.requests.map((request) => request.grant.file));
	const others = result.findings.filter(({ file }) => file === void 0 || !told.has(file));
	const head = [
		`## Leasehold check: ${result.ok ? "all right" : "something to mend"}`,
		"",
		counted(report)
	].join("\n");
	const sections = [
		...others.length === 0 ? [] : [[
			"### Findings",
			"",
			...others.map(findingEntry)
		]],
		...report.requests.map((request) => requestSection(request, approvals.requests.get(request))),
		...report.effect === void 0 ? [] : [effectSection(report.effect)]
	];
	const shown = [head];
	let room = LONGEST - Buffer.byteLength(head) - Buffer.byteLength(CUT);
	for (const line of sections.flatMap((lines) => ["", ...lines])) {
		room -= Buffer.byteLength(line) + 1;
		if (room < 0) return `${shown.join("\n")}${CUT}`;
		shown.push(line);
	}
	return `${shown.join("\n")}\n`;
}
function counted({ requests, result, tests }) {
	const passed = tests.filter((test) => test.passed).length;
	const tested = tests.length === 0 ? "" : `, ${passed} of ${count(tests.length, "policy test")} passed`;
	return `${count(requests.length, "request")}, ${count(result.findings.length, "finding")}${tested}.`;
}
const CUT = "\n\n_Cut: there is more than GitHub shows._\n";

// src/action/issue-event.ts
function issueOfEvent(path) {
	const event = record(path === void 0 ? {} : JSON.parse(readFileSync(path, "utf8")));
	const [issue, sender] = [record(event.issue), record(event.sender)];
	const author = record(issue.user);
	const { number, body } = issue;
	if (event.action !== "opened" || typeof number !== "number" || issue.pull_request !== void 0) throw new Stop(2, "request needs the event of an issue that was opened", "on: issues: types: [opened]");
	const { login, id, type } = author;
	if (type !== "User" || typeof login !== "string" || typeof id !== "number" || !LOGIN.test(login)) throw new Stop(2, `issue #${number} was not opened by a person`);
	if (sender.id !== id) throw new Stop(2, `issue #${number} was not opened by its author`, `${login} opens a new one.`);
	return {
		number,
		author: {
			login,
			id
		},
		body: typeof body === "string" ? body : ""
	};
}
const record = (value) => typeof value === "object" && value !== null ? value : {};

// src/action/run.ts
async function run(inputs, world, reporter) {
	switch (inputs.command) {
		case "check": return runCheck(inputs, world);
		case "apply": return runApply(world, reporter);
		case "enforce": return runEnforce(world, reporter);
		case "rotate": return runRotate(world, reporter);
		case "audit": return runAudit(world, reporter);
		case "report": return runReport(inputs, world, reporter);
		case "recall": return runRecall(world, keyOf(inputs), inputs.env.LEASEHOLD_REPORT);
		case "reissue": return runReissue(world, keyOf(inputs), actorOf(inputs));
		case "request": return runRequest(inputs, world);
	}
}
async function runCheck({ env }, world) {
	const [repository, at] = [await world.repository(), world.clock.now()];
	const event = pullOfEvent(env.GITHUB_EVENT_PATH);
	if (!event) {
		const report = await check({ repository }, { at });
		return {
			exit: report.result.ok ? 0 : 1,
			findings: report.result.findings,
			summary: checkSummary(report)
		};
	}
	const result = await checkPull({
		repository,
		github: await world.github()
	}, {
		...event,
		at
	});
	if (!result) return {
		exit: 0,
		findings: [],
		summary: `Pull request #${event.pull} is no longer open.\n`
	};
	return {
		exit: exitCode(result),
		findings: result.findings,
		summary: checkSummary(result.report, result.approvals)
	};
}
async function runApply(world, reporter) {
	const result = await apply(await world.ports.apply(reporter), await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold apply",
			...result,
			ended: result.recalled
		}),
		issued: result.issued.map((record) => record.key),
		recalled: result.recalled.map((record) => record.key)
	};
}
async function runEnforce(world, reporter) {
	const result = await enforce(await world.ports.enforce(reporter), await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold enforce",
			...result,
			pulls: result.revoke_pulls
		}),
		recalled: result.ended.map((record) => record.key),
		owed: result.owes_rotations
	};
}
async function runRotate(world, reporter) {
	const repository = await world.repository();
	const main = await knownMain(repository, await world.branch());
	const { policies } = await policiesAt(repository, main.commit);
	const result = await rotate(await world.ports.rotate(reporter), policies.rotations, {});
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold rotate",
			...result,
			rotated: result.rotated.map((one) => one.name)
		})
	};
}
async function runAudit(world, reporter) {
	const result = await audit(await world.ports.audit(reporter), await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold audit",
			...result,
			note: auditLine(result)
		})
	};
}
async function runReport({ out }, world, reporter) {
	if (out === "") throw new Stop(2, "out: report needs a folder to write to", "Write like: out: dashboard.");
	const ports = await world.ports.report(reporter, { out });
	const options = {
		branch: await world.branch(),
		repository: await world.repositoryPage()
	};
	const result = await report({
		...ports,
		issues: () => world.github()
	}, options);
	return {
		...told(result),
		summary: reportSummary(result.report, result),
		pages: result.pages
	};
}
async function runRecall(world, key, report) {
	const said = report === "pickup-opened" ? report : void 0;
	const result = await recall(await world.ports.recall(), [key], await world.branch(), said);
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold recall",
			...result,
			ended: result.recalled
		}),
		recalled: result.recalled.map((record) => record.key)
	};
}
async function runReissue(world, key, actor) {
	const vault = (await world.vault.as("apply")).everything;
	const result = await reissue({
		vault,
		log: await world.auditLog()
	}, key, actor);
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold reissue",
			...result,
			issued: result.reissued
		}),
		issued: result.reissued.map((record) => record.key)
	};
}
async function runRequest({ env }, world) {
	const issue = issueOfEvent(env.GITHUB_EVENT_PATH);
	const ports = {
		repository: await world.repository(),
		github: await world.github(),
		now: world.clock.now()
	};
	const result = await requestByIssue(ports, issue, await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold request",
			...result,
			note: result.pull === void 0 ? "No pull request." : `Pull request #${result.pull.number}.`
		})
	};
}
function actorOf({ env }) {
	const { GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: again } = env;
	if (!actor || !again) throw new Stop(2, "GITHUB_ACTOR is not set: whose token this is for is not known");
	if (!sameLogin(actor, again)) throw new Stop(2, `${again} ran again what ${actor} had asked for`, `${actor} runs leasehold reissue.`);
	return actor;
}
function keyOf({ key, command }) {
	if (isKey(key)) return key;
	throw new Stop(2, `key: ${JSON.stringify(key)} is no key of a grant`, `${command} needs one like orders-db-read.refund.3f2a9c1b7d20.`);
}
const told = (outcome) => ({
	exit: exitCode(outcome),
	findings: outcome.findings
});

// src/render/annotations.ts
const SHOWN = 10;
function annotationsOf(findings) {
	return ["error", "warning"].flatMap((level) => {
		const all = findings.filter((finding) => finding.severity === level).map(annotationOf);
		if (all.length <= SHOWN) return all;
		const rest = {
			level,
			message: `${all.length - 9} more ${level}s are in the job summary`,
			properties: { title: "leasehold" }
		};
		return [...all.slice(0, 9), rest];
	});
}
const annotationOf = ({ severity, rule, file, line, column, message, hint }) => ({
	level: severity,
	message: [message, ...hint === void 0 ? [] : [hint]].flatMap((text) => text.split("\n")).map(onOneLine).join("\n"),
	properties: {
		title: rule,
		...file === void 0 ? {} : { file },
		...line === void 0 ? {} : { startLine: line },
		...column === void 0 ? {} : { startColumn: column }
	}
});

// src/action/tell.ts
async function tell(told) {
	for (const { level, message, properties } of annotationsOf(told.findings)) if (level === "error") error(message, properties);
	else warning(message, properties);
	await summary.addRaw(told.summary, true).write();
	setOutput("ok", String(told.exit === 0));
	setOutput("findings", JSON.stringify(told.findings));
	setOutput("issued", JSON.stringify(told.issued ?? []));
	setOutput("recalled", JSON.stringify(told.recalled ?? []));
	if (told.owed !== void 0) setOutput("owed", String(told.owed));
	setOutput("pages", String(told.pages === true));
	process$1.exitCode = told.exit;
}
function tellFailure(error$2) {
	const { exit, message, hint } = failureOf(error$2);
	error(hint === void 0 ? message : `${message}\n${hint}`);
	setOutput("ok", "false");
	process$1.exitCode = exit;
}

// src/action.ts
try {
	const inputs = readInputs(process$1.env);
	await using world = new World({
		env: inputs.env,
		dir: inputs.env.GITHUB_WORKSPACE ?? process$1.cwd(),
		home: os.homedir(),
		temporary_dir: inputs.env.RUNNER_TEMP ?? os.tmpdir(),
		stdin: process$1.stdin,
		stdout: process$1.stdout,
		stderr: process$1.stderr,
		mask: setSecret
	});
	await tell(await run(inputs, world, world.jobReporter(core_exports)));
} catch (error) {
	tellFailure(error);
}

export {  };