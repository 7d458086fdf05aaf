/**
 * One trial process: reads an input's bytes from its parent, hands them to the target named on its command line and
 * answers with the outcome. Whatever else happens to this process is a finding.
 */
import type { FuzzTarget, TrialReply } from './trial.ts';

const inheritedPeak = process.resourceUsage().maxRSS;
const { target } = (await import(process.argv[2]!)) as { readonly target: FuzzTarget };

process.on('message', (bytes: Uint8Array) => {
  void attempt(bytes).then((reply) => process.send!(reply));
});
process.send!('ready');

async function attempt(bytes: Uint8Array): Promise<TrialReply> {
  const outcome = await target(bytes);
  // A rejection that nobody handles ends this process at the end of the turn, before the parent hears of success.
  await new Promise((resolve) => setImmediate(resolve));
  return { outcome, peakBytes: peakBytes() };
}

/** On Linux a process begins with the peak of the one that it was forked from, which says nothing of its own. */
function peakBytes(): number {
  const peak = process.resourceUsage().maxRSS;
  return peak > inheritedPeak ? peak * 1024 : process.memoryUsage.rss();
}
