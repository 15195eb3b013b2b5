/** Letters without their marks, so that "Rihova" finds "Říhová". */
export const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/ł/gi, "l")
    .toLocaleLowerCase();

/** Every word of the query begins a word of the text. */
export function matches(text: string, query: string) {
  const words = plain(text).split(/\s+/);
  return plain(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((asked) => words.some((word) => word.startsWith(asked)));
}
