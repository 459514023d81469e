/**
 * One WebSocket as a peer of a document. What many are sent is framed once and written as it is to the socket below ws;
 * what comes in is handed on as it comes. Nothing that happens on it reaches beyond it.
 */

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import { CLOSE } from '../documents/close-codes.ts';
import type { DocumentPeer, Outgoing, ServedPeer } from '../documents/document-peer.ts';
import { frameOf, pingFrame } from './frame.ts';

export interface SocketOwner {
  readonly person: ParticipantId;
  readonly keyHash: string;
  readonly wantsAcks: boolean;
}

/** An awareness message about nobody: stock providers take a server that is silent for 30 s for dead. */
const SILENT_AWARENESS: Outgoing = { payload: Uint8Array.of(1, 1, 0) };
/** Both in one write; the same bytes for everybody. */
const BEAT = Buffer.concat([pingFrame(), frameOf(SILENT_AWARENESS)]);
const SLICE_BYTES = 256 * 1024;
/** Periods without a sign of life after which a peer is gone. */
const MOST_SILENT_BEATS = 2;

export class DocumentSocket implements DocumentPeer {
  readonly person: ParticipantId;
  readonly keyHash: string;
  readonly wantsAcks: boolean;
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  #served: ServedPeer | undefined;
  #silentBeats = 0;
  #isClosed = false;

  /** @param socket the one that `ws` was made of */
  constructor(ws: WebSocket, socket: Duplex, { person, keyHash, wantsAcks }: SocketOwner) {
    this.#ws = ws;
    this.#socket = socket;
    this.person = person;
    this.keyHash = keyHash;
    this.wantsAcks = wantsAcks;
    // Until there is a document, what the peer sends stays in the kernel.
    ws.pause();
    ws.on('message', (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
    ws.on('pong', () => {
      this.#silentBeats = 0;
    });
    ws.on('close', () => {
      this.#isClosed = true;
      this.#served?.closed();
    });
  }

  /** @returns why it may not, or undefined when it is served now */
  async serve(
    connect: (peer: DocumentPeer) => Promise<ServedPeer | RejectionCode>,
  ): Promise<RejectionCode | undefined> {
    const served = await connect(this);
    if (typeof served === 'string') return served;
    this.#served = served;
    if (this.#isClosed) served.closed();
    else this.#ws.resume();
    return undefined;
  }

  readonly send = (message: Outgoing): void => {
    if (this.#ws.readyState !== this.#ws.OPEN || this.#socket.destroyed) return;
    const frame = frameOf(message);
    if (frame.length <= SLICE_BYTES) this.#socket.write(frame);
    // In slices: of one large write a stream does not tell how much has gone out.
    else
      for (let at = 0; at < frame.length; at += SLICE_BYTES) this.#socket.write(frame.subarray(at, at + SLICE_BYTES));
  };

  readonly bufferedBytes = (): number => this.#socket.writableLength;

  readonly close = (code: number, reason: string): void => {
    // A socket that is not read would never see the other side's answer.
    this.#ws.resume();
    this.#ws.close(code, reason);
  };

  /** Once a period. A socket that was silent for too many of them is gone, whatever its kernel says. */
  beat(): void {
    if (this.#silentBeats >= MOST_SILENT_BEATS) this.#ws.terminate();
    else if (this.#ws.readyState === this.#ws.OPEN) this.#socket.write(BEAT);
    this.#silentBeats++;
  }

  #receive(data: Buffer, isBinary: boolean): void {
    this.#silentBeats = 0;
    if (isBinary) this.#served?.receive(data);
    else this.close(CLOSE.malformed, 'malformed');
  }
}
