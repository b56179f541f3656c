package io.github.twinstream.kernel.eval;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Reads the documentation comments of a source file. */
final class DocComments {
  private final CompilationUnitTree unit;
  private final DocTrees docs;

  /** Parses the source; it is not compiled. */
  DocComments(String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, problem -> {}, List.of("-proc:none"), null, List.of(file(source)));
    unit = task.parse().iterator().next();
    docs = DocTrees.instance(task);
  }

  private static JavaFileObject file(String source) {
    return new SimpleJavaFileObject(URI.create("string:///Doc.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return source;
      }
    };
  }

  /** The comment of the type with the simple name. */
  Optional<String> ofType(String simpleName) {
    return find(
        new Finder() {
          @Override
          public String visitClass(ClassTree tree, Void nothing) {
            return tree.getSimpleName().contentEquals(simpleName)
                ? comment()
                : super.visitClass(tree, nothing);
          }
        });
  }

  /**
   * The comment of a method of the type, or of a field when {@code parameters} is {@code null}.
   *
   * @param parameters the simple names of the parameters' types
   */
  Optional<String> ofMember(String type, String member, List<String> parameters) {
    return find(
        new Finder() {
          @Override
          public String visitMethod(MethodTree tree, Void nothing) {
            boolean same =
                parameters != null
                    && tree.getName().contentEquals(member)
                    && inType(type)
                    && tree.getParameters().stream()
                        .map(p -> simple(p.getType().toString()))
                        .toList()
                        .equals(parameters);
            return same ? comment() : null;
          }

          @Override
          public String visitVariable(VariableTree tree, Void nothing) {
            return parameters == null && tree.getName().contentEquals(member) && inType(type)
                ? comment()
                : null;
          }
        });
  }

  /** {@code Map<String, List<X>>...} is {@code Map[]}; packages are dropped. */
  static String simple(String type) {
    String raw = type.strip();
    while (raw.matches(".*<[^<>]*>.*")) {
      raw = raw.replaceAll("<[^<>]*>", "");
    }
    raw = raw.replace("...", "[]").replaceAll("@\\w+ ", "");
    return raw.substring(raw.lastIndexOf('.') + 1);
  }

  private Optional<String> find(Finder finder) {
    return Optional.ofNullable(finder.scan(unit, null));
  }

  private abstract class Finder extends TreePathScanner<String, Void> {
    @Override
    public String reduce(String first, String second) {
      return first != null ? first : second;
    }

    String comment() {
      return docs.getDocComment(getCurrentPath());
    }

    boolean inType(String simpleName) {
      return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
          && owner.getSimpleName().contentEquals(simpleName);
    }
  }
}
