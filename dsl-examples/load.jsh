// load: CSV files of any common shape, joined; Tablesaw tables in and out.
// Run it with  ./twinstream run dsl-examples/load.jsh
// or with      jshell --class-path "target/classes:$(cat target/runtime.classpath)" dsl-examples/load.jsh
// (Lines end with the dot, since jshell reads a script line by line; "run" and notebooks need not.)
import static io.github.twinstream.Twinstream.*;

// separator, quotes, encoding and types are found out
var users = load("data/Users.csv");
show(users.data().describe());

// a name without a folder is looked for beside the first file; joins are left joins
var ratings = users.join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");
show(ratings);

// what is found out can be said instead
var books = load("data/Books.csv", csv -> csv.separator(',').text("Year-Of-Publication"));
System.out.println("years are now " + books.data().type("Year-Of-Publication"));

// a copy as a Tablesaw table, and back
var table = users.table();
table.removeColumns("Location");
show(of(table).join(load("data/Ratings.csv"), "User-ID"));
/exit
