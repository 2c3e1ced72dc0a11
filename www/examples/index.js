// The examples of the menu: file name without `.py`, title.
export const examples = [
  ["hello", "Hello"],
  ["guess", "Guess a number: input()"],
  ["clock", "A clock: time.sleep()"],
  ["queens", "Eight queens"],
  ["shapes", "Classes and match"],
  ["life", "Game of life"],
  ["endless", "An endless loop"],
];
