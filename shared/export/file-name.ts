/** Names for files that people save: from the title, and safe on any system and in any header. */

const MOST_CHARACTERS = 60;

/** Letters and digits of any script, the rest as single hyphens. Never empty, never a name that some system keeps for itself. */
export const fileName = (title: string | null, ending: string): string => {
  const words = (title ?? '').normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const stem = [...words.join('-')].slice(0, MOST_CHARACTERS).join('').replace(/-$/, '');
  return `readback${stem === '' ? '' : `-${stem}`}.${ending}`;
};

/** RFC 6266: the name as it is, and one that everybody can read. */
export const attachment = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9.-]/g, '')
    .replace(/-+(?=[-.])/g, '');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
