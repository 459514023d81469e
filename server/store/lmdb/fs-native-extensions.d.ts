/** The one function used of a package that brings no types. */
declare module 'fs-native-extensions' {
  /** Takes an exclusive lock on the file behind the descriptor; false when another process, or open file, holds it. */
  export function tryLock(fileDescriptor: number): boolean;
}
