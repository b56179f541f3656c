package io.github.twinstream.sample;

/** What a book is about. */
enum Subject {
  CRIME,
  ROMANCE,
  COOKING,
  HISTORY,
  FANTASY,
  SPACE,
  TRAVEL,
  ANIMALS
}
