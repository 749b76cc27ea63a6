// Offsets are stored in code points, as Python counts them. The browser counts UTF-16 units.

/** Maps code-point offsets of `text` to UTF-16 offsets; `length` is the text's length in code points. */
export class Offsets {
  constructor(text) {
    this.astral = []; // code-point offsets of the characters that take two units
    this.length = 0;
    for (const character of text) {
      if (character.length === 2) this.astral.push(this.length);
      this.length += 1;
    }
  }

  unit(point) {
    let low = 0;
    let high = this.astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.astral[middle] < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }
}
