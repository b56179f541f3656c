// train: the network, its options, and how training went.
// Run it with  ./twinstream run dsl-examples/train.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/train.jsh
// (Lines end with the dot, since jshell reads a script line by line; "run" and notebooks need not.)
import static io.github.twinstream.Twinstream.*;

var ratings = load("data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");
var clean = ratings.clean(c -> c.
    dropMissing("Book-Rating", "Book-Title").
    fillMissing("unknown", "Book-Author", "Publisher").
    keepWhere("Book-Rating", above(0)).
    splitText("Location", ",", "city", "state", "country").
    label(above(7), "Book-Rating"));
var split = clean.split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42));
var streams = split.streams(s -> s.
    numeric("Age").
    categorical("Book-Author", "Publisher", "state", "country").
    stream("user", "Age", "state", "country").
    stream("item", "Book-Author", "Publisher"));

var model = streams.train(finalMlp(), t -> t.epochs(4).batchSize(256).earlyStopping("AUC", 2).seed(2021));
show(model);

// published settings by name, and options of the network itself
var small = streams.train(finalMlp("criteo_x1").embeddingDim(8), t -> t.epochs(1).batchSize(512).seed(2021));
show(small);
/exit
