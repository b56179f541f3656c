package io.github.twinstream.rank;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.table.DataTable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws the candidates of a table's test users. */
public final class CandidateDraw {
  private static final int MOST_ROWS = 20_000_000;

  private final DataTable all;
  private final int[] train;
  private final int[] test;
  private final float[] label;
  private final double[] relevance;
  private final int[] user;
  private final int users;
  private final int[] item;
  private final int items;
  private final String[] itemNames;
  private final int[] popularity;

  /**
   * Reads users and items.
   *
   * @param all all rows
   * @param train the training rows' indexes
   * @param test the test rows' indexes
   * @param labelColumn 1 or 0
   * @param relevanceColumn the graded truth; {@code null} for the label
   * @param userColumn the users; {@code null} when rows have none: each row is its own
   * @param itemColumn the items; {@code null} when it is not known
   */
  public CandidateDraw(
      DataTable all,
      int[] train,
      int[] test,
      String labelColumn,
      String relevanceColumn,
      String userColumn,
      String itemColumn) {
    this.all = all;
    this.train = train;
    this.test = test;
    double[] labels = all.numbers(labelColumn);
    this.label = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      label[i] = (float) labels[i];
    }
    this.relevance = relevanceColumn == null ? labels : all.numbers(relevanceColumn);
    Map<String, Integer> names = new LinkedHashMap<>();
    this.user =
        userColumn == null
            ? IntStream.range(0, all.rows()).toArray()
            : places(all.tokens(userColumn), names);
    this.users = userColumn == null ? all.rows() : names.size();
    Map<String, Integer> catalogue = new LinkedHashMap<>();
    this.item = itemColumn == null ? new int[0] : places(all.tokens(itemColumn), catalogue);
    this.items = catalogue.size();
    this.itemNames = catalogue.keySet().toArray(String[]::new);
    this.popularity = new int[items];
    if (itemColumn != null) {
      for (int row : train) {
        popularity[item[row]]++;
      }
    }
  }

  /** How many training rows each item has; empty when items are not known. */
  public int[] popularity() {
    return popularity.clone();
  }

  /** A row of each item of the catalogue, in its order. */
  public int[] rowsOfItems() {
    int[] rows = new int[items];
    for (int row = item.length - 1; row >= 0; row--) {
      rows[item[row]] = row;
    }
    return rows;
  }

  /** The items' names, in the catalogue's order. */
  public String[] itemNames() {
    return itemNames.clone();
  }

  /**
   * Draws the candidates.
   *
   * @throws ConfigException if other items are asked for and the item column is not known
   * @throws DataException if there would be more than 20 million rows; says how many
   */
  public CandidateRows draw(Candidates candidates) {
    if (candidates.kind() == Candidates.Kind.OWN) {
      return rows(test, test, Set.of());
    }
    if (item.length == 0) {
      throw new ConfigException(
          "candidates beside the users' own test rows need to know which column names the items:"
              + " say it, e.g. compare(streams, c -> c.item(\"ISBN\"), ...)");
    }
    int[] counts = new int[users];
    for (int row : test) {
      counts[user[row]]++;
    }
    int[] tested =
        candidates.kind() == Candidates.Kind.CATALOGUE
            ? drawUsers(candidates)
            : IntStream.range(0, users).filter(u -> counts[u] > 0).toArray();
    long known = Arrays.stream(popularity).filter(count -> count > 0).count();
    long each = candidates.kind() == Candidates.Kind.SAMPLED ? candidates.count() : known;
    if (tested.length * each > MOST_ROWS) {
      throw new DataException(
          String.format(
              java.util.Locale.ROOT,
              "%,d users with %,d other items each are %,d candidates: at most %,d fit; take fewer"
                  + " %s",
              tested.length,
              each,
              tested.length * each,
              MOST_ROWS,
              candidates.kind() == Candidates.Kind.SAMPLED
                  ? "negatives"
                  : "users, e.g. wholeCatalogue().users(" + Math.max(1, MOST_ROWS / each) + ")"));
    }
    return pairs(candidates, tested);
  }

  private int[] drawUsers(Candidates candidates) {
    Set<Integer> positive = new HashSet<>();
    for (int row : test) {
      if (label[row] == 1) {
        positive.add(user[row]);
      }
    }
    int[] all = positive.stream().mapToInt(u -> u).sorted().toArray();
    SplittableRandom random = new SplittableRandom(candidates.seed());
    for (int i = all.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = all[i];
      all[i] = all[j];
      all[j] = swap;
    }
    int[] drawn = Arrays.copyOf(all, Math.min(candidates.count(), all.length));
    Arrays.sort(drawn);
    return drawn;
  }

  private CandidateRows pairs(Candidates candidates, int[] tested) {
    ItemDraw draw = new ItemDraw(popularity, candidates.byPopularity());
    int[][] ownRows = rowsOf(user, users, IntStream.range(0, all.rows()).toArray());
    int[][] testRows = rowsOf(user, users, test);
    int[] rowOfItem = rowsOfItems();
    IntStream.Builder userRow = IntStream.builder();
    IntStream.Builder itemRow = IntStream.builder();
    for (int u : tested) {
      Interrupts.check("drawing candidates");
      Set<Integer> own = new HashSet<>();
      for (int row : ownRows[u]) {
        own.add(item[row]);
      }
      for (int row : testRows[u]) {
        userRow.add(row);
        itemRow.add(row);
      }
      int[] others =
          candidates.kind() == Candidates.Kind.CATALOGUE
              ? draw.all(own)
              : draw.some(candidates.count(), own, candidates.seed() + u);
      for (int other : others) {
        userRow.add(testRows[u][0]);
        itemRow.add(rowOfItem[other]);
      }
    }
    return rows(userRow.build().toArray(), itemRow.build().toArray(), ofUsers());
  }

  private CandidateRows rows(int[] userRow, int[] itemRow, Set<String> ofUsers) {
    int[] group = new int[userRow.length];
    int[] place = new int[users];
    Arrays.fill(place, -1);
    int groups = 0;
    float[] labels = new float[userRow.length];
    double[] relevances = new double[userRow.length];
    int[] about = new int[item.length == 0 ? 0 : userRow.length];
    for (int i = 0; i < userRow.length; i++) {
      int u = user[userRow[i]];
      place[u] = place[u] < 0 ? groups++ : place[u];
      group[i] = place[u];
      boolean real = userRow[i] == itemRow[i];
      labels[i] = real ? label[userRow[i]] : 0;
      relevances[i] = real ? relevance[userRow[i]] : 0;
      if (about.length > 0) {
        about[i] = item[itemRow[i]];
      }
    }
    return new CandidateRows(
        all,
        new CandidateRows.Drawn(userRow, itemRow, group, groups, about),
        labels,
        relevances,
        ofUsers);
  }

  /** The columns whose cells never change within a user. */
  private Set<String> ofUsers() {
    Set<String> constant = new HashSet<>();
    for (String column : all.columns()) {
      String[] tokens = all.tokens(column);
      String[] first = new String[users];
      boolean[] seen = new boolean[users];
      boolean changes = false;
      for (int row = 0; row < tokens.length && !changes; row++) {
        int u = user[row];
        changes = seen[u] && !java.util.Objects.equals(first[u], tokens[row]);
        first[u] = tokens[row];
        seen[u] = true;
      }
      if (!changes) {
        constant.add(column);
      }
    }
    return constant;
  }

  private static int[] places(String[] tokens, Map<String, Integer> names) {
    int[] places = new int[tokens.length];
    for (int i = 0; i < places.length; i++) {
      String token = tokens[i] == null ? "" : tokens[i];
      Integer known = names.putIfAbsent(token, names.size());
      places[i] = known == null ? names.size() - 1 : known;
    }
    return places;
  }

  private static int[][] rowsOf(int[] user, int users, int[] rows) {
    int[] counts = new int[users];
    for (int row : rows) {
      counts[user[row]]++;
    }
    int[][] own = new int[users][];
    for (int u = 0; u < users; u++) {
      own[u] = new int[counts[u]];
    }
    int[] next = new int[users];
    for (int row : rows) {
      own[user[row]][next[user[row]]++] = row;
    }
    return own;
  }
}
