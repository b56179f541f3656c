import java.nio.file.*;
import java.util.function.*;
import java.util.stream.*;
import static io.github.twinstream.Twinstream.*;
