package io.github.twinstream.kernel.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The chain of an exception's causes. */
final class Causes {
  private static final int LONGEST = 50;

  private Causes() {}

  /** The exception, then its cause, and so on; a chain that bites its tail ends there. */
  static List<Throwable> chain(Throwable first) {
    List<Throwable> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable t = first; t != null && chain.size() < LONGEST && seen.add(t); t = cause(t)) {
      chain.add(t);
    }
    return chain;
  }

  private static Throwable cause(Throwable of) {
    try {
      return of.getCause();
    } catch (Throwable broken) {
      return null;
    }
  }
}
