/**
 * Opens a session with one server: connects, sees that the server is fit to keep boards, loads the scripts. All of its
 * connections lead to the same run of the same server.
 */

import { ErrorReply } from 'redis';
import type { Clock } from '../../runtime/clock.ts';
import { StoreUnavailable } from '../board-store.ts';
import { endpointText, type Access, type Endpoint } from './address.ts';
import { openLink, type Link } from './link.ts';
import { whyNotLetIn } from './refusals.ts';
import { readFacts, readFlushPolicy, whyUnsuitable, type Requirements } from './requirements.ts';
import type { ServerFacts } from './requirements.ts';
import { loadScripts, Session } from './session.ts';

export interface OpeningOptions {
  readonly access: Access;
  readonly clock: Clock;
  readonly requirements: Requirements;
  /** How many replicas must confirm a write, given how many are connected. */
  readonly replicasToConfirm: (connected: number) => number;
}

export interface SessionEvents {
  readonly onEnd: (reason: StoreUnavailable) => void;
  readonly onMisplaced: () => void;
}

/** @throws StoreUnavailable for what may pass by itself; Error with one line for what somebody has to change. */
export async function openSession(
  endpoint: Endpoint,
  { access, clock, requirements, replicasToConfirm }: OpeningOptions,
  events: SessionEvents,
): Promise<Session> {
  const where = endpointText(endpoint);
  const links: Link[] = [];
  let session: Session | undefined;
  let lost: StoreUnavailable | undefined;
  const onLinkEnd = (reason: StoreUnavailable): void => {
    lost ??= reason;
    session?.end(reason);
  };
  const connect = async (): Promise<{ link: Link; facts: ServerFacts }> => {
    const link = await openLink(endpoint, access, clock, onLinkEnd);
    links.push(link);
    return { link, facts: await readFacts(link) };
  };
  const connectAgain = async (runId: string): Promise<Link> => {
    const { link, facts } = await connect();
    if (facts.runId !== runId) throw new StoreUnavailable(`${where} leads to more than one Redis`);
    return link;
  };

  try {
    const { link: commands, facts } = await connect();
    // Until then a server does not say how it keeps what is written.
    if (facts.isLoading) throw new StoreUnavailable(`Redis at ${where} is still loading its data`);
    const why = whyUnsuitable(facts, await readFlushPolicy(commands), requirements);
    if (why !== undefined) throw new Error(why);
    const replicas = replicasToConfirm(facts.replicas);
    const subscriber = await connectAgain(facts.runId);
    const witness = replicas > 0 ? await connectAgain(facts.runId) : undefined;
    const shas = await loadScripts(commands);
    if (lost) throw lost;
    session = new Session({ commands, subscriber, witness }, shas, { where, clock, replicas, ...events });
    return session;
  } catch (error) {
    const reason = error instanceof ErrorReply ? whyNotLetIn(where, error) : error;
    for (const link of links) link.end(new StoreUnavailable(`Redis at ${where} was not used`, { cause: reason }));
    throw reason;
  }
}
