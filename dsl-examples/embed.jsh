// embed: texts become vectors, shortened by a PCA that is fitted on the training part alone.
// Run it with  ./twinstream run dsl-examples/embed.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/embed.jsh
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

// the sentence encoder that comes with the library, without any download
var embedded = split.embed("Book-Title", e -> e.encoder(compactMultilingual()).pca(0.80));
show(embedded.embedded().get("Book-Title"));

// an encoder of your own: a name for the cache and a function from texts to vectors
float[][] lengths(java.util.List<String> titles) {
  float[][] vectors = new float[titles.size()][2];
  for (int i = 0; i < vectors.length; i++) {
    vectors[i][0] = titles.get(i).length();
    vectors[i][1] = titles.get(i).split(" ").length;
  }
  return vectors;
}
var own = split.embed("Book-Title", e -> e.encoder(encoder("lengths", titles -> lengths(titles))).noPca().noCache());
show(own.embedded().get("Book-Title"));
/exit
