package io.github.twinstream.feature;

import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ids of tokens: 0 is padding, 1 to n the kept tokens, n + 1 every other one. With {@code
 * sharedUnknown} a missing value has the id of unknown tokens; otherwise it has n + 2, so that the
 * network can tell missing from unseen.
 */
public final class Vocabulary {
  private final Map<String, Integer> ids;
  private final int unknown;
  private final boolean sharedUnknown;

  private Vocabulary(Map<String, Integer> ids, int unknown, boolean sharedUnknown) {
    this.ids = ids;
    this.unknown = unknown;
    this.sharedUnknown = sharedUnknown;
  }

  /**
   * The vocabulary of the tokens that are frequent enough.
   *
   * @param counts how often each token comes, in the order in which they were first seen; without
   *     the missing ones
   * @param minCount tokens seen less often are unknown
   * @param sharedUnknown whether missing values share the id of unknown tokens
   * @param conventions the order of ids
   */
  public static Vocabulary of(
      Map<String, Integer> counts, int minCount, boolean sharedUnknown, Conventions conventions) {
    List<String> kept = new ArrayList<>();
    counts.forEach(
        (token, count) -> {
          if (count >= minCount) {
            kept.add(token);
          }
        });
    kept.sort(
        conventions == Conventions.FUXICTR_2_0_1
            ? Vocabulary::compareCodePoints
            : Comparator.comparing(counts::get, Comparator.reverseOrder()));
    Map<String, Integer> ids = new LinkedHashMap<>();
    kept.forEach(token -> ids.put(token, ids.size() + 1));
    return new Vocabulary(ids, ids.size() + 1, sharedUnknown);
  }

  /**
   * Puts a fitted one together again.
   *
   * @throws io.github.twinstream.error.DataException if a token comes twice, or an id is outside
   *     what the tokens allow
   */
  static Vocabulary of(FeatureState.Words words) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    List<String> tokens = words.tokens();
    boolean counted = words.ids().isEmpty();
    if (!counted && words.ids().size() != tokens.size()) {
      throw FeatureKeeper.broken(tokens.size() + " tokens have " + words.ids().size() + " ids");
    }
    for (int i = 0; i < tokens.size(); i++) {
      int id = counted ? i + 1 : words.ids().get(i);
      if (id < 1 || id > tokens.size() || ids.put(tokens.get(i), id) != null) {
        throw FeatureKeeper.broken(
            "token " + Messages.quote(tokens.get(i)) + " comes twice, or has the id " + id);
      }
    }
    if (words.unknown() < 1 || words.unknown() > tokens.size() + 1) {
      throw FeatureKeeper.broken("unknown tokens have the id " + words.unknown());
    }
    return new Vocabulary(ids, words.unknown(), words.sharedUnknown());
  }

  FeatureState.Words state() {
    List<Integer> values = new ArrayList<>(ids.values());
    boolean counted = IntStream.range(0, values.size()).allMatch(i -> values.get(i) == i + 1);
    return new FeatureState.Words(
        new ArrayList<>(ids.keySet()), counted ? List.of() : values, unknown, sharedUnknown);
  }

  /** Counts tokens in the order in which they come; {@code null} tokens are left out. */
  public static Map<String, Integer> count(Iterable<String> tokens) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    tokens.forEach(
        token -> {
          if (token != null) {
            counts.merge(token, 1, Integer::sum);
          }
        });
    return counts;
  }

  /**
   * This vocabulary with the tokens of {@code other} that it lacks behind its own, in the other's
   * order; the unknown id moves behind them.
   */
  public Vocabulary including(Vocabulary other, Conventions conventions) {
    Map<String, Integer> grown = new LinkedHashMap<>(ids);
    for (String token : other.ids.keySet()) {
      if (!ids.containsKey(token)) {
        grown.put(token, unknown + grown.size() - ids.size());
      }
    }
    int added = grown.size() - ids.size();
    boolean quirk = conventions == Conventions.FUXICTR_2_0_1 && added == 1;
    return new Vocabulary(grown, quirk ? unknown : unknown + added, sharedUnknown);
  }

  /** The token's id; that of unknown tokens if it was not kept, of missing ones if {@code null}. */
  public int id(String token) {
    if (token == null) {
      return sharedUnknown ? unknown : unknown + 1;
    }
    return ids.getOrDefault(token, unknown);
  }

  /** The id of tokens that were not seen, or too seldom, in training. */
  public int unknownId() {
    return unknown;
  }

  /** How many ids there are, padding included. */
  public int size() {
    return unknown + (sharedUnknown ? 1 : 2);
  }

  /** The kept tokens and their ids. */
  public Map<String, Integer> tokens() {
    return Collections.unmodifiableMap(ids);
  }

  private static int compareCodePoints(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }
}
