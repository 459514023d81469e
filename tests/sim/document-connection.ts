/** A document socket without the socket: what the transport does around a document is done here. */

import { hashOffered } from '../../server/access/keys.ts';
import { parseDocumentName } from '../../server/documents/document-name.ts';
import type { DocumentPeer, ServedPeer } from '../../server/documents/document-peer.ts';
import type { Room } from '../../server/room/room.ts';
import { StoreUnavailable } from '../../server/store/board-store.ts';
import { personOf, type Place } from './place.ts';
import type { SimNode } from './sim-node.ts';
import { Wire } from './wire.ts';

export interface DocumentClient {
  readonly wantsAcks: boolean;
  readonly received: (payload: Uint8Array) => void;
  readonly ended: (code: number, reason: string) => void;
}

/** A document socket. */
export class DocumentConnection {
  readonly wire: Wire;
  readonly #place: Place;
  readonly #client: DocumentClient;
  readonly #early: Uint8Array[] = [];
  #served: ServedPeer | undefined;
  #isGone = false;

  constructor(place: Place, node: SimNode, key: string, name: string, client: DocumentClient) {
    this.#place = place;
    this.#client = client;
    this.wire = new Wire(place.steps, node);
    this.wire.onGone = () => {
      this.#isGone = true;
      this.#served?.closed();
    };
    this.wire.up(() => void this.#admit(hashOffered(key) ?? '', name));
  }

  send(message: Uint8Array): void {
    this.wire.up(() => {
      if (this.#served === undefined) this.#early.push(message);
      else this.#served.receive(message);
    });
  }

  async #admit(keyHash: string, tail: string): Promise<void> {
    const close = (code: number, reason: string): void => this.wire.down(() => this.#client.ended(code, reason));
    try {
      const room = await this.wire.node.room(this.#place.board);
      const person = room === undefined ? undefined : personOf(room, keyHash);
      const name = person === undefined ? undefined : parseDocumentName(tail, person);
      if (room === undefined || person === undefined || name === undefined) return close(4404, 'not_found');
      this.wire.node.soon(() => void this.#connect(room, name, tail, { person, keyHash }));
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) this.#place.onFault('a document admission', fault);
      close(1013, 'unavailable');
    }
  }

  async #connect(
    room: Room,
    name: Parameters<Room['documents']['connect']>[0],
    tail: string,
    who: Pick<DocumentPeer, 'person' | 'keyHash'>,
  ): Promise<void> {
    let isClosed = false;
    const peer: DocumentPeer = {
      ...who,
      wantsAcks: this.#client.wantsAcks,
      send: ({ payload }) => {
        if (isClosed) return;
        this.#place.guard.document(room, who, tail, payload);
        const copy = payload.slice();
        this.wire.down(() => this.#client.received(copy), payload.length);
      },
      bufferedBytes: () => this.wire.bufferedBytes,
      close: (code, reason) => {
        isClosed = true;
        this.wire.down(() => this.#client.ended(code, reason));
      },
    };
    try {
      const found = await room.documents.connect(name, peer);
      if (typeof found === 'string') {
        const code = found === 'not_found' || found === 'removed' ? 4404 : found === 'unavailable' ? 1013 : 4403;
        return peer.close(code, found);
      }
      this.#served = found;
      for (const message of this.#early.splice(0)) found.receive(message);
      if (this.#isGone) found.closed();
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) this.#place.onFault('a document connection', fault);
      peer.close(1013, 'unavailable');
    }
  }
}
