// split: who is tested x what is held out, and whether anything leaks.
// Run it with  ./twinstream run dsl-examples/split.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/split.jsh
// (Lines end with the dot, since jshell reads a script line by line; "run" and notebooks need not.)
import static io.github.twinstream.Twinstream.*;

var ratings = load("data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");
var clean = ratings.clean(c -> c.dropMissing("Book-Rating", "Book-Title").label(above(7), "Book-Rating"));

// all rows of a reader are in the same part: readers that the model has never seen are tested
var byReader = clean.split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42));
show(byReader);
show(byReader.leakage());

// rows in random order: most readers are in all three parts, and the report says so
var byRow = clean.split(s -> s.byRow().ratios(0.8, 0.1, 0.1).seed(42));
show(byRow.leakage());

// five splits, in each of which other readers are tested
var folds = clean.folds(5, s -> s.byGroup("User-ID").seed(42));
folds.forEach(fold -> System.out.println("test rows: " + fold.test().data().rows()));

System.out.println("a reader with five test rows: " + byReader.test().pick("User-ID", 5));
/exit
