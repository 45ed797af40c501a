/** Joins calls: however often something is asked for while it is being done, it is done once more. */

/** Makes a function that never runs twice at the same time; calls that come meanwhile cause one more run. */
export function joined(run) {
  let running = false;
  let again = false;
  return async function ask() {
    again = running;
    if (running) return;
    running = true;
    try {
      await run();
    } finally {
      running = false;
    }
    if (again) await ask();
  };
}
