// streams: the fields that the network reads, and which of them steer each stream's gate.
// Run it with  ./twinstream run dsl-examples/streams.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/streams.jsh
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
show(streams);

// ages in ten groups of equal size, rare authors taken as unknown, missing told from unseen
var coarse = split.streams(s -> s.
    buckets("Age", 10).
    categorical("Book-Author", f -> f.minCount(3)).
    categorical("country", f -> f.sharedUnknown(false)).
    stream("user", "Age", "country").
    stream("item", "Book-Author"));
show(coarse);
/exit
