// A headless Chromium spoken to through a pipe (Chrome DevTools Protocol), without any package.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
  "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--mute-audio",
  "--font-render-hinting=none", "--remote-debugging-pipe", "about:blank",
];

/** A browser; `CHROMIUM` names another program than Debian's. */
export class Chrome {
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "glose-chromium-"));
    this.child = spawn(process.env.CHROMIUM ?? "chromium", [`--user-data-dir=${this.folder}`, ...FLAGS], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.gone = new Promise((_, fail) => {
      this.child.on("error", (error) => fail(new Error(`chromium does not start: ${error.message}`)));
      this.child.on("exit", (code) => fail(new Error(`chromium ended (status ${code})`)));
    });
    this.gone.catch(() => {});
    let rest = "";
    this.child.stdio[4].setEncoding("utf8").on("data", (data) => {
      const parts = (rest + data).split("\0");
      rest = parts.pop();
      parts.forEach((part) => this.#heard(JSON.parse(part)));
    });
  }

  #heard(message) {
    if (message.id === undefined) {
      this.#listeners.forEach((listener) => listener(message));
      return;
    }
    const { done, failed, method } = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    message.error ? failed(new Error(`${method}: ${message.error.message}`)) : done(message.result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    const answer = new Promise((done, failed) => this.#waiting.set(id, { done, failed, method }));
    this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return Promise.race([answer, this.gone]);
  }

  event(method, sessionId) {
    const heard = new Promise((done) => {
      const listener = (message) => {
        if (message.method === method && message.sessionId === sessionId) {
          this.#listeners.delete(listener);
          done(message.params);
        }
      };
      this.#listeners.add(listener);
    });
    return Promise.race([heard, this.gone]);
  }

  listen(listener) {
    this.#listeners.add(listener);
  }

  /** A new page. */
  async page() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    for (const domain of ["Page", "Runtime", "Network"]) await page.send(`${domain}.enable`);
    return page;
  }

  async close() {
    const left = new Promise((done) => this.child.on("close", done));
    this.send("Browser.close").catch(() => {});
    await left;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One page of a browser. */
class Page {
  constructor(chrome, session, target) {
    Object.assign(this, { chrome, session, target, errors: [], requests: [] });
    chrome.listen(({ method, params, sessionId }) => {
      if (sessionId !== session) return;
      if (method === "Runtime.exceptionThrown") this.errors.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
      if (method === "Network.requestWillBeSent" && !/^(data|file|about):/.test(params.request.url)) this.requests.push(params.request.url);
    });
  }

  send(method, params) {
    return this.chrome.send(method, params, this.session);
  }

  /** Width and height in CSS pixels; `look` may name `scheme` (light, dark), `media` (print) and `scripts` (false). */
  async look({ width = 1280, height = 900, scheme = "light", media = "", scripts = true, scale = 1 } = {}) {
    const phone = width < 600;
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: phone });
    await this.send("Emulation.setEmulatedMedia", { media, features: [{ name: "prefers-color-scheme", value: scheme }] });
    await this.send("Emulation.setScriptExecutionDisabled", { value: !scripts });
  }

  async open(url) {
    const loaded = this.chrome.event("Page.loadEventFired", this.session);
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  /** The value of `expression`, which may be a promise. */
  async value(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async key(key, code = key, modifiers = 0) {
    const text = key === "Enter" ? "\r" : key === " " ? " " : undefined;
    const virtual = { Tab: 9, Enter: 13, " ": 32, Escape: 27 }[key] ?? 0;
    const event = { key, code, modifiers, windowsVirtualKeyCode: virtual };
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", text, ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  async picture({ whole = false, clip = undefined } = {}) {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole, clip });
    return Buffer.from(data, "base64");
  }

  /** The page printed on A4. */
  async print() {
    const { data } = await this.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true, transferMode: "ReturnAsBase64" });
    return Buffer.from(data, "base64");
  }
}
