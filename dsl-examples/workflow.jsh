// The whole workflow on the bundled sample.
// Run it with  ./twinstream run dsl-examples/workflow.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/workflow.jsh
// (Lines end with the dot, since jshell reads a script line by line; "run" and notebooks need not.)
import static io.github.twinstream.Twinstream.*;

var ratings = load("data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");
var clean = ratings.clean(c -> c.
    dropMissing("Book-Rating", "Book-Title").
    fillMissing("unknown", "Book-Author", "Publisher").
    keepWhere("Book-Rating", above(0)).
    splitText("Location", ",", "city", "state", "country").
    label(above(7), "Book-Rating"));
show(clean.report());
var split = clean.split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42));
var embedded = split.embed("Book-Title", e -> e.encoder(compactMultilingual()).pca(0.80));
var streams = embedded.streams(s -> s.
    numeric("Age", "Book-Title").
    categorical("Book-Author", "Publisher", "state", "country").
    stream("user", "Age", "state", "country").
    stream("item", "Book-Author", "Publisher", "Book-Title"));
var model = streams.train(finalMlp(), t -> t.epochs(3).batchSize(512).seed(2021));
show(model.rank("User-ID", split.test().pick("User-ID", 5)));
show(model.evaluate(auc(), gauc(), logLoss(), ndcg(), recallAt(3)));
/exit
