package io.github.twinstream.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at the machine and says what is wrong, and the command that mends it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Checks Java, memory, natives, device, encoders, fonts, cache, disk and Jupyter.")
final class DoctorCommand implements Callable<Integer> {
  private final Map<String, Supplier<Finding>> checks;

  @Spec private CommandSpec spec;

  DoctorCommand() {
    this(MachineChecks.all());
  }

  DoctorCommand(Map<String, Supplier<Finding>> checks) {
    this.checks = checks;
  }

  /** 0 unless something fails; then 1. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = new ArrayList<>();
    checks.forEach(
        (subject, check) -> {
          Finding finding = MachineChecks.run(subject, check);
          findings.add(finding);
          print(finding, out);
        });
    long failed = findings.stream().filter(f -> f.state() == Finding.State.FAIL).count();
    long warned = findings.stream().filter(f -> f.state() == Finding.State.WARN).count();
    out.println(
        failed + warned == 0 ? "all is well" : failed + " failed, " + warned + " could be better");
    out.flush();
    return failed > 0 ? 1 : 0;
  }

  private static void print(Finding finding, PrintWriter out) {
    String state = finding.state().name().toLowerCase(Locale.ROOT);
    out.printf(Locale.ROOT, "%-5s %-13s %s%n", state, finding.subject(), finding.found());
    if (!finding.remedy().isEmpty()) {
      out.printf(Locale.ROOT, "%-5s %-13s to mend it: %s%n", "", "", finding.remedy());
    }
    out.flush();
  }
}
