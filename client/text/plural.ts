/** Words that depend on a number, by the rules of the language. */

type Forms = { readonly other: string } & { readonly [Form in Intl.LDMLPluralRule]?: string };

/** @returns forms by number; `#` in them stands for it */
export const pluralIn = (locale: string): ((count: number, forms: Forms) => string) => {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', numbers.format(count));
};
