/** The clock in the header: the emulator's time, which can jump to the next day or month. */

import * as control from "./control.js";
import { fullyWritten } from "./moments.js";

const TICK = 1000;  // milliseconds

export class Clock {
  #offset = 0;  // milliseconds between the emulator's time and this machine's
  #node = document.getElementById("clock");
  #steps = { day: document.getElementById("next-day"), month: document.getElementById("next-month") };
  #onTick;
  #onProblem;

  /** Asks for the time and goes on by itself; `onTick(now)` hears of every second. */
  constructor(onTick, onProblem) {
    this.#onTick = onTick;
    this.#onProblem = onProblem;
    for (const [length, node] of Object.entries(this.#steps)) {
      node.addEventListener("click", () => this.#step(length, node));
    }
    setInterval(() => this.reword(), TICK);
  }

  now() {
    return new Date(Date.now() + this.#offset);
  }

  /** Takes over the emulator's time, an ISO moment. */
  set(now) {
    this.#offset = new Date(now) - Date.now();
    this.reword();
  }

  async refresh() {
    this.set((await control.clock()).now);
  }

  reword() {
    const now = this.now();
    const words = fullyWritten(now);
    if (this.#node.textContent !== words) this.#node.textContent = words;
    this.#node.dateTime = now.toISOString();
    this.#onTick(now);
  }

  async #step(length, pressed) {
    if (Object.values(this.#steps).some((node) => node.getAttribute("aria-busy") === "true")) return;
    this.#setBusy(pressed, true);
    try {
      this.set((await control.step(length)).now);
    } catch (problem) {
      this.#onProblem(problem);
    }
    this.#setBusy(pressed, false);
  }

  #setBusy(pressed, isBusy) {
    pressed.setAttribute("aria-busy", String(isBusy));
    for (const node of Object.values(this.#steps)) node.setAttribute("aria-disabled", String(isBusy));
    this.#node.classList.toggle("moving", isBusy);
  }
}
