/** Joins calls: however often something is asked for while it is being done, it is done once more. */

/** Makes a function that never runs twice at the same time: calls that come meanwhile cause one more run, and wait for it. */
export function joined(run) {
  let running = null;
  let again = false;

  async function work() {
    try {
      do {
        again = false;
        await run();
      } while (again);
    } finally {
      running = null;
    }
  }

  return function ask() {
    again = running !== null;
    running ??= Promise.resolve().then(work);
    return running;
  };
}
