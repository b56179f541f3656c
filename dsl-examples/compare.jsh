// compare: models on one split, with intervals, chance levels, paired tests, and whether a network earns its place.
// Run it with  ./twinstream run dsl-examples/compare.jsh
import static io.github.twinstream.Twinstream.*;

var ratings = load("data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");
var clean = ratings.clean(c -> c.
    dropMissing("Book-Rating", "Book-Title").
    keepWhere("Book-Rating", above(0)).
    label(above(7), "Book-Rating"));
var split = clean.split(s -> s.byGroup("User-ID").seed(42));
var streams = split.streams(s -> s.
    numeric("Age").
    categorical("Book-Author", "Publisher").
    stream("user", "Age").
    stream("item", "Book-Author", "Publisher"));

var comparison = compare(streams,
    c -> c.training(t -> t.epochs(2).batchSize(256)).metrics(auc(), ndcg(), recallAt(3)),
    finalMlp(), lightGbmRanker().trees(50), logOdds(), itemMean(), popularity(), randomScores());
show(comparison);
comparison.placeEarned().forEach(System.out::println);

// another reference needs no training; a row runs again from its record and gives the same numbers
show(comparison.against("item mean"));
System.out.println("the same again: " + comparison.rerun("item mean").same());
/exit
