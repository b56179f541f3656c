package io.github.twinstream.sample;

import java.util.List;
import java.util.Random;

/** Invented authors and publishers. */
final class Names {
  private static final List<String> FIRST =
      List.of(
          "Alda", "Brisco", "Calla", "Dorvin", "Elzi", "Farro", "Ginevra", "Hollin", "Ilka",
          "Jorun", "Kesta", "Lumo", "Mirko", "Nilda", "Orsel", "Pella", "Quill", "Rosko", "Sunniva",
          "Tamsin");
  private static final List<String> BEGINNINGS =
      List.of("Kel", "Bram", "Tor", "Vel", "Marr", "Hol", "Dren", "Fas", "Osk", "Lind", "Pri");
  private static final List<String> ENDINGS =
      List.of(
          "varrow", "thimble", "quorn", "adusk", "ombrel", "azzimo", "enkova", "ipetal", "urgan");

  /** Three a subject, in the order of {@link Subject}. */
  private static final List<String> PUBLISHERS =
      List.of(
          "Gaslight House",
          "Alibi Press",
          "Black Lantern",
          "Rosewater Press",
          "Heartwood Books",
          "Velvet Ribbon",
          "Copper Pan Editions",
          "Salt &amp; Ladle",
          "Orchard Table",
          "Parchment Press",
          "Old Fortress",
          "Quill &amp; Crown",
          "Emberwing",
          "Moonrune Books",
          "Thornwood",
          "Orbit Nine Editions",
          "Far Nebula",
          "Perihelion Press",
          "Compass &amp; Sail",
          "Long Road Editions",
          "Harbour Maps",
          "Little Burrow",
          "Button Bear Books",
          "Puddle Press");

  private Names() {}

  static String author(Random random) {
    return pick(random, FIRST) + " " + pick(random, BEGINNINGS) + pick(random, ENDINGS);
  }

  static String publisher(Subject subject, Random random) {
    return PUBLISHERS.get(3 * subject.ordinal() + random.nextInt(3));
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
