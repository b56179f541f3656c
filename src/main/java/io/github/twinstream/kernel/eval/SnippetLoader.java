package io.github.twinstream.kernel.eval;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/**
 * Loads the classes of snippets, those of each snippet in a class loader of their own, and the jars
 * that are added while the kernel runs. A snippet that was redefined is held weakly: its values
 * live only as long as something else uses them.
 */
final class SnippetLoader implements LoaderDelegate {
  private final Libraries libraries = new Libraries(Thread.currentThread().getContextClassLoader());
  private final Map<String, One> live = new ConcurrentHashMap<>();
  private final Map<String, WeakReference<One>> replaced = new ConcurrentHashMap<>();
  private final Map<String, String> newest = new HashMap<>();
  private final Set<String> superseded = new TreeSet<>();
  private final Set<String> loadedNow = new TreeSet<>();

  /** The loader of added jars; the context loader of cells. */
  ClassLoader libraries() {
    return libraries;
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    Map<String, Map<String, byte[]>> groups = new LinkedHashMap<>();
    for (ClassBytecodes each : classes) {
      groups
          .computeIfAbsent(outer(each.name()), name -> new HashMap<>())
          .put(each.name(), SnippetRewriter.rewrite(each.bytecodes()));
    }
    groups.forEach((outer, files) -> live.put(outer, new One(files)));
    for (String outer : groups.keySet()) {
      String before = newest.put(slot(outer), outer);
      if (before != null && !before.equals(outer)) {
        superseded.add(before);
      }
      loadedNow.add(slot(outer));
    }
    boolean[] installed = new boolean[classes.length];
    try {
      for (int i = 0; i < classes.length; i++) {
        findClass(classes[i].name()).getDeclaredMethods();
        installed[i] = true;
      }
    } catch (ClassNotFoundException | LinkageError e) {
      throw new ClassInstallException(String.valueOf(e), installed);
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {
    throw new UnsupportedOperationException("classes are replaced, not redefined in place");
  }

  @Override
  public void addToClasspath(String path) throws EngineTerminationException, InternalException {
    for (String part : path.split(File.pathSeparator)) {
      try {
        libraries.addURL(new File(part).toURI().toURL());
      } catch (MalformedURLException e) {
        throw new InternalException("not a path: " + part);
      }
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    One loader = find(outer(name));
    return loader == null ? libraries.loadClass(name) : loader.loadClass(name);
  }

  /**
   * Lets go of the classes that newer ones have taken the place of, and of what their variables
   * held. A variable whose class JShell only made anew, since something its code names was
   * redefined, keeps its value if its type still takes it.
   *
   * @param evaluated the slots of the snippet that was evaluated
   * @return the slots of the classes loaded since the last call: one for each snippet, whatever the
   *     number of its redefinitions
   */
  Set<String> settle(Set<String> evaluated) {
    for (String old : superseded) {
      String now = newest.get(slot(old));
      if (now != null && !evaluated.contains(slot(old))) {
        carry(find(old), old, find(now), now);
      }
      weaken(old);
    }
    superseded.clear();
    replaced.values().removeIf(reference -> reference.get() == null);
    Set<String> taken = new TreeSet<>(loadedNow);
    loadedNow.clear();
    return taken;
  }

  /** Lets go of the classes of snippets that were dropped or will not run again. */
  void release(Iterable<String> slots) {
    for (String slot : slots) {
      String name = newest.remove(slot);
      if (name != null) {
        weaken(name);
      }
    }
  }

  private static void carry(One from, String old, One to, String now) {
    try {
      for (Field field : from.loadClass(old).getDeclaredFields()) {
        Field target = to.loadClass(now).getDeclaredField(field.getName());
        int modifiers = target.getModifiers();
        if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
          Object value = field.get(null);
          if (field.getType().isPrimitive()
              ? field.getType() == target.getType()
              : target.getType().isInstance(value)) {
            target.set(null, value);
          }
        }
      }
    } catch (ReflectiveOperationException | LinkageError changed) {
      // the variable is another one now: it starts at its default, as JShell says
      return;
    }
  }

  private void weaken(String outer) {
    One old = live.remove(outer);
    if (old != null) {
      old.clear(outer);
      replaced.put(outer, new WeakReference<>(old));
    }
  }

  /** {@code REPL.$JShell$5B} is the second form of {@code REPL.$JShell$5}. */
  private static String slot(String outer) {
    return outer.replaceFirst("[A-Z]+$", "");
  }

  private One find(String outer) {
    One found = live.get(outer);
    if (found == null) {
      WeakReference<One> old = replaced.get(outer);
      found = old == null ? null : old.get();
    }
    return found;
  }

  /** {@code REPL.$JShell$5$A$B} belongs to {@code REPL.$JShell$5}. */
  private static String outer(String name) {
    int end = name.startsWith("REPL.$JShell$") ? name.indexOf('$', "REPL.$JShell$".length()) : -1;
    return end < 0 ? name : name.substring(0, end);
  }

  private static final class Libraries extends URLClassLoader {
    Libraries(ClassLoader parent) {
      super(new URL[0], parent);
    }

    @Override
    public void addURL(URL url) {
      super.addURL(url);
    }
  }

  private final class One extends ClassLoader {
    private final Map<String, byte[]> files;

    One(Map<String, byte[]> files) {
      super(libraries);
      this.files = new ConcurrentHashMap<>(files);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("REPL.")) {
        return super.loadClass(name, resolve);
      }
      One other = SnippetLoader.this.find(outer(name));
      if (other != null && other != this && !files.containsKey(name)) {
        return other.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> found = findLoadedClass(name);
        return found != null ? found : findClass(name);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] file = files.get(name);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, file, 0, file.length);
    }

    void clear(String name) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        return;
      }
      for (Field field : List.of(type.getDeclaredFields())) {
        int modifiers = field.getModifiers();
        if (Modifier.isStatic(modifiers)
            && !Modifier.isFinal(modifiers)
            && !field.getType().isPrimitive()) {
          try {
            field.set(null, null);
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
  }
}
