/** What this device remembers, for as long as the gallery is open: it neither reads nor changes the real thing. */

class MemoryStorage implements Storage {
  [name: string]: unknown;

  get length(): number {
    return Object.keys(this).length;
  }

  key(index: number): string | null {
    return Object.keys(this)[index] ?? null;
  }

  getItem(name: string): string | null {
    const found = Object.hasOwn(this, name) ? this[name] : null;
    return typeof found === 'string' ? found : null;
  }

  setItem(name: string, value: string): void {
    this[name] = value;
  }

  removeItem(name: string): void {
    Reflect.deleteProperty(this, name);
  }

  clear(): void {
    for (const name of Object.keys(this)) this.removeItem(name);
  }
}

export interface PretendStorage {
  /** @param kept under the names of `browser/kept.ts` */
  readonly show: (kept: Readonly<Record<string, unknown>>) => void;
  readonly stop: () => void;
}

export const pretendStorage = (): PretendStorage => {
  const storage = new MemoryStorage();
  const real = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, enumerable: true, value: storage });
  return {
    show: (kept) => {
      storage.clear();
      for (const [name, value] of Object.entries(kept)) storage.setItem(`readback.${name}`, JSON.stringify(value));
    },
    stop: () => {
      if (real !== undefined) Object.defineProperty(globalThis, 'localStorage', real);
    },
  };
};
