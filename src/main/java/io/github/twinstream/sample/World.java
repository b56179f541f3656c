package io.github.twinstream.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The invented readers, books and ratings with the truth behind them, before {@link SampleFiles}
 * writes them down with some dirt. See {@link SampleData} for the truth in words.
 *
 * <p>Only {@link Random}, whose sequence is specified, and exact arithmetic decide anything, so
 * that a seed gives the same world on every machine.
 */
record World(List<Reader> readers, List<Book> books, List<Rating> ratings) {
  static final int READERS = 800;
  static final int BOOKS = 500;
  private static final int AUTHORS = 100;

  private static final double QUALITY = 0.8;
  private static final double GENERATION = 0.9;
  private static final double LAND = 0.8;
  private static final double MOOD = 0.3;
  private static final double NOISE = 1.0;

  /** Someone who rates: {@code mood} raises or lowers all their ratings and is seen nowhere. */
  record Reader(int id, Land land, String state, int age, Generation generation, double mood) {}

  /** A writer of books on mostly one subject, in one language. */
  record Author(String name, String language, Subject subject, double quality) {}

  /** A book; its subject shows in its title and, mostly, in its publisher. */
  record Book(
      String isbn, String title, Author author, Subject subject, int year, String publisher) {}

  /**
   * A rating from 1 to 10, or 0 for a book read and not rated.
   *
   * @param isbn the book's, or an unknown one
   * @param book {@code null} if the ISBN is unknown
   */
  record Rating(Reader reader, String isbn, Book book, int value) {}

  /** How much the reader likes the book, but for mood and noise: what a model can learn. */
  static double appeal(Reader reader, Book book) {
    return QUALITY * book.author().quality()
        + GENERATION * reader.generation().taste(book.subject())
        + LAND * reader.land().taste(book.subject());
  }

  static World make(long seed) {
    Random random = new Random(seed);
    Titles titles = new Titles(random);
    List<Author> authors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (authors.size() < AUTHORS) {
      Author author = author(random);
      if (names.add(author.name())) {
        authors.add(author);
      }
    }
    Isbns isbns = new Isbns(random);
    List<Book> books = new ArrayList<>();
    for (int i = 0; i < BOOKS; i++) {
      books.add(
          book(random, authors.get(i < AUTHORS ? i : skewed(random, AUTHORS)), titles, isbns));
    }
    List<Reader> readers = new ArrayList<>();
    for (int id = 1; readers.size() < READERS; id += 1 + random.nextInt(3)) {
      readers.add(reader(random, id));
    }
    List<Rating> ratings = new ArrayList<>();
    for (Reader reader : readers) {
      rate(random, reader, books, isbns, ratings);
    }
    return new World(readers, books, ratings);
  }

  private static Author author(Random random) {
    Subject subject = pick(random, Subject.values());
    return new Author(Names.author(random), land(random).language, subject, random.nextGaussian());
  }

  private static Book book(Random random, Author author, Titles titles, Isbns isbns) {
    Subject subject = random.nextInt(5) == 0 ? pick(random, Subject.values()) : author.subject();
    Subject house = random.nextInt(10) < 6 ? subject : pick(random, Subject.values());
    return new Book(
        isbns.next(),
        titles.next(author.language(), subject),
        author,
        subject,
        2004 - skewed(random, 30),
        Names.publisher(house, random));
  }

  private static Reader reader(Random random, int id) {
    Land land = land(random);
    Generation generation = pick(random, Generation.values());
    int age = generation.youngest + random.nextInt(generation.oldest - generation.youngest + 1);
    String state = land.states.get(random.nextInt(land.states.size()));
    return new Reader(id, land, state, age, generation, MOOD * random.nextGaussian());
  }

  private static void rate(
      Random random, Reader reader, List<Book> books, Isbns isbns, List<Rating> ratings) {
    Set<Book> read = new HashSet<>();
    int wanted = count(random);
    while (read.size() < wanted) {
      Book book = books.get(skewed(random, books.size()));
      if (!reads(random, reader, book) || !read.add(book)) {
        continue;
      }
      double felt = appeal(reader, book) + reader.mood() + NOISE * random.nextGaussian();
      int value = (int) Math.max(1, Math.min(10, Math.floor(8.6 + 1.3 * felt)));
      boolean unknown = random.nextInt(50) == 0;
      ratings.add(
          new Rating(
              reader,
              unknown ? isbns.next() : book.isbn(),
              unknown ? null : book,
              random.nextInt(8) == 0 ? 0 : value));
    }
  }

  /** None for one reader in twelve, few for most, up to 40 for some. */
  private static int count(Random random) {
    if (random.nextInt(12) == 0) {
      return 0;
    }
    int count = 1;
    while (count < 40 && random.nextInt(9) != 0) {
      count++;
    }
    return count;
  }

  private static boolean reads(Random random, Reader reader, Book book) {
    String language = book.author().language();
    int ofTen = language.equals(reader.land().language) ? 10 : language.equals("en") ? 4 : 1;
    return random.nextInt(10) < ofTen;
  }

  private static Land land(Random random) {
    int left = random.nextInt(100);
    for (Land land : Land.values()) {
      left -= land.share;
      if (left < 0) {
        return land;
      }
    }
    throw new IllegalStateException("the shares of the lands do not sum to 100");
  }

  /** A number from 0 below {@code bound}, small ones more often. */
  private static int skewed(Random random, int bound) {
    return Math.min(random.nextInt(bound), random.nextInt(bound));
  }

  private static <T> T pick(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
