package io.github.twinstream.kernel.eval;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the classes of snippets: puts the stop check into loops and at the start of methods,
 * sends {@code System.exit} to the guard, and makes members that are not private public. The last
 * is needed since every snippet has a class loader of its own, so that it can be released when it
 * is redefined: package access does not reach across loaders.
 */
final class SnippetRewriter extends ClassVisitor {
  private static final String STOP = "io/github/twinstream/kernel/eval/StopSwitch";
  private static final String GUARD = "io/github/twinstream/kernel/eval/ExitGuard";

  private SnippetRewriter(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * The rewritten class file; the class file itself if it is of a newer version than the rewriter
   * knows.
   */
  static byte[] rewrite(byte[] classFile) {
    ClassReader reader;
    try {
      reader = new ClassReader(classFile);
    } catch (IllegalArgumentException newer) {
      return classFile;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new SnippetRewriter(writer), 0);
    return writer.toByteArray();
  }

  private static int open(int access) {
    return (access & Opcodes.ACC_PRIVATE) != 0
        ? access
        : access & ~Opcodes.ACC_PROTECTED | Opcodes.ACC_PUBLIC;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    super.visit(version, open(access), name, signature, parent, interfaces);
  }

  @Override
  public void visitInnerClass(String name, String outer, String inner, int access) {
    super.visitInnerClass(
        name, outer, inner, name.startsWith("REPL/$JShell$") ? open(access) : access);
  }

  @Override
  public void visitPermittedSubclass(String subclass) {
    // javac has checked them; the JVM would want all of them in this class's loader
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    return super.visitField(open(access), name, descriptor, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    int opened = name.equals("<clinit>") ? access : open(access);
    return new Code(super.visitMethod(opened, name, descriptor, signature, exceptions));
  }

  private static final class Code extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();

    Code(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      check();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        check();
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (exits(owner, name, descriptor)) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, GUARD, "exit", guarded(owner, descriptor), false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] safe = arguments.clone();
      for (int i = 0; i < safe.length; i++) {
        if (safe[i] instanceof Handle h && exits(h.getOwner(), h.getName(), h.getDesc())) {
          safe[i] =
              new Handle(
                  Opcodes.H_INVOKESTATIC, GUARD, "exit", guarded(h.getOwner(), h.getDesc()), false);
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, safe);
    }

    private void check() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, "check", "()V", false);
    }

    private static boolean exits(String owner, String name, String descriptor) {
      return descriptor.equals("(I)V")
          && (owner.equals("java/lang/System") && name.equals("exit")
              || owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt")));
    }

    private static String guarded(String owner, String descriptor) {
      return owner.equals("java/lang/System") ? descriptor : "(Ljava/lang/Runtime;I)V";
    }
  }
}
