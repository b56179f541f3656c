// clean: steps in the order in which they are called, and a report of what each did.
// Run it with  ./twinstream run dsl-examples/clean.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/clean.jsh
// (Lines end with the dot, since jshell reads a script line by line; "run" and notebooks need not.)
import static io.github.twinstream.Twinstream.*;

var ratings = load("data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");

var clean = ratings.clean(c -> c.
    dropMissing("Book-Rating").
    fillMissing("unknown", "Book-Author", "Publisher").
    dropMissing("Book-Title").
    parseNumber("Year-Of-Publication").              // text that is no number becomes missing
    blankWhere("Age", above(100)).
    blankWhere("Year-Of-Publication", atMost(0)).
    keepWhere("Book-Rating", above(0)).
    splitText("Location", ",", "city", "state", "country").
    label(above(7), "Book-Rating"));

show(clean.report());
show(clean.histograms("Age", "Book-Rating"));
show(clean);
/exit
