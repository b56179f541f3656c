// save: a model in one file, opened again to score raw rows; a training that can be gone on with.
// Run it with  ./twinstream run dsl-examples/save.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/save.jsh
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

// kept in a folder while it runs: killed at any moment, streams.resume(folder) goes on with it
var folder = java.nio.file.Files.createTempDirectory("twinstream-save");
var model = streams.train(finalMlp(), t -> t.epochs(2).batchSize(256).seed(2021).checkpoints(folder + "/run"));
var again = streams.resume(folder + "/run");
System.out.println("the same scores: " + java.util.Arrays.equals(model.score(split.test().data()), again.score(split.test().data())));

// one file: network, encoders, model card; rows may come raw, the cleaning is done as in training
model.save(folder + "/books.twin", s -> s.title("Sample books").calibrated());
var served = open(folder + "/books.twin");
var user = java.util.Map.of("Age", 34, "Location", "pelandra, , usa");
var books = java.util.List.of(java.util.Map.of("Book-Author", "Calla Fasenkova"), java.util.Map.of("Book-Author", "Dorvin Oskurgan", "Publisher", "Orchard Table"));
show(served.rank(user, books, 2));

// the network alone, for other programs
model.exportOnnx(folder + "/books.onnx");
/exit
